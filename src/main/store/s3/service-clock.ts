import { type Answer, timeOf } from './answer.ts';

/** A service's clock, as far as its answers tell of it. */
export class ServiceClock {
  #ahead: number | undefined;

  /** Notes what an answer that came just now says of the time. */
  hear(answer: Answer): void {
    const theirs = timeOf(answer);
    if (theirs !== undefined) this.#ahead = theirs - Date.now();
  }

  /** In ms; this machine's time where the service did not say. */
  now(): number {
    return Date.now() + (this.#ahead ?? 0);
  }

  /** What it is ahead of this machine's, in ms; `undefined`: it was not heard of yet. */
  get ahead(): number | undefined {
    return this.#ahead;
  }

  /** How far the two clocks are apart, in ms. */
  get skew(): number {
    return Math.abs(this.#ahead ?? 0);
  }
}
