/** What auto-lock looks at. */
export interface Watched {
  /** Minutes without input before the vault locks; 0: never. */
  readonly minutes: () => number;
  /** Milliseconds of the wall clock, which goes on while the machine sleeps. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody sets back. */
  readonly steady: () => number;
  /** Seconds since the last input anywhere on this machine. */
  readonly systemIdle: () => number;
}

/** Tells when nobody has been there for too long. */
export class IdleClock {
  readonly #watched: Watched;
  #wall = 0;
  #steady = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.active();
  }

  /** Somebody is there. */
  active(): void {
    this.#wall = this.#watched.now();
    this.#steady = this.#watched.steady();
  }

  /** `longer`: so many milliseconds more than the time. */
  isOver(longer = 0): boolean {
    const { minutes, now, steady, systemIdle } = this.#watched;
    if (minutes() === 0) return false;
    const idle = Math.max(now() - this.#wall, steady() - this.#steady, systemIdle() * 1_000);
    return idle >= minutes() * 60_000 + longer;
  }
}
