import { release } from '../../../../shared/release.ts';
import { wipe } from '../../../crypto/wipe.ts';
import { addressBytes } from '../../format/addresses.ts';

const chunkBytes = 1024 ** 2;
const lengthBytes = 4;
/** Length, then the address of the entry's path, zeros where it is not known. */
const headBytes = lengthBytes + addressBytes;

/**
 * Many small texts as UTF-8 in a few large buffers. As strings the collector of garbage would look
 * through them, move them and keep room for twice as many; and a string cannot be wiped.
 */
export class PackedTexts {
  readonly #chunks: Buffer[] = [];
  /** Bytes used of the last chunk. */
  #used = chunkBytes;

  /** Takes up a text; where it lies. `undefined` for one that is larger than a chunk. */
  add(text: string): number | undefined {
    const length = Buffer.byteLength(text, 'utf8');
    if (headBytes + length > chunkBytes) return undefined;
    if (this.#used + headBytes + length > chunkBytes) {
      this.#chunks.push(Buffer.allocUnsafeSlow(chunkBytes));
      this.#used = 0;
    }
    const at = (this.#chunks.length - 1) * chunkBytes + this.#used;
    const chunk = this.#chunks.at(-1) as Buffer;
    chunk.writeUInt32LE(length, this.#used);
    chunk.fill(0, this.#used + lengthBytes, this.#used + headBytes);
    chunk.write(text, this.#used + headBytes, length, 'utf8');
    this.#used += headBytes + length;
    return at;
  }

  /** The bytes of a text, not a copy of them. */
  bytes(at: number): Buffer {
    const chunk = this.#chunks[Math.floor(at / chunkBytes)] as Buffer;
    const start = (at % chunkBytes) + headBytes;
    return chunk.subarray(start, start + this.size(at));
  }

  text(at: number): string {
    return this.bytes(at).toString('utf8');
  }

  /** How many bytes a text has. */
  size(at: number): number {
    return (this.#chunks[Math.floor(at / chunkBytes)] as Buffer).readUInt32LE(at % chunkBytes);
  }

  /** Keeps the address that begins there in `addresses`. */
  setAddress(at: number, addresses: Uint8Array, from: number): void {
    const chunk = this.#chunks[Math.floor(at / chunkBytes)] as Buffer;
    const to = (at % chunkBytes) + lengthBytes;
    for (let i = 0; i < addressBytes; i++) chunk[to + i] = addresses[from + i] as number;
  }

  /** `undefined`: not known. */
  address(at: number): Uint8Array | undefined {
    const start = (at % chunkBytes) + lengthBytes;
    const address = (this.#chunks[Math.floor(at / chunkBytes)] as Buffer).subarray(
      start,
      start + addressBytes,
    );
    return address.some((byte) => byte !== 0) ? address : undefined;
  }

  /** Forgets all of them. */
  clear(): void {
    wipe(...this.#chunks);
    release(...this.#chunks);
    this.#chunks.length = 0;
    this.#used = chunkBytes;
  }
}
