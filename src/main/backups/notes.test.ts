import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { backUp } from './anywhere.ts';
import { MachineNotes, notesFile } from './notes.ts';
import { noteSeen, olderThanSeen } from './rollback.ts';
import { fixtureForTest, password } from './testing/fixture.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-notes-'));
  file = path.join(folder, 'state/notes.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const rounds = process.env['HOLDFAST_LONG'] === '1' ? 1_000 : 120;
const seen = { revision: 3, manifest: 'aa', at: 1 };

it('what one program notes, another reads; the file is its owner’s alone', async () => {
  await new MachineNotes(file).noteSeen('v', seen);
  await new MachineNotes(file).noteProof('h', { vault: 'v', revision: 3, at: 1 });
  expect(new MachineNotes(file).seen('v')).toEqual(seen);
  expect(new MachineNotes(file).proof('h')).toMatchObject({ vault: 'v' });
  expect(new MachineNotes(file).seen('__proto__')).toBeUndefined();
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

it('damaged, foreign or unwritable notes are as none, and stop nobody', async () => {
  fs.mkdirSync(path.dirname(file));
  for (const text of ['', '{', '[]', '{"seen":{"v":{"revision":-1}},"proofs":{}}', '\u0000'.repeat(100)]) {
    fs.writeFileSync(file, text);
    expect(new MachineNotes(file).seen('v')).toBeUndefined();
  }
  await new MachineNotes(file).noteSeen('v', seen);
  expect(new MachineNotes(file).seen('v')).toEqual(seen);
  fs.rmSync(file);
  fs.mkdirSync(file);
  const notes = new MachineNotes(file);
  await notes.noteSeen('v', seen);
  expect(notes.seen('w')).toBeUndefined();
});

it('remembers a bounded number of proofs, the newest', async () => {
  const notes = new MachineNotes(undefined);
  for (let i = 0; i < 300; i++) await notes.noteProof(`h${i}`, { vault: 'v', revision: i, at: i });
  expect(notes.proof('h299')).toBeDefined();
  expect(notes.proof('h0')).toBeUndefined();
});

it('folders that hold the very same backup are all known, whatever is noted of the file later', async () => {
  const { backups, folder: root, notes, options, remove, vault } = await fixtureForTest();
  const second = path.join(root, 'second');
  fs.mkdirSync(second);
  const made = [await backUp(vault, backups, options), await backUp(vault, second, options)];
  const [first, other] = made.map(({ file = '' }) => fs.readFileSync(file));
  expect(first?.equals(other ?? Buffer.alloc(0))).toBe(true);
  expect(notes.foldersOf(vault.id)).toEqual([second, backups]);
  const hash = createHash('sha256')
    .update(first ?? '')
    .digest('hex');
  await notes.noteProof(hash, { vault: vault.id, revision: vault.revision, at: 9 ** 15 });
  expect(notes.foldersOf(vault.id)).toEqual([second, backups]);
  await remove();
});

it('an older copy, and another one of the same number, are told; a newer one is followed', async () => {
  const fixture = await fixtureForTest();
  const [copy, fork] = [
    path.join(fixture.folder, 'copy.holdfast'),
    path.join(fixture.folder, 'fork.holdfast'),
  ];
  for (const to of [copy, fork]) fs.copyFileSync(fixture.source, to);
  await fixture.vault.secrets.put('a', password('1'));
  await noteSeen(fixture.vault, fixture.notes, 1_000);
  const older = await openVault({ location: copy }, 'one');
  expect(await olderThanSeen(older, fixture.notes)).toEqual({
    code: 'older-copy',
    seen: 3,
    found: 2,
    when: 1_000,
  });
  await noteSeen(older, fixture.notes, 2_000);
  expect(fixture.notes.seen(fixture.vault.id)).toMatchObject({ revision: 3, at: 1_000 });
  const other = await openVault({ location: fork }, 'one');
  await other.secrets.put('b', password('2'));
  expect(await olderThanSeen(other, fixture.notes)).toMatchObject({ seen: 3, found: 3 });
  await other.secrets.put('c', password('3'));
  expect(await olderThanSeen(other, fixture.notes)).toBeUndefined();
  await noteSeen(older, fixture.notes, 3_000, { accept: true });
  expect(fixture.notes.seen(fixture.vault.id)).toMatchObject({ revision: 2 });
  for (const vault of [older, other]) await vault.lock();
  await fixture.remove();
});

it('what a neighbour committed and noted after this one opened is no older copy', async () => {
  const fixture = await fixtureForTest();
  const late = await openVault({ location: fixture.source }, 'one');
  for (const path of ['a', 'b']) await fixture.vault.secrets.put(path, password('1'));
  await noteSeen(fixture.vault, fixture.notes, 1_000);
  expect(await olderThanSeen(late, fixture.notes)).toBeUndefined();
  expect(late.revision).toBe(fixture.vault.revision);
  await late.lock();
  await fixture.remove();
});

it(`of ${rounds} looks of eight writers at a vault none finds an older copy`, {
  timeout: 900_000,
}, async () => {
  const fixture = await fixtureForTest();
  const config = { location: fixture.source };
  const alarms: unknown[] = [];
  for (let round = 0; round < rounds / 8; round++) {
    const writers = await Promise.all(Array.from({ length: 8 }, () => openVault(config, 'one')));
    const write = async (vault: Vault, name: number) => {
      const notes = new MachineNotes(file);
      alarms.push(await olderThanSeen(vault, notes));
      await vault.secrets.put(`w/${name}`, password(`${round}`));
      await noteSeen(vault, notes, 1_000);
      await vault.lock();
    };
    // Half of them one after the other, each behind what the one before noted; half at once.
    for (const [name, vault] of writers.slice(0, 4).entries()) await write(vault, name);
    await Promise.all(writers.slice(4).map((vault, i) => write(vault, 4 + i)));
  }
  expect(alarms.length).toBe(rounds);
  expect(alarms.filter((one) => one !== undefined)).toEqual([]);
  await fixture.vault.refresh();
  expect(new MachineNotes(file).seen(fixture.vault.id)?.revision).toBe(fixture.vault.revision);
  await fixture.remove();
});

it('of notes that several programs write at once none is lost', { timeout: 120_000 }, async () => {
  const url = new URL('./notes.ts', import.meta.url).href;
  const write = (name: string) => `
    const { MachineNotes } = await import(${JSON.stringify(url)});
    const notes = new MachineNotes(${JSON.stringify(file)});
    for (let i = 0; i < 25; i++) await notes.noteProof('${name}' + i, { vault: 'v', revision: i, at: i });`;
  const run = promisify(execFile);
  const programs = ['a', 'b', 'c', 'd'].map((name) =>
    run(process.execPath, ['--input-type=module', '-e', write(name)]),
  );
  await Promise.all(programs);
  const notes = new MachineNotes(file);
  const lost = ['a', 'b', 'c', 'd'].flatMap((name) =>
    Array.from({ length: 25 }, (_, i) => name + i).filter((hash) => notes.proof(hash) === undefined),
  );
  expect(lost).toEqual([]);
  expect(fs.readdirSync(path.dirname(file))).toEqual(['notes.json']);
});

it('a lock that a program left when it was killed holds nobody up for good', async () => {
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(`${file}.lock`, '');
  fs.utimesSync(`${file}.lock`, new Date(0), new Date(0));
  await new MachineNotes(file).noteSeen('v', seen);
  expect(new MachineNotes(file).seen('v')).toEqual(seen);
  expect(fs.existsSync(`${file}.lock`)).toBe(false);
});

it('what is noted late takes back nothing; what a person put in the vault’s place is asked about once it was opened', async () => {
  const notes = new MachineNotes(file);
  await notes.noteSeen('v', { ...seen, revision: 5, manifest: 'ee' });
  await notes.noteSeen('v', seen);
  expect(notes.seen('v')).toMatchObject({ revision: 5 });
  await notes.accept('v', 'aa');
  await notes.noteSeen('v', { ...seen, revision: 6, manifest: 'ff' });
  expect(notes.accepted('v')).toBe('aa');
  await notes.noteSeen('v', seen);
  expect(notes.seen('v')).toEqual(seen);
  expect(notes.accepted('v')).toBeUndefined();
});

it('the notes lie in the platform’s folder for state, or nowhere', () => {
  expect(notesFile({ HOME: '/h' }, 'linux')).toBe('/h/.local/state/holdfast/notes.json');
  expect(notesFile({ HOME: '/h', XDG_STATE_HOME: '/s' }, 'linux')).toBe('/s/holdfast/notes.json');
  expect(notesFile({ HOME: '/h' }, 'darwin')).toBe('/h/Library/Application Support/Holdfast/notes.json');
  expect(notesFile({}, 'linux')).toBeUndefined();
});
