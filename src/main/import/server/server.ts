import { fail, failureOf } from '../../../shared/failure.ts';
import { type Answer, isPassing, Lost, readAnswer, unreached } from '../../store/s3/answer.ts';
import { pause } from '../../store/s3/bucket.ts';
import { type Transport, transportWith } from '../../store/transport.ts';

const answerIn = 60_000;
const attempts = 4;
/** A secret is 1 MiB at most unless a server is told otherwise, a list of names a little more. */
const largest = 32 * 1024 ** 2;

/** What a server wants to know of whoever asks. */
export interface ServerAccess {
  readonly token: string;
  readonly namespace?: string | undefined;
  /** A file of certificates that are trusted there beside the system's. */
  readonly ca?: string | undefined;
}

/** What `vault` and `bao` take from the environment beside the token. */
export function accessIn(env: NodeJS.ProcessEnv): Omit<ServerAccess, 'token'> {
  return {
    namespace: env['VAULT_NAMESPACE'] ?? env['BAO_NAMESPACE'],
    ca: env['VAULT_CACERT'] ?? env['BAO_CACERT'],
  };
}

/** `store` (`no-credentials`) for what can be no token: a line break would begin another header. */
export function refuseNoToken(token: string): string {
  return /^[\x21-\x7e]+$/.test(token) ? token : fail({ code: 'store', reason: 'no-credentials' });
}

/** Requests to the API of a server; nothing of it is written. */
export class VaultServer {
  readonly #origin: string;
  readonly #headers: Headers;
  readonly #signal: AbortSignal;
  readonly #transport: Transport;

  constructor(origin: string, { token, namespace, ca }: ServerAccess, signal: AbortSignal) {
    this.#origin = origin;
    this.#signal = signal;
    this.#transport = transportWith(ca);
    this.#headers = new Headers({
      'x-vault-token': token,
      'x-vault-request': 'true',
      ...(namespace !== undefined && namespace !== '' && { 'x-vault-namespace': namespace }),
    });
  }

  /** `path` not escaped. Answers 200, 403 and 404; `store` for anything else. */
  async get(path: readonly string[], query = ''): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(path, query).catch((error: unknown) => {
        if (error instanceof Lost && attempt < attempts && !this.#signal.aborted) return undefined;
        throw error instanceof Lost ? unreached(error) : error;
      });
      const isLast = attempt >= attempts;
      if (answer !== undefined && (isLast || !isPassing(answer))) return usable(answer);
      await pause(attempt, answer?.headers.get('retry-after'));
    }
  }

  async #once(path: readonly string[], query: string): Promise<Answer> {
    const way = path.map(encodeURIComponent).join('/');
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(answerIn)]);
    try {
      const address = `${this.#origin}/v1/${way}${query}`;
      const response = await this.#transport(address, { method: 'GET', headers: this.#headers, signal });
      return await readAnswer(response, largest);
    } catch (error) {
      if (this.#signal.aborted) fail({ code: 'cancelled' }, error);
      throw error instanceof Lost || failureOf(error) !== undefined ? error : new Lost(error);
    }
  }
}

function usable(answer: Answer): Answer {
  if ([200, 403, 404].includes(answer.status)) return answer;
  if (answer.status === 429 || answer.status === 503) fail({ code: 'busy' });
  if (answer.status === 401) fail({ code: 'store', reason: 'credentials-refused' });
  // A redirect would take the token to where nobody said.
  return fail({ code: 'store', reason: 'server' });
}
