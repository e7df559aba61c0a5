import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { createBackup } from '../backups/backup.ts';
import { MachineNotes } from '../backups/notes.ts';
import { restoreInPlace, restoreTo } from '../backups/restore.ts';
import { repairVault } from '../repair/repair.ts';
import { type Settled, whenSettled } from '../store/beside.ts';
import { breakOff, withSuper, writeAll } from '../store/testing/journals.ts';
import { createVault, openVault, readHeader } from './open.ts';

// What lies beside a vault file under the names that SQLite looks for is rolled into it when it is
// opened. Whatever somebody left there, the vault is whole afterwards, and what was there is kept
// and told.
const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const secret = (value: string) => [{ name: 'password', type: 'secret' as const, value }];

let folder: string;
let location: string;
let told: Settled[];
let stop: () => void;

beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  const vault = await createVault({ location }, { passphrase: 'one', kdf });
  await put('a', '1');
  await vault.lock();
  told = [];
  stop = whenSettled((settled) => told.push(settled));
});
afterEach(() => {
  stop();
  fs.rmSync(folder, { recursive: true });
});

async function put(name: string, value: string, file = location): Promise<void> {
  const vault = await openVault({ location: file }, 'one');
  await vault.secrets.put(name, secret(value));
  await vault.lock();
}

async function values(file = location): Promise<string[]> {
  const vault = await openVault({ location: file }, 'one');
  try {
    expect((await vault.verify()).damaged).toEqual([]);
    const all = await vault.secrets.list('');
    const read = all.map(async ({ path: name }) => {
      const { fields } = await vault.secrets.get(name);
      return `${name}=${fields[0]?.value}`;
    });
    return (await Promise.all(read)).sort();
  } finally {
    await vault.lock();
  }
}

async function otherVault(): Promise<string> {
  const file = path.join(folder, 'other', 'a.holdfast');
  fs.mkdirSync(path.dirname(file));
  await (await createVault({ location: file }, { passphrase: 'one', kdf })).lock();
  return file;
}

const journal = () => `${location}-journal`;

/** A write that broke off when half of its pages were in the file. */
function brokenOff(): { journal: Buffer; half: Buffer } {
  const whole = fs.readFileSync(location);
  const { journal: ours, done } = breakOff(location, writeAll);
  const half = Buffer.from(whole);
  for (let at = 4_096; at < whole.length; at += 8_192) done.copy(half, at, at, at + 4_096);
  expect(half.equals(whole)).toBe(false);
  return { journal: ours, half };
}

/** Puts a journal beside the vault as a tool does, long after the file was written. */
function place(bytes: Buffer, time = Date.now() / 1_000 + 60): void {
  fs.writeFileSync(journal(), bytes);
  fs.utimesSync(journal(), time, time);
}

function expectAside(bytes?: Buffer): void {
  expect(fs.existsSync(journal())).toBe(false);
  expect(told).toMatchObject([{ did: 'set-aside' }]);
  const [kept = ''] = told[0]?.kept ?? [];
  if (bytes !== undefined) expect(fs.readFileSync(kept).equals(bytes)).toBe(true);
}

it.each([1, 2, 7])('a journal of a write %i commits ago is put aside', async (ago) => {
  const { journal: stale } = breakOff(location, writeAll);
  for (let n = 1; n <= ago; n++) {
    const vault = await openVault({ location }, 'one');
    await vault.secrets.put('b', secret(String(n)));
    await vault.lock();
  }
  place(stale);
  await readHeader({ location });
  expect(await values()).toEqual(['a=1', `b=${ago}`]);
  expectAside(stale);
});

it('the journal of the very last commit is put aside where it came later, and undone with copies of both where it did not', async () => {
  const before = fs.readFileSync(location);
  await put('b', '2');
  const after = fs.readFileSync(location);
  const { journal: stale } = breakOffInto(before, after);
  place(stale);
  expect(await values()).toEqual(['a=1', 'b=2']);
  expectAside(stale);
  told.length = 0;
  place(stale, 1);
  fs.writeFileSync(location, after);
  expect(await values()).toEqual(['a=1']);
  expect(told).toMatchObject([{ did: 'undone' }]);
  const [file = '', kept = ''] = told[0]?.kept ?? [];
  expect(await values(file)).toEqual(['a=1', 'b=2']);
  expect(fs.readFileSync(kept).equals(stale)).toBe(true);
});

