import type { Change } from '../backend/changes.ts';
import type { FileOutcome } from '../vault/imports.ts';
import type { Ledger } from './ledger.ts';
import type { Plan } from './plan.ts';

type Counts = Omit<FileOutcome, 'file'>;

/** What came of each file of an import, in numbers. */
export class Outcomes {
  readonly files: FileOutcome[] = [];
  readonly #plan: Plan;
  #before: Counts = { created: 0, skipped: 0, failed: 0 };

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** To be called after each file. */
  note(file: string): void {
    const { created, skipped, failed } = this.#before;
    const now = countsOf(this.#plan);
    this.files.push({
      file,
      created: now.created - created,
      skipped: now.skipped - skipped,
      failed: now.failed - failed,
    });
    this.#before = now;
  }
}

function countsOf({ created, skipped, failed }: Plan): Counts {
  return { created, skipped: skipped.length, failed: failed.length };
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
