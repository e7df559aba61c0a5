import { fail } from '../../../shared/failure.ts';
import { type Answer, Lost } from './answer.ts';
import { type Bucket, type Got, isForbidden, type Page, type PutOptions } from './bucket.ts';
import type { ServiceClock } from './service-clock.ts';
import type { Listed } from './xml.ts';

/**
 * Where packs and manifests lie by their names: under a prefix of a bucket, or in a folder of a
 * WebDAV server.
 */
export interface Prefix {
  readonly clock: ServiceClock;
  /**
   * What a trial of the service takes; `doubted`: one of a kind that is known to fail now and then,
   * whatever a trial says.
   */
  readonly races: { readonly rounds: number; readonly writers: number; readonly doubted: boolean };
  /** Whether a request says for which time it was made. */
  readonly signs: boolean;
  /** `undefined` where nothing has the name. `range`: first byte and number of bytes. */
  get(name: string, limit: number, range?: { at: number; length: number }): Promise<Got | undefined>;
  /** Puts bytes under a name that is this program's own, however often it takes. */
  put(name: string, bytes: Uint8Array): Promise<Answer>;
  /** Puts them once, and gives the answer as it is; throws `Lost` where none came. */
  putOnce(name: string, bytes: Uint8Array, options?: PutOptions): Promise<Answer>;
  /**
   * Takes what has the name away. Who may not delete empties it: its name stays, its bytes do not.
   */
  remove(name: string): Promise<void>;
  /** The same without that other way. */
  delete(name: string): Promise<void>;
  /** Names that begin with `prefix`, in order, at most `most`. */
  list(prefix: string, most?: number, next?: string): Promise<Page>;
  listAll(prefix: string): AsyncGenerator<Page>;
}

/** One prefix of a bucket: names count from there on. */
export class BucketPrefix implements Prefix {
  readonly signs = true;
  readonly races = { rounds: 1, writers: 8, doubted: false };
  readonly bucket: Bucket;
  readonly #prefix: string;

  constructor(bucket: Bucket) {
    this.bucket = bucket;
    this.#prefix = bucket.place.prefix;
  }

  get clock(): ServiceClock {
    return this.bucket.clock;
  }

  get(name: string, limit: number, range?: { at: number; length: number }): Promise<Got | undefined> {
    return this.bucket.get(this.#prefix + name, limit, range);
  }

  put(name: string, bytes: Uint8Array): Promise<Answer> {
    return this.bucket.put(this.#prefix + name, bytes);
  }

  putOnce(name: string, bytes: Uint8Array, options?: PutOptions): Promise<Answer> {
    return this.bucket.putOnce(this.#prefix + name, bytes, options);
  }

  async remove(name: string): Promise<void> {
    try {
      await this.bucket.remove(this.#prefix + name);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      await this.put(name, new Uint8Array());
    }
  }

  delete(name: string): Promise<void> {
    return this.bucket.remove(this.#prefix + name);
  }

  async list(prefix: string, most?: number, next?: string): Promise<Page> {
    const page = await this.bucket.list(this.#prefix + prefix, most, next);
    return { ...page, objects: page.objects.map((one) => this.#inside(one)) };
  }

  async *listAll(prefix: string): AsyncGenerator<Page> {
    for await (const page of this.bucket.listAll(this.#prefix + prefix))
      yield { ...page, objects: page.objects.map((one) => this.#inside(one)) };
  }

  #inside(one: Listed): Listed {
    // What was not asked for is no answer to it.
    if (!one.key.startsWith(this.#prefix)) fail({ code: 'store', reason: 'server' });
    return { ...one, key: one.key.slice(this.#prefix.length) };
  }
}

/** The answer of a request, or that none came. */
export function orLost(request: Promise<Answer>): Promise<Answer | Lost> {
  return request.catch((error: unknown) => {
    if (error instanceof Lost) return error;
    throw error;
  });
}
