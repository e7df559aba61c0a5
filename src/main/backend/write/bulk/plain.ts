import type { ObjectId } from '../../../../shared/brand.ts';
import { paddedLength, SPACE } from '../../../crypto/padding.ts';
import { secretBytes, wipe } from '../../../crypto/wipe.ts';
import type { Unsealed } from './seal-task.ts';

const firstBytes = 128 * 1024;
/** A buffer that has grown beyond this is not kept for the next batch. */
const keptBytes = 1024 ** 2;

/**
 * Texts of objects as they will be sealed, padded, one behind the other: as strings, or as what
 * they were made of, the collector of garbage would look through them until the batch is done.
 */
export class PlainTexts {
  #buffer = Buffer.alloc(0);
  #used = 0;
  /** Where each lies, in order, and its length with padding. */
  #places = new Map<ObjectId, { readonly at: number; readonly length: number }>();

  get size(): number {
    return this.#places.size;
  }

  add(id: ObjectId, text: string): void {
    const bytes = Buffer.byteLength(text, 'utf8');
    const length = paddedLength(bytes);
    if (this.#used + length > this.#buffer.length) this.#grow(this.#used + length);
    this.#buffer.write(text, this.#used, bytes, 'utf8');
    this.#buffer.fill(SPACE, this.#used + bytes, this.#used + length);
    this.#places.set(id, { at: this.#used, length });
    this.#used += length;
  }

  /** False: not here. */
  delete(id: ObjectId): boolean {
    return this.#places.delete(id);
  }

  /** `undefined`: not here. */
  text(id: ObjectId): string | undefined {
    const place = this.#places.get(id);
    return place && this.#buffer.toString('utf8', place.at, place.at + place.length);
  }

  /** All of them, which are then no longer here. */
  take(): Omit<Unsealed, 'paths'> {
    const ids = new Uint8Array(Buffer.from([...this.#places.keys()].join(''), 'hex'));
    const lengths = new Uint32Array(this.#places.size);
    let total = 0;
    let i = 0;
    for (const { length } of this.#places.values()) {
      lengths[i++] = length;
      total += length;
    }
    const plain = secretBytes(new Uint8Array(total));
    let to = 0;
    for (const { at, length } of this.#places.values()) {
      this.#buffer.copy(plain, to, at, at + length);
      to += length;
    }
    this.#clear();
    return { ids, lengths, plain };
  }

  #grow(wanted: number): void {
    const grown = secretBytes(Buffer.alloc(Math.max(firstBytes, wanted, 2 * this.#buffer.length)));
    this.#buffer.copy(grown, 0, 0, this.#used);
    wipe(this.#buffer);
    this.#buffer = grown;
  }

  #clear(): void {
    wipe(this.#buffer.subarray(0, this.#used));
    if (this.#buffer.length > keptBytes) this.#buffer = Buffer.alloc(0);
    // If the list were cleared instead, its old table would lead to the new one and, once it is old
    // itself, keep alive whatever that held.
    this.#places = new Map();
    this.#used = 0;
  }
}
