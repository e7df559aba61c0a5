import { fail } from '../../../shared/failure.ts';
import { type Answer, Lost } from './answer.ts';
import { type Bucket, type Got, isForbidden, type Page, type PutOptions } from './bucket.ts';
import type { Listed } from './xml.ts';

/** One prefix of a bucket: names count from there on. */
export class Prefix {
  readonly bucket: Bucket;
  readonly #prefix: string;

  constructor(bucket: Bucket) {
    this.bucket = bucket;
    this.#prefix = bucket.place.prefix;
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

  /** Takes an object away. Who may not delete empties it: its name stays, its bytes do not. */
  async remove(name: string): Promise<void> {
    try {
      await this.bucket.remove(this.#prefix + name);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      await this.put(name, new Uint8Array());
    }
  }

  /** The same without that other way. */
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
