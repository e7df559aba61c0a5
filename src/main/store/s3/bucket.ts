import { failureOf, HoldfastError } from '../../../shared/failure.ts';
import { type Given, type Transport, transportWith } from '../transport.ts';
import {
  type Answer,
  errorCode,
  failureOfLost,
  isPassing,
  Lost,
  readAnswer,
  refusalOf,
  timeOf,
  unreached,
} from './answer.ts';
import { type Credentials, credentialsFor } from './credentials.ts';
import type { S3Place } from './place.ts';
import { type S3Request, signed } from './request.ts';
import { ServiceClock } from './service-clock.ts';
import { type Listing, readListing } from './xml.ts';

/** What tests set. */
export interface BucketOptions {
  readonly transport?: Transport;
  readonly env?: NodeJS.ProcessEnv;
  /** What a person gave for this place. */
  readonly given?: () => Given | undefined;
  /** How long a call goes on trying, in ms. */
  readonly patience?: number;
  /** How long one answer may take to come, in ms. */
  readonly answerIn?: number;
}

const defaults = { patience: 60_000, answerIn: 60_000, given: () => undefined };
/** Full jitter: each pause is anything up to a bound that doubles. */
const pauses = { first: 100, longest: 10_000 };
/** Bytes of an answer that should be short. */
const short = 64 * 1024;
/** Bytes of one page of a listing: 1,000 keys of at most 1,024 bytes, escaped. */
const listing = 16 * 1024 * 1024;

export interface Got {
  readonly bytes: Buffer;
  readonly etag: string;
}

export interface Page extends Listing {
  /** The service's clock, in ms. */
  readonly time: number;
}

export interface PutOptions {
  /** Only where nothing has the name. */
  readonly ifAbsent?: boolean;
  /** The time that the request is signed for, by the service's clock. */
  readonly at?: number;
}

/** Five calls to the objects of one bucket. Keys are whole keys. */
export class Bucket {
  readonly place: S3Place;
  readonly clock = new ServiceClock();
  readonly #options: Required<BucketOptions>;
  #credentials: Credentials | undefined;
  /** A bucket with Object Lock takes nothing without a checksum; others may know none. */
  #checked = false;

  constructor(place: S3Place, options: BucketOptions = {}) {
    this.place = place;
    const { env = process.env } = options;
    const transport = transportWith(place.ca ?? env['AWS_CA_BUNDLE']);
    this.#options = { ...defaults, transport, env, ...options };
  }

  /** `undefined` where nothing has this key. `range`: first byte and number of bytes. */
  async get(key: string, limit: number, range?: { at: number; length: number }): Promise<Got | undefined> {
    const headers = range && { range: `bytes=${range.at}-${range.at + range.length - 1}` };
    const request: S3Request = { method: 'GET', key, ...(headers && { headers }) };
    const answer = await this.#patiently(request, limit, (one) => partOf(one, range));
    if (answer.status === 404 && errorCode(answer) !== 'NoSuchBucket') return undefined;
    // A range of an object that became shorter.
    if (answer.status === 416) return undefined;
    if (answer.status !== 200 && answer.status !== 206) throw refusalOf(answer, request);
    return { bytes: partOf(answer, range) ?? answer.bytes, etag: answer.headers.get('etag') ?? '' };
  }

  /** Puts an object under a name that is this program's own, however often it takes. */
  async put(key: string, body: Uint8Array): Promise<Answer> {
    const request: S3Request = { method: 'PUT', key, body };
    const answer = await this.#patiently(request, short);
    if (answer.status !== 200) throw refusalOf(answer, request);
    return answer;
  }

  /** Puts an object once, and gives the answer as it is; throws `Lost` where none came. */
  putOnce(key: string, body: Uint8Array, { ifAbsent = false, at }: PutOptions = {}): Promise<Answer> {
    const headers = ifAbsent ? { 'if-none-match': '*' } : {};
    return this.#send({ method: 'PUT', key, body, headers }, short, at);
  }

  /** Gone when it returns, also where it was not there. */
  async remove(key: string): Promise<void> {
    const request: S3Request = { method: 'DELETE', key };
    const answer = await this.#patiently(request, short);
    if (answer.status !== 200 && answer.status !== 204 && answer.status !== 404)
      throw refusalOf(answer, request);
  }

