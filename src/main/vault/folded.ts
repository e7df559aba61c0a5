import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { AuditAction, AuditOutcome } from '../../shared/audit.ts';
import { failureOf } from '../../shared/failure.ts';

/** What is written down of something that gave nothing away. */
export interface Slight {
  readonly client: string;
  readonly action: AuditAction;
  readonly path?: string;
  readonly outcome: AuditOutcome;
}

/** What one client's refusals may cost, however many they are; times in milliseconds. */
export const foldLimits = {
  /** Entries of one client after a rest, and the time after which it may add another. */
  entries: { burst: 32, every: 10 * 60_000 },
  /** Commits that hold nothing else. */
  commits: { burst: 8, every: 30_000 },
};

interface Allowance {
  left: number;
  filled: number;
}

interface Held {
  readonly slight: Slight;
  count: number;
}

type Write = (slights: readonly (Slight & { count?: number })[]) => Promise<void>;

/**
 * Refusals, and answers that need no right: anybody can have as many of them as they like, so they
 * must not fill the audit. Equal ones that wait for one commit are one entry with their count; a
 * client that has had its entries has one for all that comes then; commits have a rate.
 */
export class Folded {
  readonly #write: Write;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  /** By client: what came when it had no entry left. */
  readonly #beyond = new Map<string, Held>();
  readonly #clients = new Map<string, Allowance>();
  readonly #commits: Allowance;
  #planned: NodeJS.Timeout | 'now' | undefined;
  #writing: Promise<void> = Promise.resolve();
  #underWay = 0;

  constructor(write: Write, now: () => number = () => performance.now()) {
    this.#write = write;
    this.#now = now;
    this.#commits = { left: foldLimits.commits.burst, filled: now() };
  }

  /** True while something waits to be written, or is being written. */
  get waits(): boolean {
    return this.#held.size + this.#beyond.size + this.#underWay > 0;
  }

  note(slight: Slight): void {
    const { client, action, path = '', outcome } = slight;
    const key = JSON.stringify([client, action, path, outcome]);
    const held = this.#held.get(key) ?? this.#room(key, slight);
    held.count += 1;
    this.#plan();
  }

  /** Writes all that waits. Where that cannot be, it goes on waiting. */
  settle(): Promise<void> {
    return this.#flush([...this.#beyond.keys()]);
  }

  #room(key: string, slight: Slight): Held {
    const fresh = { slight, count: 0 };
    const { client } = slight;
    if (this.#take(this.#allowanceOf(client), foldLimits.entries)) {
      this.#held.set(key, fresh);
      return fresh;
    }
    const { outcome } = slight;
    const beyond = this.#beyond.get(client) ?? {
      slight: { client, action: 'audit.fold', outcome },
      count: 0,
    };
    this.#beyond.set(client, beyond);
    return beyond;
  }

  #plan(): void {
    if (this.#planned !== undefined) return;
    if (this.#take(this.#commits, foldLimits.commits)) {
      this.#planned = 'now';
      // All that arrives in this turn of the loop goes along.
      void turnOfTheLoop().then(() => this.#run());
      return;
    }
    this.#planned = setTimeout(() => void this.#run(), foldLimits.commits.every).unref();
  }

  async #run(): Promise<void> {
    this.#planned = undefined;
    const due = [...this.#beyond.keys()].filter((client) =>
      this.#take(this.#allowanceOf(client), foldLimits.entries),
    );
    await this.#flush(due);
    if (this.#held.size + this.#beyond.size > 0) this.#plan();
  }

  #flush(beyond: readonly string[]): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const taken = [...takeFrom(this.#held, [...this.#held.keys()]), ...takeFrom(this.#beyond, beyond)];
      if (taken.length === 0) return;
      this.#underWay += 1;
      try {
        await this.#write(taken.map(([, { slight, count }]) => ({ ...slight, ...(count > 1 && { count }) })));
      } catch (error) {
        if (failureOf(error)?.code !== 'closed') this.#giveBack(taken);
      } finally {
        this.#underWay -= 1;
      }
    });
    return this.#writing;
  }

  #giveBack(taken: readonly (readonly [string, Held])[]): void {
    for (const [key, held] of taken) {
      const where = held.slight.action === 'audit.fold' ? this.#beyond : this.#held;
      held.count += where.get(key)?.count ?? 0;
      where.set(key, held);
    }
  }

  #allowanceOf(client: string): Allowance {
    const known = this.#clients.get(client);
    if (known !== undefined) return known;
    const fresh = { left: foldLimits.entries.burst, filled: this.#now() };
    this.#clients.set(client, fresh);
    return fresh;
  }

  #take(allowance: Allowance, { burst, every }: { burst: number; every: number }): boolean {
    const now = this.#now();
    allowance.left = Math.min(burst, allowance.left + (now - allowance.filled) / every);
    allowance.filled = now;
    if (allowance.left < 1) return false;
    allowance.left -= 1;
    return true;
  }
}

function takeFrom(map: Map<string, Held>, keys: readonly string[]): [string, Held][] {
  return keys.flatMap((key): [string, Held][] => {
    const held = map.get(key);
    map.delete(key);
    return held === undefined ? [] : [[key, held]];
  });
}
