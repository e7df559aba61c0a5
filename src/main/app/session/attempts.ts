import { fail, HoldfastError } from '../../../shared/failure.ts';
import type { Vault } from '../../vault/vault.ts';

/** What is being opened or looked at: a later attempt of its kind calls off the one before. */
export class Attempts {
  #opening: AbortController | undefined;
  #looking: AbortController | undefined;

  /** Calls off both: their callers hear `cancelled` at once. */
  cancel(): void {
    this.#looking?.abort();
    this.#opening?.abort();
    this.#opening = undefined;
  }

  /** The winner of a race between opening and calling off. What opens too late is locked at once. */
  async open(open: (signal: AbortSignal) => Promise<Vault>): Promise<Vault> {
    this.cancel();
    const attempt = new AbortController();
    this.#opening = attempt;
    const opening = open(attempt.signal).then(async (vault) => {
      if (attempt.signal.aborted) {
        await vault.lock();
        fail({ code: 'cancelled' });
      }
      return vault;
    });
    try {
      return await Promise.race([opening, calledOff(attempt.signal)]);
    } finally {
      // Whoever lost the race has nobody left to hear how it ends.
      opening.catch(() => undefined);
      if (this.#opening === attempt) this.#opening = undefined;
    }
  }

  /** The same of reading what needs no key. */
  async look<T>(read: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#looking?.abort();
    const looking = new AbortController();
    this.#looking = looking;
    try {
      return await Promise.race([read(looking.signal), calledOff(looking.signal)]);
    } finally {
      if (this.#looking === looking) this.#looking = undefined;
    }
  }
}

function calledOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new HoldfastError({ code: 'cancelled' })), { once: true });
  });
}
