import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { answerCode, readInvitation } from '../keyslots/invitation.ts';
import { passphraseBytes } from '../keyslots/passphrase.ts';
import { isSecurityKeySlot, type SecurityKeySlot } from '../keyslots/slot.ts';
import { type FakeKey, FakeKeys, fakeKey } from '../keyslots/testing/fake-keys.ts';
import { createVault, openVault, openWithSecurityKey, readHeader } from './open.ts';
import { openWithShares } from './restore.ts';
import { sixWords } from './six-words.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const { signal } = new AbortController();
let folder: string;
let location: string;
let vault: Vault;
let keys: FakeKeys;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  keys = new FakeKeys();
  vault = await createVault({ location }, { passphrase: 'one', kdf });
});
afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true, force: true });
});

const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => {
      const failure = failureOf(error) ?? { code: String(error) };
      return 'reason' in failure ? failure.reason : failure.code;
    },
  );

async function setUp(key: FakeKey, name: string) {
  keys.connected = [key];
  const pin = key.pin;
  return { name, made: await keys.make(vault.securityKeys.credentials(), { signal, pin }) };
}
const addTwo = async (blue: FakeKey, red: FakeKey, passphrase = 'one') =>
  vault.securityKeys.add([await setUp(blue, 'Blue'), await setUp(red, 'Red')], passphrase);
async function sheets() {
  const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 3, threshold: 2 });
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  return shares;
}
const open = (key: FakeKey, more: { pin?: string; at?: string } = {}) => {
  keys.connected = [key];
  return openWithSecurityKey({ location: more.at ?? location }, keys, { signal, pin: more.pin });
};
const opens = async (...args: Parameters<typeof open>) =>
  codeOf(open(...args).then((opened) => opened.lock()));
const idOf = async (name: string) =>
  (await vault.securityKeys.list()).find((one) => one.name === name)?.id ?? '';
const slots = async () => (await readHeader({ location })).slots.filter(isSecurityKeySlot);

it('a key opens the vault beside the passphrase, and another key does not', async () => {
  await sheets();
  const blue = fakeKey();
  await vault.securityKeys.add([await setUp(blue, ' Blue ')], 'one');
  await vault.secrets.put('a', [{ name: 'x', type: 'secret', value: 'y' }]);
  const opened = await open(blue);
  expect((await opened.secrets.get('a')).fields[0]?.value).toBe('y');
  await opened.lock();
  expect(await opens(fakeKey())).toBe('not-of-this-vault');
  expect(await codeOf(openVault({ location }, 'one').then((v) => v.lock()))).toBe('done');
  expect(await vault.securityKeys.list()).toMatchObject([{ name: 'Blue', verified: false }]);
});

it('one key alone is refused where there are no sheets, and nothing is changed', async () => {
  const before = vault.revision;
  const blue = await setUp(fakeKey(), 'Blue');
  expect(await codeOf(vault.securityKeys.add([blue], 'one'))).toBe('sheets-first');
  expect(vault.revision).toBe(before);
  await addTwo(fakeKey(), fakeKey());
  await vault.securityKeys.add([await setUp(fakeKey(), 'Green')], 'one');
  expect((await vault.securityKeys.list()).map(({ name }) => name)).toEqual(['Blue', 'Red', 'Green']);
});

it('a sheet set that waits does not count as sheets', async () => {
  await vault.recovery.issue({ passphrase: 'one', shares: 3, threshold: 2 });
  expect(await codeOf(vault.securityKeys.add([await setUp(fakeKey(), 'Blue')], 'one'))).toBe('sheets-first');
});

it('a wrong passphrase adds and removes nothing', async () => {
  const [blue, red] = [fakeKey(), fakeKey()];
  expect(await codeOf(addTwo(blue, red, 'two'))).toBe('wrong-passphrase');
  await addTwo(fakeKey(), fakeKey());
  expect(await codeOf(vault.securityKeys.remove(await idOf('Red'), 'two'))).toBe('wrong-passphrase');
  expect(await vault.securityKeys.list()).toHaveLength(2);
});

it('a key with a PIN opens with it alone', async () => {
  const blue = fakeKey('2468');
  await addTwo(blue, fakeKey());
  expect((await vault.securityKeys.list())[0]).toMatchObject({ verified: true });
  expect(await opens(blue)).toBe('needs-pin');
  expect(await opens(blue, { pin: '1357' })).toBe('wrong-pin');
  expect(await opens(blue, { pin: '2468' })).toBe('done');
});

