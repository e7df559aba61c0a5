import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBackup } from './backup.ts';
import { listBackups } from './folder.ts';
import { copyLocked } from './locked.ts';
import { pagesFolder } from './pages.ts';
import { type Desk, deskForTest } from './testing/desk.ts';

const names = ['format.md', 'recovery.md'];
const page = (name: string) => fs.readFileSync(path.join(import.meta.dirname, '../../../docs', name), 'utf8');
const at = (folder: string, name: string) => path.join(folder, pagesFolder, name);

let desk: Desk;
beforeEach(async () => {
  desk = await deskForTest();
});
afterEach(() => desk.remove());

it('the first backup of a folder brings the pages that a reader needs; they are no backups', async () => {
  await createBackup(desk.vault, desk.backups, desk.options);
  for (const name of names) expect(fs.readFileSync(at(desk.backups, name), 'utf8')).toBe(page(name));
  expect(await listBackups(desk.backups, desk.vault.id)).toHaveLength(1);
});

it('a copy made while the vault is locked brings them too', async () => {
  await desk.vault.lock();
  await copyLocked(desk.source, desk.backups, { now: desk.options.now });
  for (const name of names) expect(fs.readFileSync(at(desk.backups, name), 'utf8')).toBe(page(name));
});

it('a page that lies there stays as it is; one that is gone comes back', async () => {
  fs.mkdirSync(path.join(desk.backups, pagesFolder));
  fs.writeFileSync(at(desk.backups, 'format.md'), 'mine');
  await createBackup(desk.vault, desk.backups, desk.options);
  expect(fs.readFileSync(at(desk.backups, 'format.md'), 'utf8')).toBe('mine');
  expect(fs.readFileSync(at(desk.backups, 'recovery.md'), 'utf8')).toBe(page('recovery.md'));
  expect(fs.readdirSync(path.join(desk.backups, pagesFolder)).sort()).toEqual(names);
});

it('a backup counts though the pages cannot be written', async () => {
  fs.writeFileSync(path.join(desk.backups, pagesFolder), 'a file of that name');
  const report = await createBackup(desk.vault, desk.backups, desk.options);
  expect(report.proven).toBe('everything');
  expect(fs.readFileSync(path.join(desk.backups, pagesFolder), 'utf8')).toBe('a file of that name');
});

it('a backup into one file of a name brings nothing along', async () => {
  await createBackup(desk.vault, path.join(desk.backups, 'one.holdfast'), desk.options);
  expect(fs.readdirSync(desk.backups)).toEqual(['one.holdfast']);
});
