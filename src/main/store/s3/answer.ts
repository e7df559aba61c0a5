import { type Failure, HoldfastError } from '../../../shared/failure.ts';
import { certificateFault } from '../transport.ts';
import type { S3Request } from './request.ts';
import { readErrorCode } from './xml.ts';

/** What a service answered, its body read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** No answer came, or half of one: nobody knows whether the request had an effect. */
export class Lost extends Error {
  /** Why: a code of the system or of TLS. */
  readonly why: string;

  constructor(cause: unknown) {
    super('no answer', { cause });
    this.why = codeIn(cause);
  }
}

function codeIn(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    // Electron says it in words.
    const [, named] = /net::(ERR_[A-Z_]+)/.exec(at.message) ?? [];
    if (named !== undefined) return named;
  }
  return '';
}

/** Reads a body of at most `limit` bytes; more, or less than it says, is `Lost`. */
export async function readAnswer(response: Response, limit: number): Promise<Answer> {
  const { status, headers } = response;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > limit) throw new Error('too long');
      chunks.push(chunk);
    }
  } catch (error) {
    await response.body?.cancel().catch(() => {});
    throw new Lost(error);
  }
  const said = headers.get('content-length');
  if (said !== null && headers.get('content-encoding') === null && Number(said) !== length && length > 0)
    throw new Lost(new Error('cut'));
  return { status, headers, bytes: Buffer.concat(chunks) };
}

/** The service's clock when it answered, in ms; `undefined` where it does not say. */
export function timeOf({ headers }: Pick<Answer, 'headers'>): number | undefined {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

export function errorCode({ bytes }: Answer): string {
  return readErrorCode(bytes.toString('utf8'));
}

/** True where the same request may succeed a little later. */
export function isPassing({ status }: Answer): boolean {
  return status === 429 || status === 500 || status === 502 || status === 503 || status === 504;
}

/** What an answer that is no success means for a person. */
export function refusalOf(answer: Answer, { method, key }: S3Request): HoldfastError {
  const code = errorCode(answer);
  return new HoldfastError(failureFor(code, answer.status, key === undefined ? 'LIST' : method));
}

const may = {
  GET: 'may-not-get',
  PUT: 'may-not-put',
  DELETE: 'may-not-delete',
  LIST: 'may-not-list',
} as const;
const wrongCredentials = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidToken',
  'ExpiredToken',
  'TokenRefreshRequired',
  'InvalidClientTokenId',
]);
const wrongRegion = new Set([
  'PermanentRedirect',
  'TemporaryRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
]);

function failureFor(code: string, status: number, call: keyof typeof may): Failure {
  if (code === 'NoSuchBucket') return { code: 'store', reason: 'no-bucket' };
  if (wrongCredentials.has(code)) return { code: 'store', reason: 'credentials-refused' };
  if (code === 'RequestTimeTooSkewed') return { code: 'store', reason: 'clock' };
  if (code.includes('Quota') || status === 507) return { code: 'no-space' };
  if (wrongRegion.has(code) || (status >= 300 && status < 400))
    return { code: 'store', reason: 'wrong-region' };
  if (status === 429 || status === 503) return { code: 'busy' };
  if (status === 401 || status === 403) return { code: 'store', reason: may[call] };
  return { code: 'store', reason: 'server' };
}

/** The same where no answer came at all. */
export function failureOfLost({ why }: Lost): Failure {
  if (why === 'ENOTFOUND' || why === 'EAI_AGAIN' || why === 'ERR_NAME_NOT_RESOLVED')
    return { code: 'store', reason: 'name-not-found' };
  if (why === 'ECONNREFUSED' || why === 'ERR_CONNECTION_REFUSED')
    return { code: 'store', reason: 'connection-refused' };
  return { code: 'store', reason: certificateFault(why) ?? 'unreachable' };
}

export function unreached(lost: Lost): HoldfastError {
  return new HoldfastError(failureOfLost(lost), { cause: lost });
}
