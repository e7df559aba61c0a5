const longestTimer = 2 ** 31 - 1;

/** Rings once, at a time of the wall clock that may be farther away than a timer goes. */
export class Alarm {
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** In place of what was set before. `time`: in milliseconds; infinite: never. */
  set(time: number, ring: () => void): void {
    this.clear();
    if (time === Number.POSITIVE_INFINITY) return;
    const left = Math.max(1, time - this.#now());
    const over = () => {
      if (this.#now() < time) this.set(time, ring);
      else ring();
    };
    this.#timer = setTimeout(over, Math.min(left, longestTimer)).unref();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
