import type { ParserMessage } from './message.ts';
import { refuse } from './refuse.ts';

/** Takes the bytes of a file from the parent, piece by piece. */
export class Inbox {
  readonly #post: (message: ParserMessage) => void;
  #given: ((bytes: Uint8Array) => void) | undefined;

  constructor(post: (message: ParserMessage) => void) {
    this.#post = post;
  }

  give(bytes: Uint8Array): void {
    this.#given?.(bytes);
  }

  async receive(size: number): Promise<Uint8Array> {
    const whole = new Uint8Array(size);
    for (let at = 0; at < size; ) {
      const bytes = await this.#piece(at);
      if (bytes.length === 0 || bytes.length > size - at) refuse('unreadable');
      whole.set(bytes, at);
      at += bytes.length;
    }
    return whole;
  }

  #piece(at: number): Promise<Uint8Array> {
    return new Promise((resolve) => {
      this.#given = resolve;
      this.#post({ type: 'want', at });
    });
  }
}
