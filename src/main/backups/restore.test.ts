import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { compared, lookInto, takeFrom } from '../repair/compare.ts';
import { openVault } from '../vault/open.ts';
import { createBackup } from './backup.ts';
import { backupAt } from './latest.ts';
import { checkStructure, copyLocked } from './locked.ts';
import { MachineNotes } from './notes.ts';
import { restoreInPlace, restoreTo } from './restore.ts';
import { type Fixture, failure, fill, fixtureForTest, password } from './testing/fixture.ts';

let fixture: Fixture;
let backup: string;
beforeEach(async () => {
  fixture = await fixtureForTest();
  backup = (await createBackup(fixture.vault, fixture.backups, fixture.options)).file;
});
afterEach(() => fixture.remove());

const { now } = { now: () => new Date(2026, 5, 9, 8, 30).getTime() };

async function passwordIn(file: string, secret: string): Promise<string | undefined> {
  const vault = await openVault({ location: file, readOnly: true }, 'one');
  try {
    return (await vault.secrets.get(secret)).fields[0]?.value;
  } finally {
    await vault.lock();
  }
}

it('a backup is restored to a new file without a passphrase, and never over something', async () => {
  const to = path.join(fixture.folder, 'new.holdfast');
  expect(await restoreTo(fileAt(backup), fileAt(to), { now })).toMatchObject({
    place: fileAt(to),
    proven: 'structure',
  });
  expect(await passwordIn(to, 's/1')).toBe('value-1');
  expect(await failure(restoreTo(fileAt(backup), fileAt(to), { now }))).toMatchObject({ code: 'exists' });
});

