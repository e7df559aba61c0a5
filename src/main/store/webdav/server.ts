import { fail, HoldfastError } from '../../../shared/failure.ts';
import { type Answer, isPassing, Lost, readAnswer, unreached } from '../s3/answer.ts';
import { patienceWith, pause } from '../s3/bucket.ts';
import { ServiceClock } from '../s3/service-clock.ts';
import { type Given, type Transport, transportWith } from '../transport.ts';
import { authorizationFor } from './credentials.ts';
import type { WebDavPlace } from './place.ts';

/** What tests set. */
export interface ServerOptions {
  readonly transport?: Transport;
  readonly env?: NodeJS.ProcessEnv;
  readonly given?: () => Given | undefined;
  /** How long a call goes on trying, in ms. */
  readonly patience?: number;
}

export interface DavRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'MKCOL' | 'PROPFIND';
  /** Below the folder of the place, not escaped. */
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

const answerIn = 60_000;
/** Bytes of an answer that should be short. */
const short = 64 * 1024;

/** Requests to the folder of a place. */
export class DavServer {
  readonly place: WebDavPlace;
  readonly clock = new ServiceClock();
  readonly #options: Required<ServerOptions>;
  #name = '';

  constructor(place: WebDavPlace, options: ServerOptions = {}) {
    this.place = place;
    const defaults = { patience: 60_000, env: process.env, given: () => undefined };
    this.#options = { ...defaults, transport: transportWith(place.ca), ...options };
  }

  /** True of servers that were seen to let several create one file, now and then or always. */
  get isDoubted(): boolean {
    return /^(?:apache|nginx|rclone)/i.test(this.#name);
  }

  /**
   * Tries until an answer is no passing failure; `usable` gives `undefined` for a success that is
   * cut or senseless.
   */
  async patiently(
    request: DavRequest,
    limit = short,
    usable: (answer: Answer) => unknown = () => true,
  ): Promise<Answer> {
    const began = performance.now();
    for (let attempt = 0; ; attempt++) {
      const answer = await this.once(request, limit).catch((error: unknown) => {
        if (error instanceof Lost) return error;
        throw error;
      });
      const good = !(answer instanceof Lost) && !isPassing(answer);
      if (good && (answer.status >= 300 || usable(answer) !== undefined)) return answer;
      if (performance.now() - began >= patienceWith(answer, this.#options.patience))
        throw answer instanceof Lost ? unreached(answer) : refusalOf(answer, request);
      await pause(attempt, answer instanceof Lost ? undefined : answer.headers.get('retry-after'));
    }
  }

  /** Asks once, and gives the answer as it is; throws `Lost` where none came. */
  async once({ method, name, headers, body }: DavRequest, limit = short): Promise<Answer> {
    const { folder } = this.place;
    const { env, given, transport } = this.#options;
    const authorization = authorizationFor(folder.hostname, env, given());
    const asked = new Headers({ ...headers, ...(authorization && { authorization }) });
    const signal = AbortSignal.timeout(answerIn);
    try {
      const address = `${folder.href}${name.split('/').map(encodeURIComponent).join('/')}`;
      const response = await transport(address, { method, headers: asked, signal, ...(body && { body }) });
      const answer = await readAnswer(response, response.ok ? limit : short);
      this.#name = answer.headers.get('server') ?? this.#name;
      this.clock.hear(answer);
      if (answer.status === 401)
        fail({ code: 'store', reason: authorization ? 'credentials-refused' : 'no-credentials' });
      return answer;
    } catch (error) {
      throw error instanceof Lost || error instanceof HoldfastError ? error : new Lost(error);
    }
  }
}

const may = {
  GET: 'may-not-get',
  PUT: 'may-not-put',
  MKCOL: 'may-not-put',
  DELETE: 'may-not-delete',
  PROPFIND: 'may-not-list',
} as const;

/** What an answer that is no success means for a person. */
export function refusalOf({ status }: Answer, { method }: Pick<DavRequest, 'method'>): HoldfastError {
  if (status === 507 || status === 413) return new HoldfastError({ code: 'no-space' });
  if (status === 429 || status === 503 || status === 423) return new HoldfastError({ code: 'busy' });
  if (status === 403) return new HoldfastError({ code: 'store', reason: may[method] });
  return new HoldfastError({ code: 'store', reason: 'server' });
}