it('new keys and a new passphrase need no security key: each opens as before', async () => {
  const [blue, red] = [fakeKey(), fakeKey()];
  await addTwo(blue, red);
  await vault.rekey('one');
  await vault.changePassphrase('one', 'two');
  expect(vault.dropped).toEqual([]);
  expect([await opens(blue), await opens(red)]).toEqual(['done', 'done']);
  expect((await vault.securityKeys.list()).map(({ yours }) => yours)).toEqual([true, true]);
});

it('a removed key opens neither the vault nor what is written later over an older copy', async () => {
  const [blue, red] = [fakeKey(), fakeKey()];
  await addTwo(blue, red);
  const copy = path.join(folder, 'older.holdfast');
  fs.copyFileSync(location, copy);
  await vault.securityKeys.remove(await idOf('Blue'), 'one');
  expect([await opens(blue), await opens(red)]).toEqual(['not-of-this-vault', 'done']);
  expect(await opens(blue, { at: copy })).toBe('done');
  expect(vault.rekeyed).toBeDefined();
  expect(await codeOf(vault.securityKeys.remove('0'.repeat(32), 'one'))).toBe('not-found');
});

it('another name is the key’s own, and the slot wraps as before', async () => {
  const blue = fakeKey();
  await addTwo(blue, fakeKey());
  const id = await idOf('Blue');
  expect(await codeOf(vault.securityKeys.rename(id, 'red'))).toBe('name-taken');
  expect(await codeOf(vault.securityKeys.rename(id, ' '))).toBe('name-empty');
  expect(await codeOf(vault.securityKeys.rename(id, 'x'.repeat(65)))).toBe('name-refused');
  await vault.securityKeys.rename(id, 'BLUE');
  expect((await vault.securityKeys.list()).map(({ name }) => name)).toEqual(['BLUE', 'Red']);
  expect(await opens(blue)).toBe('done');
});

it.each(['salt', 'credential', 'wrapped', 'encapsulated'] as const)(
  'an altered %s opens nothing',
  async (member) => {
    const [blue, red] = [fakeKey(), fakeKey()];
    await addTwo(blue, red);
    const [slot, other] = (await slots()) as [SecurityKeySlot, SecurityKeySlot];
    const altered = { ...slot, [member]: other[member] };
    const { unwrapWithSecurityKey, wantedOf } = await import('../keyslots/security-key.ts');
    keys.connected = [blue, red];
    const { secret } = await keys.ask([wantedOf(altered)], { signal });
    expect(await unwrapWithSecurityKey(altered, secret, Buffer.from(vault.id, 'hex'))).toBeUndefined();
  },
);

it('a key that was reset opens nothing, and says so', async () => {
  const blue = fakeKey();
  await addTwo(blue, fakeKey());
  for (const id of blue.credentials.keys()) blue.credentials.set(id, Buffer.alloc(32, 1));
  expect(await opens(blue)).toBe('opens-nothing');
});

it('eight keys are the most', async () => {
  await addTwo(fakeKey(), fakeKey());
  for (let n = 3; n <= 8; n++) await vault.securityKeys.add([await setUp(fakeKey(), `Key ${n}`)], 'one');
  expect(await codeOf(vault.securityKeys.add([await setUp(fakeKey(), 'Nine')], 'one'))).toBe('full');
});

it('a key is its owner’s: the audit names them, and it goes with them', async () => {
  await vault.people.rename('Anna');
  const code = await vault.people.invite('Bob');
  const answer = await answerCode(readInvitation(code), { passphrase: passphraseBytes('bob'), params: kdf });
  const { bytes } = (await import('../keyslots/invitation.ts')).readAnswer(answer);
  await vault.people.confirm(answer, (await sixWords(bytes)).join(' '), 'one');
  const [blue, red, bobs] = [fakeKey(), fakeKey(), fakeKey()];
  await addTwo(blue, red);
  await vault.securityKeys.add([await setUp(bobs, 'Bob’s')], 'bob');
  expect(await vault.securityKeys.list()).toMatchObject([
    { name: 'Blue', person: 'Anna', yours: true },
    { name: 'Red', person: 'Anna', yours: true },
    { name: 'Bob’s', person: 'Bob', yours: false },
  ]);
  const opened = await open(bobs);
  expect(await opened.people.self()).toBe('Bob');
  await opened.lock();
  await vault.people.remove('Bob', 'one');
  expect([await opens(bobs), await opens(blue)]).toEqual(['not-of-this-vault', 'done']);
});

it('who recovers with sheets closes the way of the keys of the passphrase that is replaced', async () => {
  const shares = await sheets();
  const blue = fakeKey();
  await vault.securityKeys.add([await setUp(blue, 'Blue')], 'one');
  const restored = await openWithShares({ location }, shares.slice(0, 2), { passphrase: 'two', kdf });
  await restored.lock();
  expect(await opens(blue)).toBe('none');
});
