import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openVault } from '../vault/open.ts';
import { MachineNotes, notesFile } from './notes.ts';
import { noteSeen, olderThanSeen } from './rollback.ts';
import { deskForTest, password } from './testing/desk.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-notes-'));
  file = path.join(folder, 'state/notes.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const seen = { revision: 3, manifest: 'aa', at: 1 };

it('what one program notes, another reads; the file is its owner’s alone', () => {
  new MachineNotes(file).noteSeen('v', seen);
  new MachineNotes(file).noteProof('h', { vault: 'v', revision: 3, at: 1 });
  expect(new MachineNotes(file).seen('v')).toEqual(seen);
  expect(new MachineNotes(file).proof('h')).toMatchObject({ vault: 'v' });
  expect(new MachineNotes(file).seen('__proto__')).toBeUndefined();
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

it('damaged, foreign or unwritable notes are as none, and stop nobody', () => {
  fs.mkdirSync(path.dirname(file));
  for (const text of ['', '{', '[]', '{"seen":{"v":{"revision":-1}},"proofs":{}}', '\u0000'.repeat(100)]) {
    fs.writeFileSync(file, text);
    expect(new MachineNotes(file).seen('v')).toBeUndefined();
  }
  new MachineNotes(file).noteSeen('v', seen);
  expect(new MachineNotes(file).seen('v')).toEqual(seen);
  fs.rmSync(file);
  fs.mkdirSync(file);
  const notes = new MachineNotes(file);
  notes.noteSeen('v', seen);
  expect(notes.seen('w')).toBeUndefined();
});

it('remembers a bounded number of proofs, the newest', () => {
  const notes = new MachineNotes(undefined);
  for (let i = 0; i < 300; i++) notes.noteProof(`h${i}`, { vault: 'v', revision: i, at: i });
  expect(notes.proof('h299')).toBeDefined();
  expect(notes.proof('h0')).toBeUndefined();
});

it('an older copy, and another one of the same number, are told; a newer one is followed', async () => {
  const desk = await deskForTest();
  const [copy, fork] = [path.join(desk.folder, 'copy.holdfast'), path.join(desk.folder, 'fork.holdfast')];
  for (const to of [copy, fork]) fs.copyFileSync(desk.source, to);
  await desk.vault.secrets.put('a', password('1'));
  await noteSeen(desk.vault, desk.notes, 1_000);
  const older = await openVault({ location: copy }, 'one');
  expect(await olderThanSeen(older, desk.notes)).toEqual({
    code: 'older-copy',
    seen: 3,
    found: 2,
    when: 1_000,
  });
  await noteSeen(older, desk.notes, 2_000);
  expect(desk.notes.seen(desk.vault.id)).toMatchObject({ revision: 3, at: 1_000 });
  const other = await openVault({ location: fork }, 'one');
  await other.secrets.put('b', password('2'));
  expect(await olderThanSeen(other, desk.notes)).toMatchObject({ seen: 3, found: 3 });
  await other.secrets.put('c', password('3'));
  expect(await olderThanSeen(other, desk.notes)).toBeUndefined();
  await noteSeen(older, desk.notes, 3_000, { accept: true });
  expect(desk.notes.seen(desk.vault.id)).toMatchObject({ revision: 2 });
  for (const vault of [older, other]) await vault.lock();
  await desk.remove();
});

it('the notes lie in the platform’s folder for state, or nowhere', () => {
  expect(notesFile({ HOME: '/h' }, 'linux')).toBe('/h/.local/state/holdfast/notes.json');
  expect(notesFile({ HOME: '/h', XDG_STATE_HOME: '/s' }, 'linux')).toBe('/s/holdfast/notes.json');
  expect(notesFile({ HOME: '/h' }, 'darwin')).toBe('/h/Library/Application Support/Holdfast/notes.json');
  expect(notesFile({}, 'linux')).toBeUndefined();
});
