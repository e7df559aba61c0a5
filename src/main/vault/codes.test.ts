import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Field } from '../../shared/secret-schema.ts';
import { refusal } from '../backend/testing/harness.ts';
import { Codes } from './codes.ts';
import { createVault, openVault } from './open.ts';
import type { Vault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-codes-'));
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
// RFC 4226, appendix D.
const rfc = [
  '755224',
  '287082',
  '359152',
  '969429',
  '338314',
  '254676',
  '287922',
  '162583',
  '399871',
  '520489',
];
const open: Vault[] = [];
afterEach(async () => {
  for (const vault of open.splice(0)) await vault.lock();
});
afterAll(() => rmSync(folder, { recursive: true }));

const field = (name: string, value: string): Field => ({ name, type: 'otp', value });
const hotp = (counter = 0) => field('code', `otpauth://hotp/jo?secret=${seed}&counter=${counter}`);
const password: Field = { name: 'password', type: 'secret', value: 's3cret' };

async function inMemory(): Promise<Vault> {
  const vault = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
  open.push(vault);
  return vault;
}
const taken = async (vault: Vault, path = 'a', name?: string) => (await vault.codes.take(path, name)).code;

test('a code by time is the one of now, and tells how long it lasts', async () => {
  const vault = await inMemory();
  await vault.secrets.put('a', [password, field('code', `otpauth://totp/jo?secret=${seed}&digits=8`)]);
  // RFC 6238, appendix B.
  const at = (now: number) => new Codes(vault.secrets, { now: () => now, ahead: () => undefined });
  expect(await at(1_111_111_109_000).take('a')).toEqual({
    ...{ field: 'code', kind: 'totp', code: '07081804', period: 30, left: 1_000 },
  });
  expect(await at(1_111_111_110_000).take('a', 'code')).toMatchObject({ code: '14050471', left: 30_000 });
  expect(await at(1_111_111_139_999).take('a', 'code')).toMatchObject({ code: '14050471', left: 1 });
});

test('a clock that is far from the service’s is told, one that is near is not', async () => {
  const vault = await inMemory();
  await vault.secrets.put('a', [field('code', seed)]);
  const behind = async (ahead: number | undefined) =>
    (await new Codes(vault.secrets, { now: () => 0, ahead: () => ahead }).take('a')).behind;
  expect(await behind(undefined)).toBeUndefined();
  expect(await behind(15_000)).toBeUndefined();
  expect(await behind(15_001)).toBe(15_001);
  expect(await behind(-60_000)).toBe(-60_000);
});

test('a code by counter is given once, and makes no version', async () => {
  const vault = await inMemory();
  await vault.secrets.put('a', [password, hotp()]);
  expect(await vault.codes.take('a')).toEqual({ field: 'code', kind: 'hotp', code: rfc[0], counter: 0 });
  expect([await taken(vault), await taken(vault)]).toEqual([rfc[1], rfc[2]]);
  expect((await vault.secrets.info('a')).newest).toBe(1);
});

test('it goes on over edits, a move, another name of the field, and an older version', async () => {
  const vault = await inMemory();
  await vault.secrets.put('a', [hotp()]);
  await taken(vault);
  await vault.secrets.patch('a', { set: [password] });
  expect(await taken(vault)).toBe(rfc[1]);
  await vault.secrets.put('a', [{ ...hotp(), name: 'renamed' }]);
  await vault.secrets.move('a', 'b');
  expect(await taken(vault, 'b')).toBe(rfc[2]);
  await vault.secrets.rollback('b', 1);
  expect(await taken(vault, 'b')).toBe(rfc[3]);
  // A later counter is believed, an earlier one is not.
  await vault.secrets.put('b', [hotp(7)]);
  expect(await taken(vault, 'b')).toBe(rfc[7]);
  await vault.secrets.put('b', [hotp(2)]);
  expect(await taken(vault, 'b')).toBe(rfc[8]);
});

test('another secret begins at its own counter', async () => {
  const vault = await inMemory();
  await vault.secrets.put('a', [hotp(5)]);
  await taken(vault);
  await vault.secrets.put('a', [field('code', 'otpauth://hotp/?secret=AAAAAAAAAAAAAAAA')]);
  expect(await vault.codes.take('a')).toMatchObject({ counter: 0 });
});

test('many at once get a code each, also from two programs with the same file', async () => {
  const location = join(folder, 'v.holdfast');
  const one = await createVault({ kind: 'sqlite', location }, { passphrase: 'p', kdf });
  const two = await openVault({ kind: 'sqlite', location }, 'p');
  open.push(one, two);
  await one.secrets.put('a', [hotp()]);
  await two.refresh();
  const codes = await Promise.all(Array.from({ length: 10 }, (_, n) => taken(n % 2 === 0 ? one : two)));
  expect(codes.toSorted()).toEqual(rfc.toSorted());
});

test('shown are all of them, and one by counter without a code', async () => {
  const vault = await inMemory();
  const second = field('second', `otpauth://totp/ACME:jo?secret=${seed}&period=60`);
  await vault.secrets.put('a', [password, hotp(), second, field('third', `steam://${seed}`)]);
  const codes = new Codes(vault.secrets, { now: () => 0, ahead: () => undefined });
  expect(await codes.show('a')).toEqual([
    { field: 'code', kind: 'hotp', issuer: '', account: 'jo' },
    { field: 'second', kind: 'totp', issuer: 'ACME', account: 'jo', code: rfc[0], period: 60, left: 60_000 },
    {
      field: 'third',
      kind: 'steam',
      issuer: '',
      account: '',
      code: expect.any(String),
      period: 30,
      left: 30_000,
    },
  ]);
  await vault.secrets.put('a', [password]);
  expect(await codes.show('a')).toEqual([]);
  expect(await codes.show('a', 1)).toHaveLength(3);
});

test('refused by what is missing', async () => {
  const vault = await inMemory();
  await vault.secrets.put('a', [password]);
  expect(await refusal(vault.codes.take('b'))).toEqual({ code: 'not-found', what: 'secret', name: 'b' });
  expect(await refusal(vault.codes.take('a'))).toEqual({ code: 'not-found', what: 'otp', name: 'a' });
  expect(await refusal(vault.codes.take('a', 'no'))).toEqual({
    code: 'not-found',
    what: 'field',
    name: 'no',
  });
  expect(await refusal(vault.codes.take('a', 'password'))).toMatchObject({ what: 'otp', name: 'password' });
  await vault.secrets.delete('a');
  expect(await refusal(vault.codes.take('a'))).toEqual({ code: 'not-found', what: 'live', name: 'a' });
});
