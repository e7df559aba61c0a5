import type { Field } from '../../shared/secret-schema.ts';
import { Hash, hashLimit } from './hash.ts';
import { asKept, isOurTitle } from './newer.ts';

/** Bytes of a `contentDigest`. */
const digestBytes = 16;

/**
 * What a secret holds, in a number: its fields, files and tags in any order. A title that we had
 * added does not count.
 */
export function digestOf(fields: readonly Field[], tags: readonly string[], title: string): number {
  // A sum is the same in any order.
  let sum = 0;
  for (const field of fields) {
    if (isOurTitle(field, title)) continue;
    const { name, type, value } = asKept(field);
    sum = (sum + new Hash().add(name).add(type).add(value).value) % hashLimit;
  }
  for (const tag of new Set(tags)) sum = (sum + new Hash().add(tag).value) % hashLimit;
  return sum;
}

/** Many digests one after the other: as objects they would cost ten times as much. */
export class Digests {
  #bytes = Buffer.alloc(1_024 * digestBytes);
  #count = 0;

  /** The number of what was added. */
  add(digest: string): number {
    const at = this.#count * digestBytes;
    if (at === this.#bytes.length) {
      const more = Buffer.alloc(this.#bytes.length * 2);
      more.set(this.#bytes);
      this.#bytes = more;
    }
    this.#bytes.write(digest, at, digestBytes, 'hex');
    this.#count += 1;
    return this.#count - 1;
  }

  has(number: number, digest: string): boolean {
    const at = number * digestBytes;
    return this.#bytes.toString('hex', at, at + digestBytes) === digest;
  }
}