/** The journal with which SQLite leads from one state of a file to the other. */
function breakOffInto(before: Buffer, after: Buffer): { journal: Buffer } {
  const file = path.join(folder, 'between.holdfast');
  fs.writeFileSync(file, before);
  const [from, to] = [fs.statSync(file).size / 4_096, after.length / 4_096];
  const { journal: template } = breakOff(file, writeAll);
  fs.rmSync(file);
  const header = Buffer.from(template.subarray(0, template.readUInt32BE(20)));
  header.writeUInt32BE(from, 16);
  header.writeUInt32BE(0xffffffff, 8);
  const records: Buffer[] = [];
  for (let page = 1; page <= from; page++) {
    const bytes = before.subarray((page - 1) * 4_096, page * 4_096);
    if (page <= to && bytes.equals(after.subarray((page - 1) * 4_096, page * 4_096))) continue;
    let sum = header.readUInt32BE(12);
    for (let i = 4_096 - 200; i > 0; i -= 200) sum = (sum + (bytes[i] ?? 0)) >>> 0;
    const [number, end] = [Buffer.alloc(4), Buffer.alloc(4)];
    number.writeUInt32BE(page);
    end.writeUInt32BE(sum);
    records.push(number, bytes, end);
  }
  return { journal: Buffer.concat([header, ...records]) };
}

it('an older journal is no remedy for a damaged file: it is put aside, and the file stays as it is', async () => {
  const { journal: stale } = breakOff(location, writeAll);
  for (const value of ['1', '2', '3']) await put('b', value);
  const damaged = fs.readFileSync(location);
  damaged.fill(0xa5, 100, 4_096);
  place(stale, 1);
  fs.writeFileSync(location, damaged);
  await openVault({ location }, 'one').then((vault) => vault.lock());
  expect(fs.readFileSync(location).equals(damaged)).toBe(true);
  expectAside(stale);
});

it("another vault's journal of the same name is put aside", async () => {
  const other = await otherVault();
  const { journal: theirs } = breakOff(other, writeAll);
  place(theirs, 1);
  expect(await values()).toEqual(['a=1']);
  expectAside(theirs);
});

it("another vault's journal is put aside also where counters and revisions fit", async () => {
  const other = await otherVault();
  const before = fs.readFileSync(other);
  const target = fs.readFileSync(location);
  before.writeUInt32BE(target.readUInt32BE(24) - 1, 24);
  const { journal: theirs } = breakOffInto(before, target);
  place(theirs, 1);
  // As if the file had been written last, by whoever wrote the journal.
  fs.writeFileSync(location, target);
  expect(await values()).toEqual(['a=1']);
  expectAside(theirs);
});

it('a journal that names another one is put aside, and that one is left alone', async () => {
  const { journal: ours, halfway } = breakOff(location, writeAll);
  const shared = path.join(folder, 'shared-mj0123456789');
  fs.writeFileSync(shared, 'somebody needs this');
  fs.writeFileSync(location, fs.readFileSync(location));
  place(withSuper(ours, shared), 1);
  expect(halfway.length).toBeGreaterThan(0);
  expect(await values()).toEqual(['a=1']);
  expectAside();
  expect(fs.readFileSync(shared, 'utf8')).toBe('somebody needs this');
});

it.each([
  ['text', Buffer.from('a note of mine')],
  ['noise', Buffer.alloc(9_000, 0xd9)],
])('what is no journal (%s) is put aside', async (_, bytes) => {
  place(bytes);
  expect(await values()).toEqual(['a=1']);
  expectAside(bytes);
});

it.each(['folder', 'link'])('a %s of that name is put aside, and the vault can be written', async (kind) => {
  if (kind === 'folder') fs.mkdirSync(journal());
  else fs.symlinkSync('/dev/null', journal());
  await put('b', '2');
  expect(await values()).toEqual(['a=1', 'b=2']);
  expectAside();
});

