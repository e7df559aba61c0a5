import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What a virtual screen shows, as Xvfb keeps it in a file (`-fbdir`): no program is asked, and none
 * is slowed down.
 */
export class Pixels {
  readonly #file: string;
  readonly #colour: Buffer;

  /** `colour`: red, green, blue of what is looked for. */
  constructor(folder: string, colour: readonly [number, number, number]) {
    this.#file = join(folder, 'Xvfb_screen0');
    const [red, green, blue] = colour;
    const one = Buffer.from([blue, green, red, 0xff]);
    // A run of them: one pixel alone may be the edge of a letter.
    this.#colour = Buffer.concat(Array.from({ length: run }, () => one));
  }

  /** Where the colour is on the screen; `undefined`: nowhere. */
  find(): number | undefined {
    const at = readFileSync(this.#file).indexOf(this.#colour);
    return at < 0 ? undefined : at;
  }

  /** Resolves once the colour is at a place, or is gone from it; false after `seconds`. */
  async turns(at: number, there: boolean, seconds: number): Promise<boolean> {
    const found = Buffer.alloc(this.#colour.length);
    const file = openSync(this.#file, 'r');
    try {
      for (const end = performance.now() + seconds * 1_000; performance.now() < end; await pause(1)) {
        readSync(file, found, 0, found.length, at);
        if (found.equals(this.#colour) === there) return true;
      }
      return false;
    } finally {
      closeSync(file);
    }
  }
}

const run = 8;
