import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { IndependentReader } from '../backend/testing/independent-reader.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { unwipedAfter } from '../crypto/testing/secrets.ts';
import { readKeyFile } from '../keyslots/key-file.ts';
import { keySlot } from '../keyslots/slot.ts';
import { createVault, openVault, readHeader } from './open.ts';
import { openWithShares } from './restore.ts';
import { unwrapAny, wrapPassphrase } from './slots.ts';

// A vault that asks for a passphrase and a file together.
const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const missing = { code: 'wrong-passphrase', keyFile: 'missing' };
const given = { code: 'wrong-passphrase', keyFile: 'given' };

let folder: string;
let location: string;
let keyFile: Uint8Array;
let other: Uint8Array;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  keyFile = await fileOf('abc');
  other = await fileOf('abd');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function fileOf(content: string): Promise<Uint8Array> {
  const file = path.join(folder, 'key');
  fs.writeFileSync(file, content);
  return readKeyFile(file);
}

async function made() {
  const vault = await createVault({ location }, { passphrase: 'one', keyFile, kdf });
  await vault.secrets.put('a/b', [{ name: 'password', type: 'secret', value: 's3cret' }]);
  return vault;
}

async function opens(passphrase: string, file?: Uint8Array): Promise<unknown> {
  try {
    const vault = await openVault({ location }, { passphrase, keyFile: file });
    await vault.lock();
    return 'opened';
  } catch (error) {
    return failureOf(error) ?? error;
  }
}

const kinds = async () => (await readHeader({ location })).slots.map(({ kind }) => kind);

test('opens with both, and tells neither of the two that is wrong, but that a file is asked for', async () => {
  await (await made()).lock();
  expect(await opens('one', keyFile)).toBe('opened');
  expect(await opens('one')).toEqual(missing);
  expect(await opens('two')).toEqual(missing);
  expect(await opens('one', other)).toEqual(given);
  expect(await opens('two', keyFile)).toEqual(given);
  expect(await opens('two', other)).toEqual(given);
  expect(await kinds()).toEqual(['passphrase-and-file']);
  const [slot] = (await readHeader({ location })).slots;
  expect(keySlot.parse(slot)).toEqual(slot);
  expect(keySlot.safeParse({ ...slot, public: '' }).success).toBe(false);
});

test('is read by an independent reader, from the content of the file', async () => {
  await (await made()).lock();
  const reader = await IndependentReader.open(location, 'one', Buffer.from('abc'));
  expect(reader.get('a/b')).toEqual([['password', 'secret', 's3cret']]);
  await expect(IndependentReader.open(location, 'one')).rejects.toThrow();
  await expect(IndependentReader.open(location, 'one', Buffer.from('abd'))).rejects.toThrow();
});

test('a new root key reaches it with the file elsewhere no more than with it', async () => {
  const vault = await made();
  await vault.rekey({ passphrase: 'one', keyFile });
  await vault.renew();
  await vault.lock();
  expect(await opens('one', keyFile)).toBe('opened');
  expect(await opens('one')).toEqual(missing);
});

test('a change takes a file in, replaces it and lets it go', async () => {
  const vault = await createVault({ location }, { passphrase: 'one', kdf });
  await vault.changePassphrase('one', { passphrase: 'one', keyFile });
  expect(await opens('one')).toEqual(missing);
  expect(await opens('one', keyFile)).toBe('opened');
  expect(failureOf(await vault.changePassphrase('one', 'two').catch((e) => e))).toEqual(missing);
  await vault.rekey({ passphrase: 'one', keyFile }, { passphrase: 'two', keyFile: other });
  expect(await opens('one', keyFile)).toEqual(given);
  expect(await opens('two', other)).toBe('opened');
  await vault.changePassphrase({ passphrase: 'two', keyFile: other }, 'three');
  await vault.lock();
  expect(await opens('three')).toBe('opened');
  // A file for a vault that asks for none is left aside: older copies may ask for it.
  expect(await opens('three', keyFile)).toBe('opened');
  expect(await opens('four', keyFile)).toEqual({ code: 'wrong-passphrase' });
  expect(await kinds()).toEqual(['passphrase']);
});

