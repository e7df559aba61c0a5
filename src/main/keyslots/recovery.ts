import type { SetInfo } from '../../shared/recovery-schema.ts';
import { makeRecipient, newSlotId, unwrapWith } from './recipient.ts';
import type { KeySlot, PendingNote, RecoverySlot, RetiredSets } from './slot.ts';

/** Retired sets that a header remembers; the oldest fall out. */
const mostRetired = 32;

/**
 * A new slot that opens with this recovery secret, whose shares carry `identifier`, and its
 * pre-shared key for the sealed head.
 */
export async function wrapWithSecret(input: {
  secret: Uint8Array;
  rootKey: Uint8Array;
  vaultId: Uint8Array;
  set: string;
  identifier: number;
  threshold: number;
  shares: number;
  now: Date;
}): Promise<{ slot: RecoverySlot; psk: string }> {
  const { secret, rootKey, vaultId, now, set, identifier, threshold, shares } = input;
  const id = newSlotId();
  const kind = 'recovery';
  const { recipient, psk } = await makeRecipient({ id, kind, vaultId, rootKey }, secret);
  const created = now.toISOString();
  return { slot: { id, kind, created, set, identifier, threshold, shares, ...recipient }, psk };
}

/** The root key, for the caller to wipe, or undefined: another secret, or an altered slot. */
export const unwrapWithSecret: (
  slot: RecoverySlot,
  secret: Uint8Array,
  vaultId: Uint8Array,
) => Promise<Uint8Array | undefined> = unwrapWith;

/** The slot of the active set; undefined: the vault has none. */
export function recoverySlotOf(slots: readonly KeySlot[]): RecoverySlot | undefined {
  return slots.find((slot): slot is RecoverySlot => slot.kind === 'recovery');
}

/** The sets that no longer open the vault, newest first. */
export function retiredSetsOf(slots: readonly KeySlot[]): RetiredSets['sets'] {
  return slots.find((slot): slot is RetiredSets => slot.kind === 'retired-sets')?.sets ?? [];
}

/** The set that was issued and is not in use; undefined: none waits. */
export function pendingNoteOf(slots: readonly KeySlot[]): PendingNote | undefined {
  return slots.find((slot): slot is PendingNote => slot.kind === 'pending-set');
}

/** The slots with a note of the set that waits, or with none. */
export function withPendingNote(slots: readonly KeySlot[], pending: RecoverySlot | undefined): KeySlot[] {
  const others = slots.filter(({ kind }) => kind !== 'pending-set');
  if (pending === undefined) return others;
  const { set, identifier, created } = pending;
  const id = newSlotId();
  return [...others, { id, kind: 'pending-set', set, identifier, created }];
}

/** A set as a locked vault shows it. */
export function setInfoOf({ set, created, shares, threshold }: RecoverySlot): SetInfo {
  return { set, created: Date.parse(created), shares, threshold };
}

/**
 * The slots with another set, or none, as the active one; the one before, if any, is noted as
 * retired.
 */
export function withRecoverySlot(
  slots: readonly KeySlot[],
  next: RecoverySlot | undefined,
  now: Date,
): KeySlot[] {
  const before = recoverySlotOf(slots);
  const others = slots.filter(({ kind }) => kind !== 'recovery' && kind !== 'retired-sets');
  if (next !== undefined && pendingNoteOf(others)?.set === next.set)
    return withRecoverySlot(withPendingNote(slots, undefined), next, now);
  return [...others, ...(next === undefined ? [] : [next]), ...retiredSlot(slots, before, now)];
}

function retiredSlot(
  slots: readonly KeySlot[],
  before: RecoverySlot | undefined,
  now: Date,
): readonly RetiredSets[] {
  const known = retiredSetsOf(slots);
  if (before === undefined && known.length === 0) return [];
  const { set, identifier, created } = before ?? {};
  const ended = now.toISOString();
  const sets = before === undefined ? known : [{ set, identifier, created, ended }, ...known];
  const id = slots.find(({ kind }) => kind === 'retired-sets')?.id ?? newSlotId();
  return [{ id, kind: 'retired-sets', sets: sets.slice(0, mostRetired) as RetiredSets['sets'] }];
}
