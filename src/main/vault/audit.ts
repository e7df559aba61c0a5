import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { type AuditAction, type AuditBounds, type AuditOutcome, auditDefaults } from '../../shared/audit.ts';
import type { Backend } from '../backend/backend.ts';
import type { AuditChange, AuditCut, AuditEntry, AuditQuery, AuditRecord } from '../backend/changes.ts';
import { Folded, type Slight } from './folded.ts';

/**
 * Who did it, when it was a person with a passphrase, in the window or on the command line: one
 * with a name is written down by it.
 */
export const owner = 'owner';
/** Waiting entries that one commit takes. */
const most = 1_000;
/**
 * This many entries more than the limit may gather before they are removed: not every commit is to
 * rewrite the oldest page.
 */
const slack = 1_000;
const day = 24 * 60 * 60 * 1000;

/** What a caller says; the time is added. Never a value. */
export interface Act {
  readonly client: string;
  readonly action: AuditAction;
  readonly path?: string;
  readonly outcome: AuditOutcome;
  /** When it happened, where that was before now. */
  readonly time?: number;
  /** How often, where that is more than once. */
  readonly count?: number;
}

interface Waiting {
  readonly record: AuditRecord;
  /** It happened before now: while the vault was locked. */
  readonly late: boolean;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * What was done to a vault and by whom: entries chained by hash, anchored in the sealed head
 * (format.md, 9).
 */
export class Audit {
  readonly #backend: Backend;
  readonly #now: () => number;
  readonly #bounds: AuditBounds;
  readonly #folded: Folded;
  /** What the person is called whose passphrase opened the vault. */
  #self = owner;
  #waiting: Waiting[] = [];
  #writing = false;
  /** When age was last looked at. */
  #trimmed = Number.NEGATIVE_INFINITY;

  constructor(backend: Backend, now: () => number, bounds: AuditBounds = auditDefaults) {
    this.#backend = backend;
    this.#now = now;
    this.#bounds = bounds;
    this.#folded = new Folded(async (slights) => {
      await Promise.all(slights.map((slight) => this.append(slight)));
    });
  }

  /** From now on what the owner does was done by this person. */
  actAs(name: string): void {
    this.#self = name;
  }

  /** What the owner is called. */
  get self(): string {
    return this.#self;
  }

  /**
   * Resolves once the entry is durable; refuses as the store does. Those that wait while one commit
   * is under way share the next.
   */
  append(act: Act): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ record: this.#record(act), late: act.time !== undefined, done, failed });
      if (!this.#writing) void this.#write();
    });
  }

  /** What was refused, or needs no right: written down soon, equal ones as one with their count. */
  note(slight: Slight): void {
    this.#folded.note(slight);
  }

  /** True while something that was noted waits to be written. */
  get waits(): boolean {
    return this.#folded.waits;
  }

  /** Writes what was noted. */
  settle(): Promise<void> {
    return this.#folded.settle();
  }

  /**
   * An entry as a change, for the commit that does what it tells of; the audit's bounds hold in
   * that commit, too.
   */
  entry(act: Act): AuditChange {
    return { op: 'audit', entry: this.#record(act), cut: this.#cut() };
  }

  /** The same for what the owner does. */
  own(action: AuditAction, path?: string): AuditChange {
    return this.entry({ client: owner, action, ...(path !== undefined && { path }), outcome: 'done' });
  }

  /** What was done, by the owner where nobody else is named, for the commit that does it. */
  record(action: AuditAction, path?: string, client = owner): AuditRecord {
    return this.#record({ client, action, ...(path !== undefined && { path }), outcome: 'done' });
  }

  /**
   * In order, oldest first; `limit` keeps the newest of those asked for. `damaged` where the chain
   * is broken.
   */
  async list(query: AuditQuery = {}): Promise<readonly AuditEntry[]> {
    if (this.waits) await this.settle();
    return this.read(query);
  }

  /** The same without what still waits: whoever asks on and on causes no commits. */
  read(query: AuditQuery = {}): Promise<AuditEntry[]> {
    return this.#backend.readAudit(query);
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // All that arrives in this turn of the loop goes along: a commit blocks the loop, and nothing
      // else would be heard before it.
      await turnOfTheLoop();
      const batch = this.#waiting.splice(0, most);
      try {
        const records = await this.#inOrder(batch);
        const entries = records.map((entry): AuditChange => ({ op: 'audit', entry }));
        await this.#backend.write([], [...entries, { op: 'cut-audit', ...this.#cut() }]);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }

  // What happened before now comes first. It gets the time of the entry that it follows where that
  // is later: times of entries go on with them.
  async #inOrder(batch: readonly Waiting[]): Promise<AuditRecord[]> {
    const late = batch.filter((one) => one.late).map(({ record }) => record);
    const rest = batch.filter((one) => !one.late).map(({ record }) => record);
    if (late.length === 0) return rest;
    const [last] = await this.#backend.readAudit({ limit: 1 });
    const now = this.#now();
    const notBefore = (time: number) => Math.min(now, Math.max(time, last?.time ?? time));
    const sorted = late.toSorted((a, b) => a.time - b.time);
    return [...sorted.map((record) => ({ ...record, time: notBefore(record.time) })), ...rest];
  }

  // Costs nothing where nothing is to be cut; age is looked at once a day.
  #cut(): AuditCut {
    const now = this.#now();
    const { entries, days } = this.#bounds;
    const ages = now - this.#trimmed >= day;
    if (ages) this.#trimmed = now;
    const entry = this.record('audit.cut');
    const before = ages ? { before: now - days * day } : {};
    return { most: entries + slack, keep: entries, ...before, entry };
  }

  #record({ client, action, path, outcome, time, count }: Act): AuditRecord {
    // What happened while the vault was locked, nobody knows whose doing it was.
    const who = client === owner && time === undefined ? this.#self : client;
    const about = { ...(path !== undefined && { path }), outcome, ...(count !== undefined && { count }) };
    return { time: time ?? this.#now(), client: who, action, ...about };
  }
}
