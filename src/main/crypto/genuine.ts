// Many seals of one key checked at once, without opening any. A tag of GCM is GHASH(AAD, ciphertext) xor E(J0), and GHASH is a polynomial
// in the secret H = E(0) (NIST SP 800-38D, 6.4 and 7): for one seal S(H) = tag xor E(J0). The blocks of all seals one behind the other, with
// what each S(H) must be added to the block behind its last one, are a polynomial that is 0 if every seal is genuine. If one is not it has at
// most as many roots as blocks: who does not know H meets one with a chance below 2^-110, where a single forged tag has 2^-128 a block.
import { aesBlocks, equal, ghashMark, type Key } from './primitives.ts';

const BLOCK = 16;
const NONCE = 12;
const TAG = 16;
/** Bytes of blocks that are gathered before they are checked. */
const capacity = 1024 * 1024;
/** Blocks of nothing have a GHASH of 0, whatever the key. */
const nothing = new Uint8Array(capacity);

/** Seals that are gathered before they are checked. */
const most = 4096;

/** Seals of one key that are gathered; only `allGenuine` says anything of them. */
export class Gathered {
  readonly #key: Key;
  readonly #blocks = Buffer.alloc(capacity);
  readonly #words = new Int32Array(this.#blocks.buffer, this.#blocks.byteOffset, capacity / 4);
  readonly #counters = new Uint8Array(most * BLOCK);
  readonly #tags = new Uint8Array(most * TAG);
  readonly #ends = new Int32Array(most);
  #count = 0;
  #length = 0;

  constructor(key: Key) {
    this.#key = key;
  }

  /** `aad`: ASCII. False where there is no room, also for a seal that is none: then it is not gathered. */
  add(aad: string, sealed: Uint8Array): boolean {
    const size = sealed.length - NONCE - TAG;
    const needed = padded(aad.length) + padded(size) + 2 * BLOCK;
    if (size < 0 || this.#count === most || this.#length + needed > capacity) return false;
    const blocks = this.#blocks;
    const start = this.#length;
    const middle = start + padded(aad.length);
    const end = middle + padded(size);
    blocks.write(aad, start, 'latin1');
    clear(blocks, start + aad.length, middle);
    blocks.set(sealed.subarray(NONCE, NONCE + size), middle);
    clear(blocks, middle + size, end + BLOCK);
    // Both lengths in bits, as 64-bit numbers.
    blocks.writeUInt32BE(8 * aad.length, end + 4);
    blocks.writeUInt32BE(8 * size, end + 12);
    const place = this.#count * BLOCK;
    for (let i = 0; i < NONCE; i++) this.#counters[place + i] = sealed[i] as number;
    this.#counters[place + BLOCK - 1] = 1;
    for (let i = 0; i < TAG; i++) this.#tags[place + i] = sealed[NONCE + size + i] as number;
    this.#length = end + BLOCK;
    this.#ends[this.#count] = this.#length / 4;
    this.#count += 1;
    return true;
  }

  /** True when every seal that was gathered is what its key sealed with its associated data; forgets them. */
  allGenuine(): boolean {
    if (this.#count === 0) return true;
    const length = this.#length + BLOCK;
    clear(this.#blocks, this.#length, length);
    const counters = this.#counters.subarray(0, this.#count * BLOCK);
    this.#mix(new Uint8Array(aesBlocks(this.#key, counters)));
    this.#mix(this.#tags);
    this.#count = 0;
    this.#length = 0;
    const found = ghashMark(this.#key, this.#blocks.subarray(0, length));
    return equal(found, ghashMark(this.#key, nothing.subarray(0, length)));
  }

  // Adds a block each to what lies behind the seals.
  #mix(each: Uint8Array): void {
    const words = new Int32Array(each.buffer, each.byteOffset, this.#count * 4);
    for (let i = 0; i < this.#count; i++) {
      const at = this.#ends[i] as number;
      for (let word = 0; word < 4; word++)
        this.#words[at + word] = (this.#words[at + word] as number) ^ (words[4 * i + word] as number);
    }
  }
}

function padded(length: number): number {
  return (length + BLOCK - 1) & -BLOCK;
}

function clear(blocks: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) blocks[at] = 0;
}
