import type { Field } from '../../shared/secret-schema.ts';
import { sha256Hex } from '../crypto/primitives.ts';
import { asKept, isOurTitle } from './newer.ts';

/** Bytes of SHA-256 that tell two contents apart, and as many hex digits. */
const digestBytes = 16;
const digits = 2 * digestBytes;

/**
 * What a secret holds, in a few bytes: its fields, files and tags in any order. A title that we had
 * added does not count.
 */
export function digestOf(fields: readonly Field[], tags: readonly string[], title: string): string {
  const told: string[] = [];
  for (const field of sorted(fields)) {
    if (isOurTitle(field, title)) continue;
    const { name, type, value } = asKept(field);
    told.push(name, type, value);
  }
  const marks = tags.length < 2 ? tags : [...new Set(tags)].sort();
  return sha256Hex(JSON.stringify([told, marks])).slice(0, digits);
}

/** By their names, which no two have alike. */
function sorted(fields: readonly Field[]): readonly Field[] {
  const isSorted = fields.every(({ name }, i) => i === 0 || (fields[i - 1] as Field).name < name);
  return isSorted ? fields : fields.toSorted((a, b) => (a.name < b.name ? -1 : 1));
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
