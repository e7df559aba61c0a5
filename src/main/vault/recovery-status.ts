import { type SheetLines, sheetLines } from '../../shared/recovery.ts';
import type { RecoveryStatus, RetiredSet, SetInfo } from '../../shared/recovery-schema.ts';
import { pendingNoteOf, recoverySlotOf, retiredSetsOf, setInfoOf } from '../keyslots/recovery.ts';
import type { KeySlot, RecoverySlot } from '../keyslots/slot.ts';
import { holdersOf, monthsAfter, type PendingSet, type Register, type RegisteredSet } from './register.ts';

/** What the header tells of sets. Times in ms. */
export interface LockedStatus {
  readonly active?: SetInfo;
  /** A set that was issued and is not in use. */
  readonly pending?: Pick<SetInfo, 'set' | 'created'>;
  readonly retired: readonly RetiredSet[];
}

/** What a locked vault shows of its sets. */
export function lockedStatus(slots: readonly KeySlot[]): LockedStatus {
  const slot = recoverySlotOf(slots);
  const note = pendingNoteOf(slots);
  return {
    ...(slot && { active: setInfoOf(slot) }),
    ...(note && { pending: { set: note.set, created: Date.parse(note.created) } }),
    retired: retiredOf(slots),
  };
}

/** What an unlocked vault knows: its header's slots and its register. */
export function statusOf(slots: readonly KeySlot[], register: Register): RecoveryStatus {
  const slot = recoverySlotOf(slots);
  const { pending, rehearsed, drilled, letter, remindMonths, declined, lines } = register;
  const active = register.active?.set === slot?.set ? register.active : undefined;
  const last = slot && Math.max(Date.parse(slot.created), rehearsed ?? 0);
  return {
    ...(slot && { active: { ...setInfoOf(slot), holders: holdersOf(slot.shares, active) } }),
    ...(pending && { pending: shownPending(pending) }),
    retired: retiredOf(slots),
    ...(rehearsed !== undefined && { rehearsed }),
    ...(drilled !== undefined && { drilled }),
    remindMonths,
    ...(lines && { lines: shownLines(lines) }),
    ...(last !== undefined && remindMonths > 0 && { due: monthsAfter(last, remindMonths) }),
    ...(slot && remindMonths > 0 && { askDue: askDue(slot, active) }),
    ...(letter && { letter: shownLetter(letter) }),
    declined,
  };
}

/** A year after the holder of whom nothing was heard for longest. */
function askDue({ created, shares }: RecoverySlot, set: RegisteredSet | undefined): number {
  const heard = holdersOf(shares, set).map(({ seen = 0, has = 0 }) =>
    Math.max(Date.parse(created), seen, has),
  );
  return monthsAfter(Math.min(...heard), 12);
}

function shownLetter({ names, beside = false, ask, made }: NonNullable<Register['letter']>) {
  return { names, beside, ask, ...(made > 0 && { made }) };
}

function shownPending(pending: PendingSet): NonNullable<RecoveryStatus['pending']> {
  const { slot, proven } = pending;
  return { ...setInfoOf(slot), holders: holdersOf(slot.shares, pending), proven };
}

function shownLines(lines: NonNullable<Register['lines']>): SheetLines {
  return Object.fromEntries(
    sheetLines.flatMap((name) => (lines[name] === undefined ? [] : [[name, lines[name]]])),
  );
}

function retiredOf(slots: readonly KeySlot[]): RetiredSet[] {
  return retiredSetsOf(slots).map(({ set, created, ended }) => ({
    set,
    created: Date.parse(created),
    ended: Date.parse(ended),
  }));
}
