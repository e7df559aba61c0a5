import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { refusal } from '../backend/testing/harness.ts';
import { fileBytes, sourceOf } from '../backend/testing/statements/attachments.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { copyAcross } from './across.ts';
import { createVault } from './open.ts';
import type { Vault } from './vault.ts';

let folder: string;
let from: Vault;
let to: Vault;
const value = (text: string) => [{ name: 'password', type: 'secret' as const, value: text }];
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  const creation = { passphrase: 'one', kdf: { memoryKiB: 8192, passes: 1, lanes: 1 } };
  from = await createVault(fileAt(join(folder, 'from.holdfast')), creation);
  to = await createVault(fileAt(join(folder, 'to.holdfast')), creation);
});
afterEach(async () => {
  await from.lock();
  await to.lock();
  fs.rmSync(folder, { recursive: true });
});

test('a copy has every version, time, file and note, deleted and destroyed ones as such, in one commit', async () => {
  const bytes = fileBytes(200 * 1024);
  await from.secrets.put('a/b', value('one'), { tags: ['t'] });
  await from.secrets.put('a/b', [{ name: 'image', type: 'attachment', value: 'new' }], {
    files: new Map([['new', sourceOf(bytes)]]),
  });
  for (const text of ['three', 'four', 'five']) await from.secrets.put('a/b', value(text));
  await from.secrets.destroy('a/b', [3]);
  await from.secrets.delete('a/b', [4]);
  await from.secrets.updateMetadata('a/b', { set: [['k', 'v']], maxVersions: 20, casRequired: true });
  const { revision } = to;
  await copyAcross(from, to, ['a/b']);
  expect(to.revision).toBe(revision + 1);
  expect(await to.secrets.info('a/b')).toEqual(await from.secrets.info('a/b'));
  for (const version of [1, 2, 5])
    expect((await to.secrets.get('a/b', version)).fields).toEqual(
      (await from.secrets.get('a/b', version)).fields,
    );
  const read: Uint8Array[] = [];
  for await (const piece of (await to.secrets.file('a/b', 'image', 2)).pieces()) read.push(piece);
  expect(Buffer.concat(read).equals(Buffer.from(bytes))).toBe(true);
  expect((await to.verify()).damaged).toEqual([]);
});

test('where one of the paths is taken nothing is copied, and what lies there stays', async () => {
  for (const path of ['a', 'b']) await from.secrets.put(path, value(path));
  await to.secrets.put('b', value('own'));
  const { revision } = to;
  expect(await refusal(copyAcross(from, to, ['a', 'b']))).toEqual({
    code: 'exists',
    what: 'secret',
    name: 'b',
  });
  expect(to.revision).toBe(revision);
  expect((await to.secrets.get('b')).fields).toEqual(value('own'));
});
