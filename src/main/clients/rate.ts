import { setTimeout as pause } from 'node:timers/promises';

/** Requests a second, and how many may come at once after a rest. */
export const rates = {
  /**
   * Of one registered program: more than any honest one asks for, and less than would keep a core
   * busy for ever.
   */
  client: { second: 10_000, burst: 20_000 },
  /** Of one process that has not proven who it is. */
  stranger: { second: 20, burst: 60 },
};

interface Bucket {
  left: number;
  filled: number;
}

/** Makes who asks too often wait, and nobody else: nothing is refused for it. */
export class Rate {
  readonly #buckets = new Map<string, Bucket>();
  readonly #rates: typeof rates;
  readonly #now: () => number;

  constructor(limits = rates, now: () => number = () => performance.now()) {
    this.#rates = limits;
    this.#now = now;
  }

  /** Milliseconds that this request has to wait; 0 for most. */
  wait(kind: keyof typeof rates, name: string): number {
    const { second, burst } = this.#rates[kind];
    const who = `${kind} ${name}`;
    const now = this.#now();
    const bucket = this.#buckets.get(who) ?? { left: burst, filled: now };
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.filled) / 1_000) * second) - 1;
    bucket.filled = now;
    if (!this.#buckets.has(who)) this.#add(who, bucket);
    return bucket.left >= 0 ? 0 : (-bucket.left / second) * 1_000;
  }

  /** Resolves when it is its turn. */
  async turn(kind: keyof typeof rates, name: string, gone: AbortSignal): Promise<void> {
    const wait = this.wait(kind, name);
    if (wait > 0) await pause(wait, undefined, { signal: gone }).catch(() => undefined);
  }

  // Whoever has not asked for longest is forgotten: its bucket is the likeliest to be full.
  #add(who: string, bucket: Bucket): void {
    if (this.#buckets.size >= 1_000) {
      const [oldest] = this.#buckets.keys();
      if (oldest !== undefined) this.#buckets.delete(oldest);
    }
    this.#buckets.set(who, bucket);
  }
}