  /** Keys that begin with `prefix`, in order, at most `most`. */
  async list(prefix: string, most = 1000, next?: string): Promise<Page> {
    const query = {
      'list-type': '2',
      'max-keys': String(most),
      prefix,
      ...(next !== undefined && { 'continuation-token': next }),
    };
    const request: S3Request = { method: 'GET', query };
    const answer = await this.#patiently(request, listing, pageOf);
    if (answer.status !== 200) throw refusalOf(answer, request);
    return { ...(pageOf(answer) as Listing), time: timeOf(answer) ?? this.clock.now() };
  }

  async *listAll(prefix: string): AsyncGenerator<Page> {
    for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
      const page = await this.list(prefix, 1000, next);
      yield page;
      next = page.next;
    }
  }

  /**
   * Tries until an answer is no passing failure; `usable` gives `undefined` for a success that is
   * cut or senseless.
   */
  async #patiently(
    request: S3Request,
    limit: number,
    usable: (answer: Answer) => unknown = () => true,
  ): Promise<Answer> {
    const began = performance.now();
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#send(request, limit).catch((error: unknown) => orLost(error));
      const good = !(answer instanceof Lost) && !isPassing(answer);
      if (good && (answer.status >= 300 || usable(answer) !== undefined)) return answer;
      const wait = answer instanceof Lost ? undefined : answer.headers.get('retry-after');
      if (performance.now() - began >= patienceWith(answer, this.#options.patience))
        throw answer instanceof Lost ? unreached(answer) : refusalOf(answer, request);
      await pause(attempt, wait);
    }
  }

  async #send(request: S3Request, limit: number, at?: number): Promise<Answer> {
    const answer = await this.#sendOnce(request, limit, at ?? this.clock.now());
    const code = answer.status >= 400 ? errorCode(answer) : '';
    // Now the service's clock is known, or other credentials may have been put in place.
    if (code === 'RequestTimeTooSkewed' && at === undefined)
      return this.#sendOnce(request, limit, this.clock.now());
    if (request.method === 'PUT' && code === 'InvalidRequest' && !this.#checked) {
      this.#checked = true;
      return this.#sendOnce(request, limit, at ?? this.clock.now());
    }
    if (code === 'ExpiredToken' || code === 'InvalidAccessKeyId') {
      this.#credentials = undefined;
      return this.#sendOnce(request, limit, at ?? this.clock.now());
    }
    return answer;
  }

  async #sendOnce(request: S3Request, limit: number, time: number): Promise<Answer> {
    this.#credentials ??= credentialsFor(this.place, this.#options.env, this.#options.given());
    const { address, headers } = await signed(
      this.place,
      this.#credentials,
      { ...request, checked: this.#checked && request.method === 'PUT' },
      time,
    );
    const { method, body } = request;
    const signal = AbortSignal.timeout(this.#options.answerIn);
    try {
      const response = await this.#options.transport(address, {
        method,
        headers,
        signal,
        ...(body && { body }),
      });
      const answer = await readAnswer(response, response.ok ? limit : short);
      this.clock.hear(answer);
      return answer;
    } catch (error) {
      throw error instanceof Lost || error instanceof HoldfastError ? error : new Lost(error);
    }
  }
}

// A service that knows no ranges sends all of it.
function partOf({ status, bytes }: Answer, range?: { at: number; length: number }): Buffer | undefined {
  if (range === undefined || status >= 300) return bytes;
  const part = status === 206 ? bytes : bytes.subarray(range.at, range.at + range.length);
  return part.length === range.length ? part : undefined;
}

function pageOf({ bytes }: Answer): Listing | undefined {
  return readListing(bytes.toString('utf8'));
}

function orLost(error: unknown): Lost {
  if (error instanceof Lost) return error;
  throw error;
}

/**
 * How long to go on trying, in ms. Who the other end is does not change by trying again, and a
 * refusal comes at once.
 */
export function patienceWith(answer: Answer | Lost, patience: number): number {
  if (!(answer instanceof Lost)) return patience;
  const failure = failureOfLost(answer);
  if (failure.code !== 'store' || failure.reason === 'unreachable') return patience;
  return failure.reason === 'connection-refused' ? Math.min(patience, 3_000) : 0;
}

/** Waits before another attempt: no two writers come back in step. */
export async function pause(attempt: number, retryAfter?: string | null): Promise<void> {
  const most = Math.min(pauses.first * 2 ** attempt, pauses.longest);
  const asked = Math.min(Number(retryAfter ?? 0) * 1000 || 0, pauses.longest);
  await new Promise((resolve) => setTimeout(resolve, asked + Math.random() * most));
}

/** True of the refusal of a call for which there is no right. */
export function isForbidden(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.code === 'store' && failure.reason.startsWith('may-not-');
}
