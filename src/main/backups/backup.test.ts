import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault, openVault } from '../vault/open.ts';
import { createBackup } from './backup.ts';
import { listBackups } from './folder.ts';
import { MachineNotes } from './notes.ts';
import { backupsIn } from './testing/backups-in.ts';
import { type Fixture, failure, fill, fixtureForTest, kdf, password } from './testing/fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await fixtureForTest();
});
afterEach(() => fixture.remove());

const make = (place = fixture.backups, options = fixture.options) =>
  createBackup(fixture.vault, place, options);

async function pathsIn(file: string): Promise<string[]> {
  const vault = await openVault({ location: file, readOnly: true }, 'one');
  const { damaged } = await vault.verify();
  expect(damaged).toEqual([]);
  const paths = (await vault.secrets.list('')).map(({ path }) => path);
  await vault.lock();
  return paths;
}

describe('a backup into a folder', () => {
  it('is a vault that the passphrase opens, named by date and revision, proven wholly', async () => {
    const report = await make();
    expect(path.basename(report.file)).toMatch(/^desk-2026-05-03-14\d{4}-r2\.holdfast$/);
    expect(report).toMatchObject({ revision: 2, proven: 'everything', unchanged: false });
    expect(report.authenticated).toBe(report.copied);
    expect(await pathsIn(report.file)).toEqual(['s/0', 's/1', 's/2']);
    expect(fs.statSync(report.file).mode & 0o777).toBe(0o600);
    expect(backupsIn(fixture.backups)).toEqual([path.basename(report.file)]);
  });

  it('copies only what is new, and leaves out what nothing refers to any more', async () => {
    await fill(fixture.vault, 10, 500);
    const first = await make();
    await fixture.vault.secrets.put('s/3', password('new'));
    await fixture.vault.secrets.destroy('s/0', [1]);
    const second = await make();
    expect(second.copied).toBeLessThan(first.copied / 10);
    expect(second).toMatchObject({ proven: 'everything', authenticated: second.copied });
    expect(await pathsIn(second.file)).toHaveLength(503);
    expect(await pathsIn(first.file)).toContain('s/0');
  });

  it('is proven again, object by object, when nobody knows the file it was built on', async () => {
    await make();
    await fixture.vault.secrets.put('s/3', password('new'));
    const report = await make(fixture.backups, { ...fixture.options, notes: new MachineNotes(undefined) });
    expect(report.authenticated).toBeGreaterThan(report.copied);
    expect(report.proven).toBe('everything');
  });

  it('has nothing to copy at once again; a damaged one is not taken for it', async () => {
    const first = await make();
    expect(await make()).toMatchObject({ file: first.file, copied: 0, unchanged: true });
    const bytes = fs.readFileSync(first.file);
    fs.writeFileSync(first.file, bytes.fill(1, 4_096));
    const second = await make();
    expect(second).toMatchObject({ revision: first.revision, unchanged: false });
    expect(await pathsIn(second.file)).toHaveLength(3);
  });

  it('is not built on a damaged one: then everything is copied', async () => {
    const first = await make();
    fs.truncateSync(first.file, 5_000);
    await fixture.vault.secrets.put('s/3', password('new'));
    const second = await make();
    expect(await pathsIn(second.file)).toHaveLength(4);
  });

  it('follows a new root key with a full copy', async () => {
    await make();
    await fixture.vault.rekey('one');
    const report = await make();
    expect(report.authenticated).toBe(report.copied);
    expect(await pathsIn(report.file)).toHaveLength(3);
  });

  it('gets another name where its own is taken, and a clock that jumped back changes no order', async () => {
    const still = { ...fixture.options, now: () => new Date(2026, 4, 3).getTime() };
    const first = await make(fixture.backups, still);
    await fixture.vault.secrets.put('s/3', password('new'));
    const earlier = await make(fixture.backups, { ...still, now: () => new Date(2020, 0, 1).getTime() });
    const listed = await listBackups(fixture.backups, fixture.vault.id);
    expect(listed.map(({ file }) => file)).toEqual([earlier.file, first.file]);
  });

  it('tells what it does, and leaves nothing when it is called off', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await failure(make(fixture.backups, { ...fixture.options, signal: stop.signal }))).toEqual({
      code: 'cancelled',
    });
    expect(fs.readdirSync(fixture.backups)).toEqual([]);
    const seen: number[] = [];
    await make(fixture.backups, { ...fixture.options, progress: (done, total) => seen.push(done / total) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});

it('what a crash left is removed a day later, and nothing that may still be written', async () => {
  const [old, young] = ['.holdfast-1-abc.part', '.holdfast-2-abc.part'];
  const others = ['.mine.part', 'x.holdfast-1-abc.part', '.holdfast-1-abc.part.txt'];
  for (const name of [old, young, ...others]) fs.writeFileSync(path.join(fixture.backups, name), 'x');
  const before = new Date(Date.now() - 25 * 60 * 60_000);
  for (const name of [old, ...others]) fs.utimesSync(path.join(fixture.backups, name), before, before);
  await make();
  expect(
    fs
      .readdirSync(fixture.backups)
      .filter((name) => name.endsWith('.part') || name.startsWith('.'))
      .sort(),
  ).toEqual([young, ...others].sort());
});

describe('a backup into one file', () => {
  it('makes it, and replaces it when the vault went on', async () => {
    const file = path.join(fixture.folder, 'copy.holdfast');
    await make(file);
    expect(await make(file)).toMatchObject({ unchanged: true });
    await fixture.vault.secrets.put('s/3', password('new'));
    expect(await make(file)).toMatchObject({ file, revision: 3 });
    expect(await pathsIn(file)).toHaveLength(4);
  });
});

describe('a backup is refused, and nothing is changed,', () => {
  const refused = (reason: string) => ({ code: 'backup-refused', reason });
  const names = () => fs.readdirSync(fixture.folder).sort();

  it('where another vault lies', async () => {
    const other = path.join(fixture.folder, 'other.holdfast');
    await (await createVault({ location: other }, { passphrase: 'two', kdf })).lock();
    const bytes = fs.readFileSync(other);
    expect(await failure(make(other))).toMatchObject(refused('other-vault'));
    expect(fs.readFileSync(other)).toEqual(bytes);
  });

  it('onto the vault itself, also by another name', async () => {
    const name = path.join(fixture.folder, 'same.holdfast');
    fs.linkSync(fixture.source, name);
    expect(await failure(make(fixture.source))).toMatchObject(refused('own-file'));
    expect(await failure(make(name))).toMatchObject(refused('own-file'));
  });

  it('below the vault, as if it were a folder, or below any file', async () => {
    expect(await failure(make(path.join(fixture.source, 'backups')))).toMatchObject(refused('inside-vault'));
    const file = path.join(fixture.folder, 'file');
    fs.writeFileSync(file, '');
    expect(await failure(make(path.join(file, 'x.holdfast')))).toMatchObject(refused('not-a-folder'));
  });

  it('onto a link to a file, or one that leads nowhere; a link to a folder is followed', async () => {
    const link = path.join(fixture.folder, 'link.holdfast');
    fs.symlinkSync(path.join(fixture.folder, 'nowhere'), link);
    expect(await failure(make(link))).toMatchObject(refused('symlink'));
    fs.rmSync(link);
    fs.symlinkSync(fixture.source, link);
    expect(await failure(make(link))).toMatchObject(refused('symlink'));
    const folder = path.join(fixture.folder, 'to-backups');
    fs.symlinkSync(fixture.backups, folder);
    expect(path.dirname((await make(folder)).file)).toBe(fs.realpathSync(fixture.backups));
  });

  it('in a folder that is not there, unless it was asked for', async () => {
    const gone = path.join(fixture.folder, 'gone');
    const deep = path.join(gone, 'deeper');
    const listed = names();
    expect(await failure(make(gone))).toMatchObject(refused('missing-folder'));
    expect(await failure(make(deep, { ...fixture.options, makeFolder: true }))).toMatchObject(
      refused('missing-folder'),
    );
    expect(names()).toEqual(listed);
    await make(gone, { ...fixture.options, makeFolder: true });
    expect(backupsIn(gone)).toHaveLength(1);
  });

  it('onto what is no vault', async () => {
    const file = path.join(fixture.folder, 'notes.txt');
    fs.writeFileSync(file, 'mine');
    expect(await failure(make(file))).toMatchObject(refused('not-a-folder'));
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });

  it('onto a newer copy of the vault', async () => {
    const file = path.join(fixture.folder, 'copy.holdfast');
    fs.copyFileSync(fixture.source, file);
    const copy = await openVault({ location: file }, 'one');
    await copy.secrets.put('later', password('x'));
    await copy.lock();
    expect(await failure(make(file))).toMatchObject(refused('newer'));
  });

  it('of a vault in memory', async () => {
    const memory = await createVault({ kind: 'memory' }, { passphrase: 'one', kdf });
    expect(await failure(createBackup(memory, fixture.backups, fixture.options))).toMatchObject(
      refused('memory'),
    );
    await memory.lock();
  });
});

it('a backup made while another program writes is of one revision, whole', async () => {
  const writer = await openVault({ location: fixture.source }, 'one');
  const writing = (async () => {
    for (let i = 100; i < 140; i++) await writer.secrets.put(`w/${i}`, password(String(i)));
  })();
  const reports = [];
  for (let i = 0; i < 5; i++) reports.push(await make());
  await writing;
  await writer.lock();
  for (const { file } of reports) await pathsIn(file);
  expect((await pathsIn((await make()).file)).filter((found) => found.startsWith('w/'))).toHaveLength(40);
});
