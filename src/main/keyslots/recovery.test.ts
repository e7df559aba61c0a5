import { beforeAll, describe, expect, it } from 'vitest';
import { derive } from '../crypto/derive.ts';
import { unwrapWith } from './recipient.ts';
import {
  pendingNoteOf,
  recoverySlotOf,
  retiredSetsOf,
  unwrapWithSecret,
  withPendingNote,
  withRecoverySlot,
  wrapWithSecret,
} from './recovery.ts';
import { keySlot, otherSlot, pendingNote, type RecoverySlot, recoverySlot, retiredSets } from './slot.ts';

const rootKey = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
const secret = new Uint8Array(32).fill(3);
const vaultId = new Uint8Array(16).fill(0xab);
const now = new Date('2026-05-03T00:00:00.000Z');
const facts = { set: '7KQ2M9XT', identifier: 0x1234, threshold: 3, shares: 5 };
const { slot, psk } = await wrapWithSecret({ secret, rootKey, vaultId, ...facts, now });

describe('a recovery slot', () => {
  it('gives the root key back to its secret, and to no other', async () => {
    expect(await unwrapWithSecret(slot, secret, vaultId)).toEqual(rootKey);
    expect(await unwrapWithSecret(slot, new Uint8Array(32), vaultId)).toBeUndefined();
    expect(await unwrapWithSecret(slot, secret, new Uint8Array(16))).toBeUndefined();
    expect(await unwrapWithSecret({ ...slot, id: '0'.repeat(32) }, secret, vaultId)).toBeUndefined();
  });

  it('is wrapped as format.md says', async () => {
    expect(await unwrapWith(slot, secret, vaultId)).toEqual(rootKey);
    expect(Buffer.from(psk, 'base64url')).toEqual(derive(secret, vaultId, 'slot/psk').export());
  });

  it('is what its schema says, also after a trip through JSON', () => {
    expect(recoverySlot.parse(JSON.parse(JSON.stringify(slot)))).toEqual(slot);
    expect(JSON.stringify(keySlot.parse(slot))).toBe(JSON.stringify(slot));
  });

  it.each([
    { set: '7KQ2M9X' },
    { set: '7KQ2M9XI' },
    { set: '7kq2m9xt' },
    { set: '7KQ2M9XT0' },
    { set: '07KQ2M9XT' },
    { set: '7KQ2M9XT\n' },
    { id: `${slot.id}0` },
    { id: `0${slot.id}` },
    { id: `${slot.id}\n` },
    { identifier: 0x8000 },
    { identifier: -1 },
    { threshold: 6 },
    { threshold: 0 },
    { shares: 17 },
    { threshold: 1 },
    { created: 'yesterday' },
    { wrapped: slot.wrapped.slice(1) },
    { public: slot.public.slice(4) },
    { encapsulated: `${slot.encapsulated}AAAA` },
    { more: 1 },
  ])('is none with %o', (altered) => {
    expect(recoverySlot.safeParse({ ...slot, ...altered }).success).toBe(false);
    expect(keySlot.safeParse({ ...slot, ...altered }).success).toBe(false);
    expect(otherSlot.safeParse({ ...slot, ...altered }).success).toBe(false);
  });
});

describe('the slots of a header', () => {
  const passphrase = { id: '1'.repeat(32), kind: 'test' };
  const later = new Date('2026-06-09T00:00:00.000Z');
  let next: RecoverySlot;
  beforeAll(async () => {
    next = (await wrapWithSecret({ secret, rootKey, vaultId, ...facts, set: 'AAAAAAAA', now: later })).slot;
  });

  it('take a set in, replace it and let it go; every other slot stays', () => {
    expect(withRecoverySlot([passphrase], undefined, now)).toEqual([passphrase]);
    const first = withRecoverySlot([passphrase], slot, now);
    expect(first).toEqual([passphrase, slot]);
    const second = withRecoverySlot(first, next, later);
    expect(recoverySlotOf(second)).toBe(next);
    const ended = {
      set: facts.set,
      identifier: facts.identifier,
      created: slot.created,
      ended: later.toISOString(),
    };
    expect(retiredSetsOf(second)).toEqual([ended]);
    const third = withRecoverySlot(second, undefined, later);
    expect(recoverySlotOf(third)).toBeUndefined();
    expect(retiredSetsOf(third).map(({ set }) => set)).toEqual(['AAAAAAAA', facts.set]);
    expect(third).toHaveLength(2);
    for (const one of third) expect(keySlot.safeParse(one).success).toBe(true);
    expect(retiredSets.safeParse(third[1]).success).toBe(true);
  });

  it('note a set that waits, without what it wraps, until it is put to use or forgotten', () => {
    const waiting = withPendingNote([passphrase, slot], next);
    const { set, identifier, created } = next;
    const { id, ...note } = pendingNoteOf(waiting) ?? { id: '' };
    expect(note).toEqual({ kind: 'pending-set', set, identifier, created });
    expect(JSON.parse(JSON.stringify(pendingNote.parse(pendingNoteOf(waiting))))).toEqual({ id, ...note });
    for (const altered of [{ set: 'x' }, { identifier: -1 }, { created: 1 }, { more: 1 }])
      expect(keySlot.safeParse({ ...note, id, ...altered }).success).toBe(false);
    expect(withPendingNote(waiting, slot).filter(({ kind }) => kind === 'pending-set')).toHaveLength(1);
    expect(withPendingNote(waiting, undefined)).toEqual([passphrase, slot]);
    // Another set that ends leaves it; its own turn takes it away.
    expect(pendingNoteOf(withRecoverySlot(waiting, undefined, later))).toBeDefined();
    expect(pendingNoteOf(withRecoverySlot(waiting, next, later))).toBeUndefined();
  });
});
