import type { Field } from '../../shared/secret-schema.ts';
import { sha256Text } from '../crypto/primitives.ts';
import { asKept, isOurTitle } from './newer.ts';

/** Bytes of SHA-256 that tell two contents apart. */
export const digestBytes = 16;

/**
 * What a secret holds, in a few bytes: its fields, files and tags in any order. A title that we had
 * added does not count.
 */
export function digestOf(fields: readonly Field[], tags: readonly string[], title: string): Uint8Array {
  const kept = fields.filter((field) => !isOurTitle(field, title)).map(asKept);
  const told = kept.map(({ name, type, value }) => JSON.stringify([name, type, value])).sort();
  return sha256Text(JSON.stringify([told, [...new Set(tags)].sort()])).slice(0, digestBytes);
}

/** Many digests one after the other: as objects they would cost ten times as much. */
export class Digests {
  #bytes = new Uint8Array(1_024 * digestBytes);
  #count = 0;

  /** The number of what was added. */
  add(digest: Uint8Array): number {
    const at = this.#count * digestBytes;
    if (at === this.#bytes.length) {
      const more = new Uint8Array(this.#bytes.length * 2);
      more.set(this.#bytes);
      this.#bytes = more;
    }
    this.#bytes.set(digest, at);
    this.#count += 1;
    return this.#count - 1;
  }

  has(number: number, digest: Uint8Array): boolean {
    const at = number * digestBytes;
    return digest.every((byte, i) => this.#bytes[at + i] === byte);
  }
}
