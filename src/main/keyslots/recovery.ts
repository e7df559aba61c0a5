import type { SetInfo } from '../../shared/recovery.ts';
import { derive } from '../crypto/derive.ts';
import { random } from '../crypto/primitives.ts';
import { open, seal } from '../crypto/seal.ts';
import type { KeySlot, PendingNote, RecoverySlot, RetiredSets } from './slot.ts';

/** Retired sets that a header remembers; the oldest fall out. */
const mostRetired = 32;
const text = new TextEncoder();

/** A new slot that opens with this recovery secret, whose shares carry `identifier`. */
export function wrapWithSecret(input: {
  secret: Uint8Array;
  rootKey: Uint8Array;
  vaultId: Uint8Array;
  set: string;
  identifier: number;
  threshold: number;
  shares: number;
  now: Date;
}): RecoverySlot {
  const { set, identifier, threshold, shares } = input;
  const id = Buffer.from(random(16)).toString('hex');
  const key = derive(input.secret, input.vaultId, 'slot/recovery');
  const sealed = seal(key, slotAad(input.vaultId, id), input.rootKey);
  const wrapped = Buffer.from(sealed).toString('base64url');
  const created = input.now.toISOString();
  return { id, kind: 'recovery', created, set, identifier, threshold, shares, wrapped };
}

/** The root key, for the caller to wipe, or undefined: another secret, or an altered slot. */
export function unwrapWithSecret(
  slot: RecoverySlot,
  secret: Uint8Array,
  vaultId: Uint8Array,
): Uint8Array | undefined {
  const key = derive(secret, vaultId, 'slot/recovery');
  return open(key, slotAad(vaultId, slot.id), Buffer.from(slot.wrapped, 'base64url'));
}

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
  const id = Buffer.from(random(16)).toString('hex');
  return [...others, { id, kind: 'pending-set', set, identifier, created }];
}

/** A set as a locked vault shows it. */
export function setInfoOf({ set, created, shares, threshold }: RecoverySlot): SetInfo {
  return { set, created: Date.parse(created), shares, threshold };
}

/** The slots with another set, or none, as the active one; the one before, if any, is noted as retired. */
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
  const id = slots.find(({ kind }) => kind === 'retired-sets')?.id ?? Buffer.from(random(16)).toString('hex');
  return [{ id, kind: 'retired-sets', sets: sets.slice(0, mostRetired) as RetiredSets['sets'] }];
}

// format.md, 4: the slot's own id and kind, so that a wrapped key moved to another slot or vault does not open.
function slotAad(vaultId: Uint8Array, slotId: string): Uint8Array {
  return text.encode(`holdfast/1/slot\n${Buffer.from(vaultId).toString('hex')}\n${slotId}\nrecovery`);
}
