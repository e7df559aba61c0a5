import { fail } from '../../shared/failure.ts';

/** Work that can be called off, of which one runs at a time: a second is refused with `busy`. */
export class OneAtATime {
  #running: AbortController | undefined;

  /** Calls off what runs, if anything does. */
  cancel(): void {
    this.#running?.abort();
  }

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running !== undefined) fail({ code: 'busy' });
    const running = new AbortController();
    this.#running = running;
    try {
      return await work(running.signal);
    } finally {
      this.#running = undefined;
    }
  }
}
