import { describe, expect, it } from 'vitest';
import { makeRecipient, newSlotId, rewrapped, unwrapWith, wrapTo } from './recipient.ts';
import { keySlot, otherSlot, type Recipient } from './slot.ts';

const vaultId = new Uint8Array(16).fill(0xab);
const rootKey = new Uint8Array(32).fill(1);
const other = new Uint8Array(32).fill(2);
const secret = new Uint8Array(32).fill(3);
const id = 'c0'.repeat(16);
const kind = 'moonbeam';
const made = await makeRecipient({ id, kind, vaultId, rootKey }, secret);
const slot: Recipient = { id, kind, ...made.recipient };
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

describe('a recipient', () => {
  it('opens for its secret in its vault, and for nothing else', async () => {
    expect(await unwrapWith(slot, secret, vaultId)).toEqual(rootKey);
    expect(await unwrapWith(slot, other, vaultId)).toBeUndefined();
    expect(await unwrapWith(slot, secret, new Uint8Array(16))).toBeUndefined();
  });

  it('is bound to its id, its kind, its public key and what was encapsulated', async () => {
    const foreign = (await makeRecipient({ id, kind, vaultId, rootKey }, other)).recipient;
    const again = await wrapTo({ id, kind, public: slot.public, vaultId, rootKey }, bytes(made.psk));
    for (const altered of [
      { id: newSlotId() },
      { kind: 'recovery' },
      { public: foreign.public },
      { encapsulated: again.encapsulated },
      { encapsulated: foreign.encapsulated },
      { wrapped: again.wrapped },
      { encapsulated: 'AAAA' },
      { encapsulated: Buffer.alloc(1120).toString('base64url') },
    ])
      expect(await unwrapWith({ ...slot, ...altered }, secret, vaultId)).toBeUndefined();
    expect(await unwrapWith({ ...slot, ...again }, secret, vaultId)).toEqual(rootKey);
  });

  it('takes another root key without its secret: the one before opens nothing of it', async () => {
    const next = await rewrapped(slot, new Map([[id, made.psk]]), { vaultId, rootKey: other });
    expect(next).toMatchObject({ id, kind, public: slot.public });
    expect(await unwrapWith(next as Recipient, secret, vaultId)).toEqual(other);
    expect(next?.encapsulated).not.toBe(slot.encapsulated);
  });

  it('opens for nobody what somebody without this vault’s keys wrapped to its public key', async () => {
    for (const psk of [new Uint8Array(32), new Uint8Array(0), rootKey]) {
      const forged = await wrapTo({ id, kind, public: slot.public, vaultId, rootKey: other }, psk);
      expect(await unwrapWith({ ...slot, ...forged }, secret, vaultId)).toBeUndefined();
    }
  });

  it('may be of a kind that this build does not know; without a known key of its own it is not wrapped to', async () => {
    const later = otherSlot.parse({ ...slot, credential: 'of a later build' });
    const next = await rewrapped(later, new Map([[id, made.psk]]), { vaultId, rootKey: other });
    expect(keySlot.parse(next)).toMatchObject({ credential: 'of a later build' });
    expect(await rewrapped(later, new Map(), { vaultId, rootKey: other })).toBeUndefined();
    const none = { id, kind, wrapped: slot.wrapped };
    expect(await rewrapped(none, new Map([[id, made.psk]]), { vaultId, rootKey: other })).toBeUndefined();
  });

  it('is damaged where its public key is none', async () => {
    const none = { ...slot, public: Buffer.alloc(1216, 255).toString('base64url') };
    await expect(rewrapped(none, new Map([[id, made.psk]]), { vaultId, rootKey: other })).rejects.toThrow(
      'damaged',
    );
  });
});
