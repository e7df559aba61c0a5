import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Output } from '../io.ts';
import type { Masker } from '../mask/masker.ts';

/**
 * A pause after which a few held bytes are shown: longer than a program takes between two writes,
 * shorter than a person notices.
 */
const pause = 25;
/**
 * Turns of the event loop without a byte, after which what a dead child wrote has all been read.
 */
const quiet = 3;

/** Passes what a child prints on to an output, masked, as it comes. */
export class Relay {
  readonly #from: Readable;
  readonly #masker: Masker;
  readonly #to: Output;
  #writing: Promise<void> | undefined;
  #ended = false;
  #turnsWithout = 0;
  #timer: NodeJS.Timeout | undefined;
  #failure: unknown;

  constructor(from: Readable, masker: Masker, to: Output) {
    this.#from = from;
    this.#masker = masker;
    this.#to = to;
    from.on('data', (chunk: Buffer) => this.#take(chunk));
    for (const event of ['end', 'close', 'error'])
      from.on(event, () => {
        this.#ended = true;
      });
  }

  /**
   * When the child has ended: resolves when all that it wrote is shown. A program it left behind is
   * not waited for.
   */
  async finish(): Promise<void> {
    while (!this.#ended && this.#turnsWithout < quiet) {
      await this.#writing;
      this.#turnsWithout += 1;
      await setImmediate();
    }
    await this.#writing;
    this.#from.destroy();
    clearTimeout(this.#timer);
    await this.#write(this.#masker.end());
    if (this.#failure !== undefined) throw this.#failure;
  }

  #take(chunk: Buffer): void {
    this.#turnsWithout = 0;
    clearTimeout(this.#timer);
    // A slow reader makes the child wait, as it would without us.
    this.#from.pause();
    this.#writing = this.#write(this.#masker.push(chunk)).then(() => {
      this.#writing = undefined;
      this.#from.resume();
    });
    if (this.#masker.held > 0)
      this.#timer = setTimeout(() => void this.#write(this.#masker.release()), pause);
  }

  async #write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    try {
      await this.#to.write(bytes);
    } catch (error) {
      this.#failure ??= error;
    }
    // Nobody reads any more: the child shall hear of it, or `run -- yes | head` would never end.
    if (this.#to.isGone || this.#failure !== undefined) this.#from.destroy();
  }
}
