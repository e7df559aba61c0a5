import type { ObjectId } from '../../../shared/brand.ts';
import { wipe } from '../../crypto/wipe.ts';

/**
 * Bytes of JSON kept: the pages of some 80,000 secrets. Outside the collector's heap, and a fifth
 * of what they take once they are parsed.
 */
const limit = 32 * 1024 * 1024;

/**
 * Opened pages as text, for the next single read; those longest unread go first. What goes is
 * wiped.
 */
export class PageTexts {
  readonly #texts = new Map<ObjectId, Uint8Array>();
  readonly #limit: number;
  #size = 0;

  constructor(bytes = limit) {
    this.#limit = bytes;
  }

  /** Only good until the next call of anything here: it may be wiped then. */
  get(id: ObjectId): Uint8Array | undefined {
    const text = this.#texts.get(id);
    if (text === undefined) return undefined;
    this.#texts.delete(id);
    this.#texts.set(id, text);
    return text;
  }

  /** Takes the bytes over; one that is too long for all of it is not kept. */
  keep(id: ObjectId, text: Uint8Array): void {
    this.#drop(id);
    this.#texts.set(id, text);
    this.#size += text.length;
    for (const oldest of this.#texts.keys()) {
      if (this.#size <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  clear(): void {
    for (const id of [...this.#texts.keys()]) this.#drop(id);
  }

  #drop(id: ObjectId): void {
    const text = this.#texts.get(id);
    if (text === undefined) return;
    this.#texts.delete(id);
    this.#size -= text.length;
    wipe(text);
  }
}