it('in place, the vault that was there is kept aside under a dated name', async () => {
  await fixture.vault.secrets.put('s/1', password('later'));
  await fixture.vault.lock();
  const { kept } = await restoreInPlace(fileAt(backup), fileAt(fixture.source), {
    now,
    notes: fixture.options.notes,
  });
  expect(kept).toEqual(fileAt(path.join(fixture.folder, 'desk (kept 2026-06-09 083000).holdfast')));
  expect(await passwordIn(fixture.source, 's/1')).toBe('value-1');
  expect(await passwordIn(kept?.location ?? '', 's/1')).toBe('later');
  expect(fs.readdirSync(fixture.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('in place of a damaged vault, with the journal that a crash left: neither touches the other', async () => {
  await fixture.vault.lock();
  fs.writeFileSync(fixture.source, 'not a vault any more');
  fs.writeFileSync(`${fixture.source}-journal`, 'what a crash left');
  const { kept } = await restoreInPlace(fileAt(backup), fileAt(fixture.source), {
    now,
    notes: fixture.options.notes,
  });
  expect(fs.readFileSync(kept?.location ?? '', 'utf8')).toBe('not a vault any more');
  expect(fs.readFileSync(`${kept?.location}-journal`, 'utf8')).toBe('what a crash left');
  expect(fs.existsSync(`${fixture.source}-journal`)).toBe(false);
  expect(await passwordIn(fixture.source, 's/2')).toBe('value-2');
});

it('FOLDER and FOLDER/LATEST are the newest backup; an empty folder has none', async () => {
  await fixture.vault.secrets.put('s/9', password('x'));
  const newest = (await createBackup(fixture.vault, fixture.backups, fixture.options)).file;
  expect((await backupAt(fileAt(fixture.backups), fixture)).place.location).toBe(newest);
  expect((await backupAt(fileAt(path.join(fixture.backups, 'LATEST')), fixture)).place.location).toBe(newest);
  expect((await backupAt(fileAt(backup), fixture)).place.location).toBe(backup);
  const empty = fs.mkdtempSync(path.join(fixture.folder, 'empty-'));
  expect(await failure(backupAt(fileAt(empty), fixture))).toMatchObject({
    code: 'backup-refused',
    reason: 'none-there',
  });
  expect(await failure(backupAt(fileAt(path.join(fixture.folder, 'nope')), fixture))).toMatchObject({
    code: 'not-found',
  });
  const latest = backupAt(fileAt(path.join(fixture.folder, 'nope', 'LATEST')), fixture);
  expect(await failure(latest)).toMatchObject({ code: 'backup-refused', reason: 'missing-folder' });
});

it('a locked copy is compared byte for byte, and copied once', async () => {
  const report = await copyLocked(fileAt(fixture.source), fixture.backups, { now });
  expect(report).toMatchObject({ proven: 'structure', unchanged: true, file: backup });
  await fixture.vault.secrets.put('s/9', password('x'));
  const next = await copyLocked(fileAt(fixture.source), fixture.backups, { now });
  expect(next).toMatchObject({ unchanged: false });
  expect(await passwordIn(next.file, 's/9')).toBe('x');
});

it('a locked copy takes over only what is new; a base that is damaged is not built on', async () => {
  await fill(fixture.vault, 10, 60);
  const whole = await copyLocked(
    fileAt(fixture.source),
    fs.mkdtempSync(path.join(fixture.folder, 'fresh-')),
    {
      now,
    },
  );
  const first = await copyLocked(fileAt(fixture.source), fixture.backups, { now });
  await fixture.vault.secrets.put('s/9', password('x'));
  await fixture.vault.secrets.destroy('s/1', [1]);
  const next = await copyLocked(fileAt(fixture.source), fixture.backups, { now });
  expect(next.copied).toBeGreaterThan(0);
  expect(next.copied).toBeLessThan(whole.copied / 4);
  expect((await checkStructure(fileAt(next.file))).objects).toBe(
    (await checkStructure(fileAt(fixture.source))).objects,
  );
  expect(await passwordIn(next.file, 's/9')).toBe('x');
  const bytes = fs.readFileSync(next.file);
  for (let at = bytes.length - 4_000; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 1;
  fs.writeFileSync(next.file, bytes);
  await fixture.vault.secrets.put('s/9', password('y'));
  const again = await copyLocked(fileAt(fixture.source), fixture.backups, { now });
  expect(again.copied).toBeGreaterThan(whole.copied / 2);
  expect(await passwordIn(again.file, 's/9')).toBe('y');
  expect(await passwordIn(first.file, 's/2')).toBeDefined();
  expect(fs.readdirSync(fixture.backups).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('restoring in place that is called off leaves everything as it was, and closes nothing', async () => {
  const before = fs.readFileSync(fixture.source);
  const abort = new AbortController();
  let closed = false;
  const called = restoreInPlace(fileAt(backup), fileAt(fixture.source), {
    now,
    notes: fixture.options.notes,
    signal: abort.signal,
    progress: () => abort.abort(),
    close: async () => {
      closed = true;
    },
  });
  expect(await failure(called)).toEqual({ code: 'cancelled' });
  expect(closed).toBe(false);
  expect(fs.readFileSync(fixture.source).equals(before)).toBe(true);
  expect(fs.readdirSync(fixture.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('the structure of a locked file is read wholly, and every flipped byte of it leaves no crash and no write', async () => {
  expect(await checkStructure(fileAt(backup))).toMatchObject({ sound: true, damaged: [], revision: 2 });
  const whole = fs.readFileSync(backup);
  const copy = path.join(fixture.folder, 'flipped.holdfast');
  const every = process.env['HOLDFAST_LONG'] === '1' ? 1 : 37;
  for (let at = 0; at < whole.length; at += every) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    fs.writeFileSync(copy, bytes);
    await failure(checkStructure(fileAt(copy)));
    expect(fs.readFileSync(copy).equals(bytes)).toBe(true);
  }
});

it('every flipped byte of a backup is found by reading it back, or changes nothing that is read', async () => {
  const whole = fs.readFileSync(backup);
  const copy = path.join(fixture.folder, 'flipped.holdfast');
  const every = process.env['HOLDFAST_LONG'] === '1' ? 1 : 29;
  let found = 0;
  for (let at = 0; at < whole.length; at += every) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 0x01;
    fs.writeFileSync(copy, bytes);
    if (await isWhole(copy)) continue;
    found += 1;
  }
  expect(found).toBeGreaterThan(whole.length / every / 10);
});

async function isWhole(file: string): Promise<boolean> {
  let other: Awaited<ReturnType<typeof lookInto>> | undefined;
  const refused = await failure(
    (async () => {
      other = await lookInto(fixture.vault, fileAt(file));
      const { damaged } = await other.verify();
      for (const { path: secret } of await other.secrets.list('')) {
        const { fields } = await other.secrets.get(secret);
        expect(fields).toEqual(password(`value-${secret.slice(2)}`));
      }
      if (damaged.length > 0) throw new Error('damaged');
    })().catch((error) => {
      if (error instanceof Error && error.message === 'damaged') return Promise.reject(wrong);
      throw error;
    }),
  );
  await other?.lock();
  return refused === undefined;
}
const { HoldfastError } = await import('../../shared/failure.ts');
const wrong = new HoldfastError({ code: 'damaged', part: 'object' });

it('one looks into a backup with the keys at hand, sees what differs, and takes single secrets out', async () => {
  await fixture.vault.secrets.put('s/1', password('later'));
  await fixture.vault.secrets.put('new', password('n'));
  await fixture.vault.secrets.delete('s/2');
  await fixture.vault.secrets.destroy('s/2', [1]);
  const other = await lookInto(fixture.vault, fileAt(backup));
  expect((await compared(other, fixture.vault)).map(({ path: at, how }) => [at, how])).toEqual([
    ['new', 'later'],
    ['s/0', 'same'],
    ['s/1', 'changed'],
    ['s/2', 'missing'],
  ]);
  const both = [{ path: 's/1' }, { path: 's/2', version: 1 }];
  expect(await takeFrom(other, fixture.vault, both)).toEqual({
    taken: [
      { path: 's/1', version: 3 },
      { path: 's/2', version: 2 },
    ],
    held: [],
  });
  expect(await fixture.vault.secrets.get('s/1')).toMatchObject({ version: 3, fields: password('value-1') });
  expect(await fixture.vault.secrets.get('s/2')).toMatchObject({ version: 2, fields: password('value-2') });
  // What is there just so already is not written again, unless its version was named.
  expect(await takeFrom(other, fixture.vault, [{ path: 's/1' }, { path: 's/0' }])).toEqual({
    taken: [],
    held: ['s/1', 's/0'],
  });
  const revision = fixture.vault.revision;
  expect(await failure(takeFrom(other, fixture.vault, [{ path: 's/1' }, { path: 'nowhere' }]))).toMatchObject(
    {
      code: 'not-found',
    },
  );
  expect(fixture.vault.revision).toBe(revision);
  await other.lock();
});

it('a backup from before a new root key wants its own passphrase', async () => {
  await fixture.vault.rekey('one');
  expect(await failure(lookInto(fixture.vault, fileAt(backup)))).toMatchObject({ code: 'wrong-key' });
  const other = await lookInto(fixture.vault, fileAt(backup), 'one');
  expect(await other.secrets.list('')).toHaveLength(3);
  await other.lock();
  await fill(fixture.vault, 50, 1);
});

it('an older state counts as chosen before it lies there, and no longer where it could not be put there', async () => {
  const before = fs.readFileSync(fixture.source);
  const told: unknown[] = [];
  class Watched extends MachineNotes {
    override async accept(vault: string, manifest: string | undefined): Promise<void> {
      await super.accept(vault, manifest);
      told.push(fs.readFileSync(fixture.source).equals(before), manifest === undefined);
      // What was about to be put there goes.
      for (const name of fs.readdirSync(fixture.folder)) {
        if (name.startsWith('.')) fs.rmSync(path.join(fixture.folder, name));
      }
    }
  }
  const notes = new Watched(undefined);
  expect(await failure(restoreInPlace(fileAt(backup), fileAt(fixture.source), { now, notes }))).toBeDefined();
  expect(told).toEqual([true, false, true, true]);
  expect(notes.accepted(fixture.vault.id)).toBeUndefined();
});
