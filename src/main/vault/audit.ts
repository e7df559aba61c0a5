import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { type AuditAction, type AuditBounds, type AuditOutcome, auditDefaults } from '../../shared/audit.ts';
import type { AuditEntry, AuditQuery, AuditRecord, Backend, Change } from '../backend/backend.ts';

/** Who did it, when it was the person with the passphrase: in the window or on the command line. */
export const owner = 'owner';
/** Waiting entries that one commit takes. */
const most = 1_000;
/** So many more than asked for may gather before they are cut: not each commit is to rewrite the oldest page too. */
const slack = 1_000;
const day = 24 * 60 * 60 * 1000;

/** What a caller says; the time is added. Never a value. */
export interface Deed {
  readonly client: string;
  readonly action: AuditAction;
  readonly path?: string;
  readonly outcome: AuditOutcome;
  /** When it happened, where that is not now. */
  readonly time?: number;
}

interface Waiting {
  readonly record: AuditRecord;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** What was done to a vault and by whom: entries chained by hash, anchored in the sealed head (format.md, 9). */
export class Audit {
  readonly #backend: Backend;
  readonly #now: () => number;
  readonly #bounds: AuditBounds;
  #waiting: Waiting[] = [];
  #writing = false;
  /** When age was last looked at. */
  #trimmed = Number.NEGATIVE_INFINITY;

  constructor(backend: Backend, now: () => number, bounds: AuditBounds = auditDefaults) {
    this.#backend = backend;
    this.#now = now;
    this.#bounds = bounds;
  }

  /** Resolves once the entry is durable; refuses as the store does. Those that wait while one commit is under way share the next. */
  append(deed: Deed): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ record: this.#record(deed), done, failed });
      if (!this.#writing) void this.#write();
    });
  }

  /** An entry as a change, for the transaction that does what it tells of. */
  entry(deed: Deed): Change {
    return { op: 'audit', entry: this.#record(deed) };
  }

  /** What was done, by the owner where nobody else is named, for the commit that does it. */
  record(action: AuditAction, path?: string, client = owner): AuditRecord {
    return this.#record({ client, action, ...(path !== undefined && { path }), outcome: 'done' });
  }

  /** In order, oldest first; `limit` keeps the newest of those asked for. `damaged` where the chain is broken. */
  list(query: AuditQuery = {}): Promise<AuditEntry[]> {
    return this.#backend.readAudit(query);
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // All that arrives in this turn of the loop goes along: a commit blocks the loop, and nothing else would be heard before it.
      await turnOfTheLoop();
      const batch = this.#waiting.splice(0, most);
      try {
        await this.#backend.transaction([
          ...batch.map(({ record }): Change => ({ op: 'audit', entry: record })),
          ...this.#trim(),
        ]);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }

  // Costs nothing where nothing is to be cut; age is looked at once a day.
  #trim(): Change[] {
    const now = this.#now();
    const { entries, days } = this.#bounds;
    const ages = now - this.#trimmed >= day;
    if (ages) this.#trimmed = now;
    const entry = this.record('audit.cut');
    const before = ages ? { before: now - days * day } : {};
    return [{ op: 'cut-audit', most: entries + slack, keep: entries, ...before, entry }];
  }

  #record({ client, action, path, outcome, time }: Deed): AuditRecord {
    return { time: time ?? this.#now(), client, action, ...(path !== undefined && { path }), outcome };
  }
}
