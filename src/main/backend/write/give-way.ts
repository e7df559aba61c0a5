/** A writer that goes on without a pause lets others in after so many writes. */
const writesInARow = 32;
/** How long it lets them, in the time that one write takes: to take up the newest and to write takes some. */
const letIn = { least: 5, more: 3 };
/** How long who lost waits at most, in ms. */
const longestWait = 2_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * How writers share a store that cannot tell one of another: where all tried again at once, each
 * write would cost what all of them do; and who has just written is always the first to write again.
 */
export class GiveWay {
  #began = 0;
  #ended = 0;
  #count = 0;

  /** Before a write: after many in a row others are let in. */
  async begin(): Promise<void> {
    const now = performance.now();
    const each = (this.#ended - this.#began) / this.#count;
    const isOneOfMany = this.#count > 0 && now - this.#ended < each;
    if (isOneOfMany && this.#count < writesInARow) return;
    if (isOneOfMany) await pause(each * (letIn.least + Math.random() * letIn.more));
    this.#count = 0;
    this.#began = performance.now();
  }

  /** A write is done. */
  end(): void {
    this.#count += 1;
    this.#ended = performance.now();
  }

  /** Another was faster than an attempt that took so many ms. */
  async lost(attempt: number, took: number): Promise<void> {
    this.#count = 0;
    await pause(Math.random() * Math.min(took * 2 ** attempt, longestWait));
  }
}
