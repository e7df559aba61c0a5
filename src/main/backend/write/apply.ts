import type { AuditChange, Change, Outcome } from '../changes.ts';
import { applyRecord, type RecordChange } from '../format/records.ts';
import { applyChange } from './change.ts';
import type { Soon, WholeDraft } from './draft-shape.ts';

/** Applies changes in order to one draft; the outcome of each. */
export async function applyAll(
  draft: WholeDraft,
  changes: readonly Change[],
  audit: readonly AuditChange[],
  now: () => number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await applyEach(draft, changes, now, (outcome) => outcomes.push(outcome));
  await applyEach(draft, audit, now);
  return outcomes;
}

/** The same where nobody asks for the outcomes, and the changes may be made one by one. */
export async function applyEach(
  draft: WholeDraft,
  changes: Iterable<Change | AuditChange>,
  now: () => number,
  hear?: (outcome: Outcome) => void,
): Promise<void> {
  for (const change of changes) {
    const applied = applyOne(draft, change, now());
    const outcome = applied instanceof Promise ? await applied : applied;
    hear?.(outcome);
  }
}

function applyOne(draft: WholeDraft, change: Change | AuditChange, now: number): Soon<Outcome> {
  if (change.op === 'audit') {
    draft.audit.push(change.entry);
    draft.cut = change.cut ?? draft.cut;
    return { version: 0 };
  }
  if (change.op === 'cut-audit') {
    draft.cut = change;
    return { version: 0 };
  }
  if (isRecordChange(change)) {
    draft.records = applyRecord(draft.records, change, now);
    return { version: 0 };
  }
  return applyChange(draft, change, now);
}

const recordOps: ReadonlySet<string> = new Set([
  'policy',
  'delete-policy',
  'client',
  'delete-client',
  'setting',
]);

function isRecordChange(change: Change): change is RecordChange {
  return recordOps.has(change.op);
}
