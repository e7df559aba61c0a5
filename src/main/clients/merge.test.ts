import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupPath, vaultPath } from '../../shared/policy.ts';
import { backupsIn } from '../backups/testing/backups-in.ts';
import type { Connection } from './connection.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

// What a program may have written to the vault from a copy, and to the disk from the vault.
const password = [{ name: 'password', type: 'secret', value: 's3cret' }] as const;

let here: Stand;
let keeper: Connection;
beforeEach(async () => {
  here = await stand();
  keeper = await here.connect('keeper', await here.let('keeper', 'own/**'));
  await allow('write', vaultPath);
  await allow('write', backupPath);
});
afterEach(async () => {
  keeper.close();
  await here.close();
});

const at = (name: string) => join(here.folder, name);
const allow = (permission: 'read' | 'write', path: string) =>
  here.vault?.policies.put({
    name: `${permission} ${path}`,
    spiffeIdPattern: `spiffe://${here.vault.id}/client/keeper`,
    pathPattern: path,
    permissions: [permission],
  });
const put = async (...paths: string[]) => {
  for (const path of paths) await here.vault?.secrets.put(path, password);
};
const merge = (dry = false) => keeper.call('vault.merge', { file: at('old.holdfast'), dry });
const paths = async () => (await here.vault?.secrets.list('', { deleted: true }))?.map(({ path }) => path);

it('a merge by a program brings back nothing that was moved or destroyed here, by whomever', async () => {
  await put('own/moved', 'own/forgotten', 'own/destroyed', 'moved', 'cafe\u0301', 'again', 'stays');
  await put('lost');
  copyFileSync(at('a.holdfast'), at('old.holdfast'));
  const { vault } = here;
  await keeper.call('secret.move', { from: 'own/moved', to: 'own/there' });
  await keeper.call('secret.forget', { path: 'own/forgotten' });
  await keeper.call('secret.destroy', { path: 'own/destroyed', versions: [1] });
  await keeper.call('secret.forget', { path: 'own/destroyed' });
  await vault?.secrets.move('moved', 'there');
  await vault?.secrets.forget('cafe\u0301');
  await vault?.secrets.forget('again');
  await put('again');
  await vault?.secrets.delete('lost');
  await vault?.secrets.forgetDeleted();
  const before = await paths();
  const gone = ['again', 'caf\u00e9', 'lost', 'moved', 'own/destroyed', 'own/forgotten', 'own/moved'];
  for (const dry of [true, false])
    expect(await merge(dry)).toMatchObject({ added: [], changed: [], versions: 0, leftOut: gone });
  expect(await paths()).toEqual(before);
  expect((await vault?.secrets.info('again'))?.versions).toHaveLength(1);
});

it('what is only in the copy comes, also at the place that a move led to', async () => {
  await put('a', 'b');
  await here.vault?.secrets.move('a', 'c');
  copyFileSync(at('a.holdfast'), at('old.holdfast'));
  const { openVault } = await import('../vault/open.ts');
  const other = await openVault({ location: at('old.holdfast') }, 'correct horse battery');
  await other.secrets.put('new', password);
  await other.secrets.put('c', [...password, { name: 'more', type: 'text', value: 'x' }]);
  await other.lock();
  expect(await merge()).toMatchObject({ added: ['new'], changed: ['c'] });
  expect(await here.vault?.secrets.get('c')).toMatchObject({ version: 2 });
});

it('a backup by a program takes a new name, and leaves every file as it is', async () => {
  const create = (place: string) => ending(keeper.call('backup.create', { place }));
  expect(await create(at('new.holdfast'))).toMatchObject({ file: at('new.holdfast') });
  const before = readFileSync(at('new.holdfast'));
  await put('own/later');
  writeFileSync(at('text'), 'mine');
  symlinkSync(at('new.holdfast'), at('link'));
  expect(await create(at('new.holdfast'))).toBe('backup-refused: taken');
  expect(await create(at('a.holdfast'))).toBe('backup-refused: taken');
  expect(await create(at('text'))).toBe('backup-refused: taken');
  expect(await create(at('link'))).toBe('backup-refused: symlink');
  expect(readFileSync(at('new.holdfast')).equals(before)).toBe(true);
  mkdirSync(at('backups'));
  const files: string[] = [];
  for (const n of [1, 2]) {
    await put(`own/${n}`);
    await create(at('backups'));
    const now = backupsIn(at('backups'));
    expect(now).toHaveLength(n);
    expect(files.every((name) => now.includes(name))).toBe(true);
    files.splice(0, files.length, ...now);
  }
  expect(existsSync(at('text'))).toBe(true);
});