it('a log (-wal) of another vault is put aside, with its index', async () => {
  const other = await otherVault();
  const db = new Database(other);
  db.pragma('journal_mode = WAL');
  db.exec('DELETE FROM objects');
  const log = fs.readFileSync(`${other}-wal`);
  fs.writeFileSync(`${location}-wal`, log);
  fs.writeFileSync(`${location}-shm`, fs.readFileSync(`${other}-shm`));
  db.close();
  expect(await values()).toEqual(['a=1']);
  expect(fs.readdirSync(folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  expect(told).toMatchObject([{ did: 'set-aside', kept: [{}, {}] }]);
});

it('a write that broke off is undone, and told; nothing is kept of it', async () => {
  const { journal: ours, half } = brokenOff();
  place(ours, 1);
  fs.writeFileSync(location, half);
  expect(await values()).toEqual(['a=1']);
  expect(fs.existsSync(journal())).toBe(false);
  expect(told).toEqual([{ file: location, did: 'undone', kept: [] }]);
  expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
});

it('a write that broke off before it reached the file is undone without a word', async () => {
  place(
    breakOff(location, (db) => db.exec('DELETE FROM manifests WHERE revision = 0; CREATE TABLE t (a)'))
      .journal,
  );
  expect(await values()).toEqual(['a=1']);
  expect([fs.existsSync(journal()), told]).toEqual([false, []]);
});

it('a journal of a file that was opened through a link lies beside the file itself', async () => {
  const { journal: ours, half } = brokenOff();
  const link = path.join(folder, 'link.holdfast');
  fs.symlinkSync(location, link);
  fs.writeFileSync(location, half);
  place(ours, 1);
  fs.writeFileSync(`${link}-journal`, 'not looked at');
  expect(await values(link)).toEqual(['a=1']);
  expect(fs.existsSync(`${link}-journal`)).toBe(true);
});

it('whoever only looks changes nothing, and says that a journal is there', async () => {
  const { journal: ours, half } = brokenOff();
  fs.writeFileSync(location, half);
  place(ours, 1);
  await expect(readHeader({ location, look: true })).rejects.toMatchObject({
    failure: { code: 'store', reason: 'journal-beside' },
  });
  expect(fs.readFileSync(journal()).equals(ours)).toBe(true);
  expect(fs.readFileSync(location).equals(half)).toBe(true);
});

// The vault was moved away after a crash, and its journal stayed: whatever gives a file that name
// settles it first.
const notes = () => new MachineNotes(undefined);
const namers: Record<string, (backup: string) => Promise<unknown>> = {
  init: async () => (await createVault({ location }, { passphrase: 'one', kdf })).lock(),
  restore: (backup) => restoreTo(fileAt(backup), fileAt(location), { now: Date.now }),
  'restore in place': (backup) =>
    restoreInPlace(fileAt(backup), fileAt(location), { now: Date.now, notes: notes() }),
  'backup to a file': async (backup) => {
    const vault = await openVault({ location: backup }, 'one');
    const options = { source: fileAt(backup), now: Date.now, notes: notes() };
    await createBackup(vault, location, options);
    await vault.lock();
  },
  repair: async (backup) => {
    const vault = await openVault({ location: backup }, 'one');
    await repairVault(vault, fileAt(location), { source: fileAt(backup), backups: [], lossy: false });
    await vault.lock();
  },
};

it.each(Object.keys(namers))('%s beside a journal that a crash left', async (name) => {
  const backup = path.join(folder, 'backup.holdfast');
  fs.copyFileSync(location, backup);
  const { journal: left } = breakOff(location, writeAll);
  const elsewhere = path.join(folder, 'moved.holdfast');
  fs.renameSync(location, elsewhere);
  place(left, 1);
  for (const log of ['-wal', '-shm']) fs.writeFileSync(`${location}${log}`, 'left');
  await namers[name]?.(backup);
  expect(fs.readdirSync(folder).filter((one) => /-(journal|wal|shm)$/.test(one))).toEqual([]);
  expect(told).toMatchObject([{ file: location, did: 'set-aside', kept: [{}, {}, {}] }]);
  expect(await values()).toEqual(name === 'init' ? [] : ['a=1']);
});

it('in place of a vault that crashed, the old one takes its own state along', async () => {
  const backup = path.join(folder, 'backup.holdfast');
  fs.copyFileSync(location, backup);
  await put('b', '2');
  const { journal: ours, half } = brokenOff();
  place(ours, 1);
  fs.writeFileSync(location, half);
  const { kept } = await restoreInPlace(fileAt(backup), fileAt(location), {
    now: Date.now,
    notes: notes(),
  });
  expect(await values()).toEqual(['a=1']);
  expect(await values(kept?.location)).toEqual(['a=1', 'b=2']);
});

it('a write of which the first page reached the disk, and not what it added, is undone', async () => {
  const whole = fs.readFileSync(location);
  const { journal: ours, done } = breakOff(location, writeAll);
  expect(done.length).toBeGreaterThan(whole.length);
  place(ours);
  fs.writeFileSync(location, Buffer.concat([done.subarray(0, 4_096), whole.subarray(4_096)]));
  expect(await values()).toEqual(['a=1']);
  expect(told).toMatchObject([{ did: 'undone', kept: [] }]);
});

it('a foreign journal is put aside where the file system has no links, and a write that broke off is undone', async () => {
  const links = vi.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('no links'), { code: 'EPERM' });
  });
  try {
    const { journal: stale } = breakOff(location, writeAll);
    await put('b', '1');
    await put('b', '2');
    place(stale);
    expect(await values()).toEqual(['a=1', 'b=2']);
    expectAside(stale);
    const { journal: ours, half } = brokenOff();
    fs.writeFileSync(location, half);
    place(ours);
    expect(await values()).toEqual(['a=1', 'b=2']);
    expect(links).toHaveBeenCalled();
  } finally {
    links.mockRestore();
  }
});
