import { fail } from '../../shared/failure.ts';

/** Bytes of one message. Replies may hold a whole version of a secret in JSON, requests of a client whose key is proven one to store. */
export const frameLimits = { handshake: 4 * 1024, stranger: 64 * 1024, message: 128 * 1024 * 1024 };

/** A message as it is sent: its length in four bytes, most significant first, then JSON in UTF-8 (api.md, 2). */
export function frame(message: unknown): Buffer {
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  if (length > frameLimits.message) fail({ code: 'too-large', what: 'message', limit: frameLimits.message });
  const bytes = Buffer.allocUnsafe(4 + length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(text, 4);
  return bytes;
}

/** Collects what arrives into messages. Holds no more than has arrived, whatever a length promises. */
export class Frames {
  /** Bytes of the longest message that is taken. */
  limit: number;
  #parts: Buffer[] = [];
  #size = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** True when a message has begun and is not whole yet. */
  get pending(): boolean {
    return this.#size > 0;
  }

  get size(): number {
    return this.#size;
  }

  push(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#size += chunk.length;
  }

  /** The next whole message's bytes, `undefined` when there is none yet. `too-large` as soon as its length says so. */
  next(): Buffer | undefined {
    if (this.#size < 4) return undefined;
    const length = this.#head().readUInt32BE(0);
    if (length > this.limit) fail({ code: 'too-large', what: 'message', limit: this.limit });
    if (this.#size < 4 + length) return undefined;
    const all = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
    const rest = all.subarray(4 + length);
    this.#parts = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    return all.subarray(4, 4 + length);
  }

  // Four bytes may come in four pieces; the many pieces of a long message are joined once, at its end.
  #head(): Buffer {
    const [first] = this.#parts;
    if (first !== undefined && first.length >= 4) return first;
    const all = Buffer.concat(this.#parts);
    this.#parts = [all];
    return all;
  }
}