test('one that is given and not asked for is left aside by a new root key, too', async () => {
  const vault = await createVault({ location }, { passphrase: 'one', kdf });
  await vault.rekey({ passphrase: 'one', keyFile });
  await vault.lock();
  expect([await opens('one'), await kinds()]).toEqual(['opened', ['passphrase']]);
});

test('three of five sheets and a backup open it without the file, and what they set replaces it', async () => {
  const vault = await made();
  const set = { shares: 5, threshold: 3 };
  const refused = await vault.recovery.issue({ passphrase: 'one', ...set }).catch((error) => error);
  expect(failureOf(refused)).toEqual(missing);
  const { shares } = await vault.recovery.issue({ passphrase: { passphrase: 'one', keyFile }, ...set });
  await vault.recovery.markProven([1, 2, 3, 4, 5]);
  await vault.recovery.activate();
  await vault.lock();
  const backup = path.join(folder, 'backup.holdfast');
  fs.copyFileSync(location, backup);
  fs.rmSync(location);

  const sheets = [1, 3, 4].flatMap((sheet) => shares.slice(sheet, sheet + 1));
  const few = openWithShares({ location: backup }, sheets.slice(1), { passphrase: 'new', kdf });
  expect(failureOf(await few.catch((error) => error))).toMatchObject({ code: 'wrong-shares' });
  const opened = await openWithShares({ location: backup }, sheets, {
    passphrase: 'new',
    kdf,
    to: fileAt(location),
  });
  expect(await opened.secrets.get('a/b')).toMatchObject({ fields: [{ value: 's3cret' }] });
  await opened.lock();
  expect(await opens('one', keyFile)).toEqual({ code: 'wrong-passphrase' });
  expect(await opens('new')).toBe('opened');

  const again = await openWithShares({ location }, sheets, { passphrase: 'new', keyFile: other, kdf });
  await again.lock();
  expect(await opens('new')).toEqual(missing);
  expect(await opens('new', other)).toBe('opened');
  expect((await kinds()).filter((kind) => kind.startsWith('passphrase'))).toEqual(['passphrase-and-file']);
});

test('a slot of either kind opens; a slot is none of the other kind', async () => {
  const vaultId = 'a1'.repeat(16);
  const rootKey = new Uint8Array(32).fill(7);
  const input = { rootKey, vaultId, params: kdf, label: '', now: new Date(0) };
  const { slot: alone } = await wrapPassphrase('one', input);
  const { slot: both } = await wrapPassphrase({ passphrase: 'two', keyFile }, input);
  const opened = async (slots: (typeof alone)[], passphrase: string, file?: Uint8Array) =>
    unwrapAny(slots, { passphrase, keyFile: file }, vaultId).then(
      ({ rootKey: key }) => Buffer.from(key).equals(rootKey),
      (error) => failureOf(error),
    );
  expect(await opened([both, alone], 'one')).toBe(true);
  expect(await opened([both, alone], 'one', other)).toBe(true);
  expect(await opened([alone, both], 'two', keyFile)).toBe(true);
  expect(await opened([alone, both], 'two')).toEqual(missing);
  expect(await opened([alone, both], 'two', other)).toEqual(given);
  expect(await opened([{ ...both, kind: 'passphrase' }], 'two', keyFile)).toEqual({
    code: 'wrong-passphrase',
  });
  expect(await opened([{ ...alone, kind: 'passphrase-and-file' }], 'one', keyFile)).toEqual(given);
  expect(await opened(Array(9).fill(both), 'two', keyFile)).toMatchObject({ code: 'kdf-refused' });
});

test('what was derived with a file is wiped, and the file’s own bytes stay the caller’s', async () => {
  await (await made()).lock();
  const left = await unwipedAfter(async () => {
    expect(await opens('one', keyFile)).toBe('opened');
    expect(await opens('one', other)).toEqual(given);
  });
  expect(left).toEqual([]);
  expect(keyFile).toEqual(await fileOf('abc'));
});
