import { type Answer, isPassing, Lost, readAnswer, unreached } from '../../../main/store/s3/answer.ts';
import { pause } from '../../../main/store/s3/bucket.ts';
import { type Transport, transportWith } from '../../../main/store/transport.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import type { Io } from '../../io.ts';

const answerIn = 60_000;
const attempts = 4;
/** A secret is 1 MiB at most unless a server is told otherwise, a list of names a little more. */
const largest = 32 * 1024 ** 2;

/** Requests to the API of a server; nothing of it is written. */
export class VaultServer {
  readonly #origin: string;
  readonly #headers: Headers;
  readonly #signal: AbortSignal;
  readonly #transport: Transport;

  constructor(origin: string, token: string, { env, signal }: Pick<Io, 'env' | 'signal'>) {
    this.#origin = origin;
    this.#signal = signal;
    this.#transport = transportWith(env['VAULT_CACERT'] ?? env['BAO_CACERT']);
    const namespace = env['VAULT_NAMESPACE'] ?? env['BAO_NAMESPACE'];
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
