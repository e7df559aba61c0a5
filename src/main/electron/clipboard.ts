import type { Board } from './board.ts';

/** Tells two texts apart without keeping either. */
export type Digest = (text: string) => string;

/**
 * Copies values and takes them off again if they still lie there. Keeps a keyed hash of what it
 * wrote, not the value.
 */
export class ClipboardGuard {
  readonly #board: () => Board;
  readonly #cleared: () => void;
  #written: { hash: string; digest: Digest } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  // One thing after the other: a copy that comes while an old value is looked for must not be taken
  // off with it.
  #turn: Promise<void> = Promise.resolve();

  /** `cleared` hears when a value was taken off, or had been replaced before that. */
  constructor(board: () => Board, cleared: () => void) {
    this.#board = board;
    this.#cleared = cleared;
  }

  /** Puts a value there for so many seconds; 0: until lock or quit. */
  copy(value: string, seconds: number, digest: Digest): Promise<void> {
    return this.#next(async () => {
      clearTimeout(this.#timer);
      this.#written = { hash: digest(value), digest };
      await this.#board().write(value);
      if (seconds > 0) this.#timer = setTimeout(() => void this.clear(), seconds * 1_000);
    });
  }

  /** Takes off what we wrote, if it is still there. */
  clear(): Promise<void> {
    return this.#next(async () => {
      clearTimeout(this.#timer);
      const written = this.#written;
      if (written === undefined) return;
      this.#written = undefined;
      const text = await this.#board().read();
      if (await this.#isOurs(text, written)) await this.#board().clear(Buffer.byteLength(text));
      this.#cleared();
    });
  }

  async #isOurs(text: string, { hash, digest }: { hash: string; digest: Digest }): Promise<boolean> {
    // Some systems let only a focused window read. Nothing visible may well be ours; clearing
    // nothing harms nobody.
    return text === '' ? this.#board().isEmpty() : digest(text) === hash;
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** A hash under a key of this run alone: a short PIN could be found from a plain one. */
export async function keyedDigest(): Promise<Digest> {
  const { hmacSha256, randomKey, secretKey, utf8 } = await import('../crypto/primitives.ts');
  const { wipe } = await import('../crypto/wipe.ts');
  const bytesOfKey = randomKey();
  const key = secretKey(bytesOfKey);
  wipe(bytesOfKey);
  return (text) => {
    const bytes = utf8(text);
    try {
      return Buffer.from(hmacSha256(key, bytes)).toString('base64');
    } finally {
      wipe(bytes);
    }
  };
}
