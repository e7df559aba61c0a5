import type { Change } from '../backend/changes.ts';
import type { FileOutcome } from '../vault/imports.ts';
import type { Problem } from './entry.ts';
import type { Ledger } from './ledger.ts';
import type { Plan } from './plan.ts';

type Counts = Omit<FileOutcome, 'file'>;

/** What came of each file of an import, in numbers. */
export class Outcomes {
  readonly files: FileOutcome[] = [];
  readonly #plan: Plan;
  readonly #isOne: boolean;
  #before: Counts & { notes: number } = { created: 0, skipped: 0, failed: 0, notes: 0 };

  /** `isOne`: there is one file alone, of which whatever is told is. */
  constructor(plan: Plan, isOne: boolean) {
    this.#plan = plan;
    this.#isOne = isOne;
  }

  /** To be called after each file. */
  note(file: string): void {
    const { created, skipped, failed, notes } = this.#before;
    const now = countsOf(this.#plan);
    if (!this.#isOne) {
      nameFrom(this.#plan.skipped, skipped, file);
      nameFrom(this.#plan.failed, failed, file);
      nameFrom(this.#plan.notes, notes, file);
    }
    this.files.push({
      file,
      created: now.created - created,
      skipped: now.skipped - skipped,
      failed: now.failed - failed,
    });
    this.#before = now;
  }
}

function countsOf({ created, skipped, failed, notes }: Plan): Counts & { notes: number } {
  return { created, skipped: skipped.length, failed: failed.length, notes: notes.length };
}

function nameFrom(told: Problem[], first: number, file: string): void {
  for (let at = first; at < told.length; at++) {
    const one = told[at];
    if (one !== undefined) told[at] = { ...one, file };
  }
}

/** Each change as it is written: with the import that makes it, and noted to be read back. */
export function* written(ledger: Ledger, changes: Iterable<Change>, run: string): Generator<Change> {
  for (const change of changes) {
    ledger.note(change);
    yield isMarked(change) ? { ...change, run } : change;
  }
}

type Marked = Extract<Change, { op: 'store' | 'delete' | 'metadata' | 'merge' }>;

function isMarked(change: Change): change is Marked {
  return ['store', 'delete', 'metadata', 'merge'].includes(change.op);
}
