import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { unwrapWithKey } from '../backend/testing/independent-reader.ts';
import { derive } from '../crypto/derive.ts';
import { exportedKey } from '../crypto/primitives.ts';
import { unwrapWithSecurityKey, wantedOf, wrapWithSecurityKey } from './security-key.ts';
import { keySlot, securityKeySlot } from './slot.ts';

const vaultId = new Uint8Array(16).fill(0xab);
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex');
const made = {
  credential: new Uint8Array(48).fill(3),
  salt: new Uint8Array(32).fill(4),
  verified: true,
  secret: new Uint8Array(32).fill(8),
};
const rootKey = new Uint8Array(32).fill(5);
const wrapped = () =>
  wrapWithSecurityKey({ made, label: 'Blue', rootKey, vaultId, now: new Date(1_700_000_000_000) });

it('gives K as the format’s example has it', () => {
  const k = hex(exportedKey(derive(made.secret, vaultId, 'slot/security-key')));
  expect(readFileSync('docs/format.md', 'utf8')).toContain(`of 16 bytes of ab, K is ${k}.`);
});

it('wraps a root key as an independent reader unwraps it, and has the shape of the format', async () => {
  const { slot } = await wrapped();
  expect(securityKeySlot.safeParse(slot).success).toBe(true);
  expect(hex(unwrapWithKey(slot, hex(vaultId), made.secret))).toBe(hex(rootKey));
  expect(wantedOf(slot)).toEqual({ credential: made.credential, salt: made.salt, verified: true });
});

it('opens with what the key gives for it alone, and in no other vault', async () => {
  const { slot } = await wrapped();
  expect(await unwrapWithSecurityKey(slot, made.secret, vaultId)).toEqual(rootKey);
  expect(await unwrapWithSecurityKey(slot, new Uint8Array(32).fill(9), vaultId)).toBeUndefined();
  expect(await unwrapWithSecurityKey(slot, made.secret, new Uint8Array(16))).toBeUndefined();
  expect(await unwrapWithSecurityKey({ ...slot, id: '0'.repeat(32) }, made.secret, vaultId)).toBeUndefined();
  expect(await unwrapWithSecurityKey({ ...slot, label: 'Sky' }, made.secret, vaultId)).toEqual(rootKey);
});

it.each([
  ['salt', 'AAAA'],
  ['credential', ''],
  ['verified', 'yes'],
  ['label', 'x'.repeat(201)],
  ['created', 'today'],
  ['more', 1],
])('a slot with a bad %s is damage, and not a kind of a later build', async (member, value) => {
  const { slot } = await wrapped();
  expect(keySlot.safeParse({ ...slot, [member]: value }).success).toBe(false);
});
