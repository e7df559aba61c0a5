import { fail } from '../../shared/failure.ts';
import { noiseLengths } from '../crypto/noise.ts';
import { utf8 } from '../crypto/primitives.ts';
import type { Sealer } from '../crypto/sealer.ts';
import { wipedAtEnd } from '../crypto/wipe.ts';

/**
 * Bytes of one message. Replies may hold a whole version of a secret in JSON, requests of a client
 * whose key is proven one to store.
 */
export const frameLimits = { handshake: 4 * 1024, stranger: 64 * 1024, message: 128 * 1024 * 1024 };

/**
 * A message as it is sent: its length in four bytes, most significant first, then its bytes
 * (api.md, 2).
 */
export function frame(bytes: Uint8Array): Buffer {
  return Buffer.concat([headOf(bytes.length), bytes]);
}

/** A message after the handshake: JSON in UTF-8, sealed for the other end. */
export function sealedFrame(sends: Sealer, message: unknown): Buffer {
  const text = utf8(JSON.stringify(message));
  using _ = wipedAtEnd(text);
  const length = text.length + noiseLengths.tag;
  if (length > frameLimits.message) fail({ code: 'too-large', what: 'message', limit: frameLimits.message });
  return bufferOf(sends.seal(text, headOf(length)));
}

/**
 * What was sealed at the other end. `socket` (`broken`) for what is not the next message as it was
 * sent there, or is no JSON.
 */
export function openedFrame(receives: Sealer, bytes: Uint8Array): unknown {
  const text = receives.open(bytes);
  using _ = wipedAtEnd(text);
  try {
    if (text !== undefined) return JSON.parse(bufferOf(text).toString('utf8'));
  } catch {
    // Said below.
  }
  return fail({ code: 'socket', reason: 'broken' });
}

function headOf(length: number): Buffer {
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32BE(length, 0);
  return head;
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

/**
 * Collects what arrives into messages. Holds no more than has arrived, whatever a length promises.
 */
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

  /**
   * The next whole message's bytes, `undefined` when there is none yet. `too-large` as soon as its
   * length says so.
   */
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

  // Four bytes may come in four pieces; the many pieces of a long message are joined once, at its
  // end.
  #head(): Buffer {
    const [first] = this.#parts;
    if (first !== undefined && first.length >= 4) return first;
    const all = Buffer.concat(this.#parts);
    this.#parts = [all];
    return all;
  }
}
