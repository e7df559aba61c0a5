import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parsePlace } from '../../shared/place.ts';
import { openAt } from '../backend/places.ts';
import { refusal } from '../backend/testing/harness.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { S3Double, testEnv } from '../store/s3/testing/double.ts';
import { placeFor } from '../store/s3/testing/kind.ts';
import { createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { backUp, copyWithoutKeys } from './anywhere.ts';
import { MachineNotes } from './notes.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
let folder: string;
let double: S3Double;
let vault: Vault;
let notes: MachineNotes;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  double = await S3Double.start();
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  vault = await createVault(source(), { passphrase: 'one', kdf });
  notes = new MachineNotes(path.join(folder, 'notes.json'));
  await put('prod/db', 'one');
});
afterEach(async () => {
  await vault.lock();
  await double.stop();
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

const source = () => ({ kind: 'sqlite', location: path.join(folder, 'a.holdfast') }) as const;
const put = (name: string, value: string, to = vault) =>
  to.secrets.put(name, [{ name: 'password', type: 'secret', value }]);
const backup = (to: string, more: { notes?: MachineNotes } = {}) =>
  backUp(vault, to, { source: source(), notes, now: Date.now, ...more });
const valueAt = async (to: string, name = 'prod/db', passphrase = 'one') => {
  const opened = await openVault({ ...parsePlace(to), readOnly: true }, passphrase);
  try {
    expect((await opened.verify()).damaged).toEqual([]);
    return (await opened.secrets.get(name)).fields[0]?.value;
  } finally {
    await opened.lock();
  }
};

describe.each([
  ['a folder', () => `folder:${path.join(folder, 'copy')}`],
  ['a bucket', () => placeFor({ endpoint: double.endpoint, bucket: 'vaults' }, path.join(folder, 'copy'))],
])('a backup to %s', (_, placeOf) => {
  test('is made, and follows the vault: only what is new is copied', async () => {
    const to = placeOf();
    for (let n = 0; n < 30; n++) await put(`a/${n}`, 'x'.repeat(500));
    const first = await backup(to);
    expect(first).toMatchObject({
      file: to,
      revision: vault.revision,
      proven: 'everything',
      unchanged: false,
    });
    expect(await valueAt(to)).toBe('one');
    await put('prod/db', 'two');
    const second = await backup(to);
    expect(second).toMatchObject({ revision: vault.revision, proven: 'everything' });
    expect([second.copied > 0, second.copied < 8, second.copied < first.copied / 4]).toEqual([
      true,
      true,
      true,
    ]);
    expect(await valueAt(to)).toBe('two');
    expect(await backup(to)).toMatchObject({ revision: vault.revision, copied: 0, unchanged: true });
  });

  test('on a machine that knows nothing of it goes on from it, where the vault has all that lies there', async () => {
    const to = placeOf();
    await backup(to);
    await put('prod/db', 'two');
    expect(await backup(to, { notes: new MachineNotes(undefined) })).toMatchObject({
      revision: vault.revision,
    });
    expect(await valueAt(to)).toBe('two');
  });

  test('leaves alone what may have changes of its own, is newer, is another vault or the vault itself', async () => {
    const to = placeOf();
    await backup(to);
    const other = await openVault(parsePlace(to), 'one');
    await put('theirs', 'written there', other);
    await other.lock();
    for (let n = 0; n < 3; n++) await put('ours', 'written here');
    expect(await refusal(backup(to))).toMatchObject({ code: 'backup-refused', reason: 'other-history' });
    expect(await valueAt(to, 'theirs')).toBe('written there');
    const far = await openVault(parsePlace(to), 'one');
    for (let n = 0; n < 9; n++) await put('theirs', `more ${n}`, far);
    await far.lock();
    expect(await refusal(backup(to))).toMatchObject({ code: 'backup-refused', reason: 'newer' });
    const stranger = `${to.includes('?') ? to.replace('copy', 'stranger') : `${to}-stranger`}`;
    await (await createVault(parsePlace(stranger), { passphrase: 'one', kdf })).lock();
    expect(await refusal(backup(stranger))).toMatchObject({ code: 'backup-refused', reason: 'other-vault' });
    const own = () => backUp(vault, to, { source: parsePlace(to), notes, now: Date.now });
    expect(await refusal(own())).toMatchObject({ code: 'backup-refused', reason: 'own-file' });
  });

  test('after a change of the keys is written anew, and nothing that the old ones sealed stays', async () => {
    const to = placeOf();
    await backup(to);
    const before = await (await openAt(parsePlace(to), { readOnly: true })).list();
    await vault.rekey('one');
    await vault.renew();
    expect(await backup(to)).toMatchObject({ revision: vault.revision, proven: 'everything' });
    expect(await valueAt(to)).toBe('one');
    const after = await (await openAt(parsePlace(to), { readOnly: true })).list();
    expect(after.filter((id) => before.includes(id))).toEqual([]);
  });

  test('without keys goes to a new place alone', async () => {
    const to = placeOf();
    const locked = () => copyWithoutKeys(source(), to, { now: Date.now, notes });
    expect(await locked()).toMatchObject({ file: to, proven: 'structure', revision: vault.revision });
    expect(await valueAt(to)).toBe('one');
    expect(await refusal(locked())).toMatchObject({ code: 'backup-refused', reason: 'taken' });
  });
});

test('a copy that is damaged where it lies is found, and told', async () => {
  const to = placeFor({ endpoint: double.endpoint, bucket: 'vaults' }, path.join(folder, 'copy'));
  await backup(to);
  for (const [key, { bytes }] of double.bucket('vaults'))
    if (key.includes('/packs/')) double.lay('vaults', key, Buffer.from(bytes).fill(1, 0, 40));
  expect(await refusal(backup(to))).toMatchObject({ code: 'backup-refused', reason: 'not-proven' });
});
