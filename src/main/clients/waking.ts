import type { Wanting } from '../../shared/contract-clients.ts';

/** How long a program waits for the person to unlock. */
const patience = 60_000;

/**
 * A program that finds the vault locked may ask the window once for it to be unlocked; all others
 * are refused at once.
 */
export class Waking {
  readonly #tell: (wanting: Wanting | undefined) => void;
  #asked = false;
  #opened: (() => void) | undefined;

  /** `tell` hears of the program that waits, and `undefined` when none does any more. */
  constructor(tell: (wanting: Wanting | undefined) => void) {
    this.#tell = tell;
  }

  /**
   * True once the vault is open. False when somebody has asked since it was locked, or nobody came
   * to unlock it.
   */
  async ask(wanting: Wanting, gone: AbortSignal): Promise<boolean> {
    if (this.#asked || gone.aborted) return false;
    this.#asked = true;
    this.#tell(wanting);
    const end = AbortSignal.any([gone, AbortSignal.timeout(patience)]);
    try {
      return await new Promise((resolve) => {
        this.#opened = () => resolve(true);
        end.addEventListener('abort', () => resolve(false), { once: true });
      });
    } finally {
      this.#opened = undefined;
      this.#tell(undefined);
    }
  }

  /** The vault is open. */
  opened(): void {
    this.#asked = false;
    this.#opened?.();
  }
}
