import type { SecretInfo } from '../../shared/secret-schema.ts';

/** When the current versions of secrets expire: no write tells of that. */
export class Expiry {
  readonly #times = new Map<string, number>();
  #next = Number.POSITIVE_INFINITY;

  /** When the first of them expires; infinite where none does. */
  get next(): number {
    return this.#next;
  }

  /** Notes a secret as it is now; `undefined`: there is none any more. */
  note(path: string, info: SecretInfo | undefined): void {
    const time = info && expiryOf(info);
    if (time === undefined) {
      // The next time may be that of a secret that is gone: then nothing is found there, and the
      // time after it is looked at.
      this.#times.delete(path);
      return;
    }
    this.#times.set(path, time);
    this.#next = Math.min(this.#next, time);
  }

  /** The paths that have expired since the last call; they are forgotten. */
  take(now: number): string[] {
    if (now < this.#next) return [];
    const expired: string[] = [];
    this.#next = Number.POSITIVE_INFINITY;
    for (const [path, time] of this.#times) {
      if (time <= now) expired.push(path);
      else this.#next = Math.min(this.#next, time);
    }
    for (const path of expired) this.#times.delete(path);
    return expired;
  }

  clear(): void {
    this.#times.clear();
    this.#next = Number.POSITIVE_INFINITY;
  }
}

/** What is known of a secret whose current version has expired. */
export function expired(info: SecretInfo): SecretInfo {
  return { ...info, current: 0, fields: [] };
}

function expiryOf({ current, versions }: SecretInfo): number | undefined {
  return current === 0 ? undefined : versions.find(({ version }) => version === current)?.deleted;
}
