import { randomInt } from '../crypto/primitives.ts';

const seeds = { low: randomInt(2 ** 32), high: randomInt(2 ** 32) };

/** All hashes are below it; two of them can be added. */
export const hashLimit = 2 ** 52;

/**
 * A number of 52 bits that tells what entries hold apart, and shows nothing of it. Its seed is new
 * in each process, so that no file can be made in which two others meet. FNV-1a, twice: SHA-256
 * takes ten times as long, and as a text ten times the memory.
 */
export class Hash {
  #low = seeds.low;
  #high = seeds.high;

  add(text: string): this {
    let [low, high] = [this.#low, this.#high];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x01000193) ^ (high >>> 15);
    }
    // Where it ends, so that `ab`, `c` is not `a`, `bc`.
    this.#low = Math.imul(low ^ text.length, 0x85ebca6b);
    this.#high = Math.imul(high ^ text.length, 0xc2b2ae35) ^ (high >>> 13);
    return this;
  }

  get value(): number {
    return (this.#low >>> 0) * 0x100000 + (this.#high & 0xfffff);
  }
}
