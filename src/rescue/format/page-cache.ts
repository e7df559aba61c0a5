/** Bytes that are read from a file at once. */
const blockSize = 1024 * 1024;
/** Blocks that are kept. */
const most = 24;

/** Reads pieces of a file, and keeps what was read last: pages that follow each other are near. */
export class PageCache {
  readonly #file: Blob;
  readonly #blocks = new Map<number, Promise<Uint8Array>>();

  constructor(file: Blob) {
    this.#file = file;
  }

  get size(): number {
    return this.#file.size;
  }

  /** The bytes from `start` on, fewer where the file ends; `undefined` where it cannot be read. */
  async read(start: number, length: number): Promise<Uint8Array | undefined> {
    const first = Math.floor(start / blockSize);
    try {
      const block = await this.#block(first);
      const at = start - first * blockSize;
      // A page lies in one block; what is longer is read by itself.
      if (at + length <= blockSize) return block.subarray(at, at + length);
      return new Uint8Array(await this.#file.slice(start, start + length).arrayBuffer());
    } catch {
      return undefined;
    }
  }

  #block(number: number): Promise<Uint8Array> {
    const known = this.#blocks.get(number);
    if (known !== undefined) return known;
    const start = number * blockSize;
    const read = this.#file
      .slice(start, start + blockSize)
      .arrayBuffer()
      .then((bytes) => new Uint8Array(bytes));
    // A part that could not be read may be read at the next try.
    read.catch(() => this.#blocks.delete(number));
    this.#blocks.set(number, read);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > most && oldest !== undefined) this.#blocks.delete(oldest);
    return read;
  }
}
