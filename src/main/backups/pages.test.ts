import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { createBackup } from './backup.ts';
import { listBackups } from './folder.ts';
import { copyLocked } from './locked.ts';
import { layPages, pagesFolder } from './pages.ts';
import { prune } from './prune.ts';
import { rescuePage } from './rescue-page.ts';
import { type Fixture, fill, fixtureForTest } from './testing/fixture.ts';

const names = ['format.md', 'recovery.md', 'rescue.md'];
const page = (name: string) => fs.readFileSync(path.join(import.meta.dirname, '../../../docs', name), 'utf8');
const at = (folder: string, name: string) => path.join(folder, pagesFolder, name);

let fixture: Fixture;
beforeEach(async () => {
  fixture = await fixtureForTest();
});
afterEach(() => fixture.remove());

it('the first backup of a folder brings the pages that a reader needs; they are no backups', async () => {
  await createBackup(fixture.vault, fixture.backups, fixture.options);
  for (const name of names) expect(fs.readFileSync(at(fixture.backups, name), 'utf8')).toBe(page(name));
  expect(await listBackups(fixture.backups, fixture.vault.id)).toHaveLength(1);
});

it('a copy made while the vault is locked brings them too', async () => {
  await fixture.vault.lock();
  await copyLocked(fileAt(fixture.source), fixture.backups, { now: fixture.options.now });
  for (const name of names) expect(fs.readFileSync(at(fixture.backups, name), 'utf8')).toBe(page(name));
});

it('a page that lies there stays as it is; one that is gone comes back', async () => {
  fs.mkdirSync(path.join(fixture.backups, pagesFolder));
  fs.writeFileSync(at(fixture.backups, 'format.md'), 'mine');
  await createBackup(fixture.vault, fixture.backups, fixture.options);
  expect(fs.readFileSync(at(fixture.backups, 'format.md'), 'utf8')).toBe('mine');
  expect(fs.readFileSync(at(fixture.backups, 'recovery.md'), 'utf8')).toBe(page('recovery.md'));
  expect(fs.readdirSync(path.join(fixture.backups, pagesFolder)).sort()).toEqual(names);
});

it('a backup counts though the pages cannot be written', async () => {
  fs.writeFileSync(path.join(fixture.backups, pagesFolder), 'a file of that name');
  const report = await createBackup(fixture.vault, fixture.backups, fixture.options);
  expect(report.proven).toBe('everything');
  expect(fs.readFileSync(path.join(fixture.backups, pagesFolder), 'utf8')).toBe('a file of that name');
});

it('nothing of somebody else is written over: no link that leads nowhere, no name beside', async () => {
  const folder = path.join(fixture.backups, pagesFolder);
  fs.mkdirSync(folder);
  fs.symlinkSync('where a disk was', at(fixture.backups, 'format.md'));
  const theirs = ['format.md', 'recovery.md'].map(
    (name) => `${at(fixture.backups, name)}.${process.pid}.new`,
  );
  for (const file of theirs) fs.writeFileSync(file, 'mine');
  await createBackup(fixture.vault, fixture.backups, fixture.options);
  expect(fs.readlinkSync(at(fixture.backups, 'format.md'))).toBe('where a disk was');
  for (const file of theirs) expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  expect(fs.readFileSync(at(fixture.backups, 'recovery.md'), 'utf8')).toBe(page('recovery.md'));
  expect(fs.readdirSync(folder)).toHaveLength(5);
});

it('where file systems know no links a page is written whole, and over nothing', async () => {
  const link = vi.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
    if (!String(to).includes(pagesFolder)) return fs.copyFileSync(from, to);
    throw Object.assign(new Error('no links'), { code: 'EPERM' });
  });
  fs.mkdirSync(path.join(fixture.backups, pagesFolder));
  fs.symlinkSync('nowhere', at(fixture.backups, 'format.md'));
  try {
    await createBackup(fixture.vault, fixture.backups, fixture.options);
  } finally {
    link.mockRestore();
  }
  expect(fs.readlinkSync(at(fixture.backups, 'format.md'))).toBe('nowhere');
  expect(fs.readFileSync(at(fixture.backups, 'recovery.md'), 'utf8')).toBe(page('recovery.md'));
  expect(fs.readdirSync(path.join(fixture.backups, pagesFolder)).sort()).toEqual(names);
});

it('retention counts them not, and removes them never', async () => {
  await createBackup(fixture.vault, fixture.backups, fixture.options);
  await fill(fixture.vault, 10, 1);
  const { file } = await createBackup(fixture.vault, fixture.backups, fixture.options);
  const newest = { last: 1, daily: 0, weekly: 0, monthly: 0 };
  expect(await prune(fixture.backups, fixture.vault.id, newest, [], fixture)).toBe(1);
  expect(fs.readdirSync(fixture.backups).sort()).toEqual([path.basename(file), pagesFolder].sort());
  for (const name of names) expect(fs.readFileSync(at(fixture.backups, name), 'utf8')).toBe(page(name));
});

it('a backup into one file of a name brings nothing along', async () => {
  await createBackup(fixture.vault, path.join(fixture.backups, 'one.holdfast'), fixture.options);
  expect(fs.readdirSync(fixture.backups)).toEqual(['one.holdfast']);
});

describe('what opens a backup', () => {
  const edition = (version: string, date: string) => `<meta content="Holdfast rescue ${version} of ${date}">`;
  const build = (text: string) => {
    const place = path.join(fixture.folder, 'build');
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, 'rescue.html'), text);
    return [place];
  };
  const lying = () => path.join(fixture.backups, 'rescue.html');

  it('lies beside the backups, and a newer one takes the place of an older one', () => {
    fs.mkdirSync(fixture.backups, { recursive: true });
    const older = edition('0.9.0', '2027-01-01');
    layPages(fixture.backups, build(older));
    expect(fs.readFileSync(lying(), 'utf8')).toBe(older);
    for (const newer of [edition('0.9.0', '2027-01-02'), edition('0.10.0', '2026-01-01')]) {
      layPages(fixture.backups, build(newer));
      expect(fs.readFileSync(lying(), 'utf8')).toBe(newer);
      layPages(fixture.backups, build(older));
      expect(fs.readFileSync(lying(), 'utf8'), 'a newer one stays').toBe(newer);
    }
  });

  it('is named with its SHA-256 on sheets', () => {
    const text = edition('0.9.0', '2027-01-01');
    const [place = ''] = build(text);
    const hash = createHash('sha256').update(text).digest('hex');
    expect(rescuePage(place)).toEqual({ version: '0.9.0', hash });
    expect(rescuePage(fixture.folder)).toBeUndefined();
  });

  it('takes the place of nothing that is not ours', () => {
    fs.mkdirSync(fixture.backups, { recursive: true });
    fs.writeFileSync(lying(), 'mine');
    layPages(fixture.backups, build(edition('9.0.0', '2030-01-01')));
    expect(fs.readFileSync(lying(), 'utf8')).toBe('mine');
    fs.rmSync(lying());
    const elsewhere = path.join(fixture.folder, 'elsewhere.html');
    fs.writeFileSync(elsewhere, edition('0.1.0', '2026-01-01'));
    fs.symlinkSync(elsewhere, lying());
    layPages(fixture.backups, build(edition('9.0.0', '2030-01-01')));
    expect(fs.readlinkSync(lying())).toBe(elsewhere);
    expect(fs.readFileSync(elsewhere, 'utf8')).toBe(edition('0.1.0', '2026-01-01'));
  });
});
