import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { createBackup } from './backup.ts';
import { listBackups } from './folder.ts';
import { copyLocked } from './locked.ts';
import { pagesFolder } from './pages.ts';
import { prune } from './prune.ts';
import { type Desk, deskForTest, fill } from './testing/desk.ts';

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
  await copyLocked(fileAt(desk.source), desk.backups, { now: desk.options.now });
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

it('nothing of somebody else is written over: no link that leads nowhere, no name beside', async () => {
  const folder = path.join(desk.backups, pagesFolder);
  fs.mkdirSync(folder);
  fs.symlinkSync('where a disk was', at(desk.backups, 'format.md'));
  const theirs = ['format.md', 'recovery.md'].map((name) => `${at(desk.backups, name)}.${process.pid}.new`);
  for (const file of theirs) fs.writeFileSync(file, 'mine');
  await createBackup(desk.vault, desk.backups, desk.options);
  expect(fs.readlinkSync(at(desk.backups, 'format.md'))).toBe('where a disk was');
  for (const file of theirs) expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  expect(fs.readFileSync(at(desk.backups, 'recovery.md'), 'utf8')).toBe(page('recovery.md'));
  expect(fs.readdirSync(folder)).toHaveLength(4);
});

it('where file systems know no links a page is written whole, and over nothing', async () => {
  const link = vi.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
    if (!String(to).includes(pagesFolder)) return fs.copyFileSync(from, to);
    throw Object.assign(new Error('no links'), { code: 'EPERM' });
  });
  fs.mkdirSync(path.join(desk.backups, pagesFolder));
  fs.symlinkSync('nowhere', at(desk.backups, 'format.md'));
  try {
    await createBackup(desk.vault, desk.backups, desk.options);
  } finally {
    link.mockRestore();
  }
  expect(fs.readlinkSync(at(desk.backups, 'format.md'))).toBe('nowhere');
  expect(fs.readFileSync(at(desk.backups, 'recovery.md'), 'utf8')).toBe(page('recovery.md'));
  expect(fs.readdirSync(path.join(desk.backups, pagesFolder)).sort()).toEqual(names);
});

it('retention counts them not, and removes them never', async () => {
  await createBackup(desk.vault, desk.backups, desk.options);
  await fill(desk.vault, 10, 1);
  const { file } = await createBackup(desk.vault, desk.backups, desk.options);
  const newest = { last: 1, daily: 0, weekly: 0, monthly: 0 };
  expect(await prune(desk.backups, desk.vault.id, newest, [], desk)).toBe(1);
  expect(fs.readdirSync(desk.backups).sort()).toEqual([path.basename(file), pagesFolder].sort());
  for (const name of names) expect(fs.readFileSync(at(desk.backups, name), 'utf8')).toBe(page(name));
});

it('a backup into one file of a name brings nothing along', async () => {
  await createBackup(desk.vault, path.join(desk.backups, 'one.holdfast'), desk.options);
  expect(fs.readdirSync(desk.backups)).toEqual(['one.holdfast']);
});
