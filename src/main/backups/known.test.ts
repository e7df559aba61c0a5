import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { createBackup } from './backup.ts';
import { listBackups } from './folder.ts';
import { known } from './known.ts';
import { backupAt } from './latest.ts';
import { copyLocked } from './locked.ts';
import { MachineNotes } from './notes.ts';
import { prune } from './prune.ts';
import { type Desk, deskForTest, failure, fill } from './testing/desk.ts';
import { forge, forgeMany } from './testing/forge.ts';

let desk: Desk;
let proven: string[];
let forged: string[];
beforeEach(async () => {
  desk = await deskForTest();
  proven = [];
  for (let i = 0; i < 5; i++) {
    await fill(desk.vault, 10 * i, 1);
    proven.push((await createBackup(desk.vault, desk.backups, desk.options)).file);
  }
  forged = await forgeMany(desk.source, desk.backups, 7);
});
afterEach(() => desk.remove());

const at = (name: string) => path.join(desk.folder, name);
const withKeys = () => ({ notes: desk.notes, copies: desk.vault.copies });
const rule = { last: 5, daily: 0, weekly: 0, monthly: 0 };
const there = (files: readonly string[]) => files.filter((file) => fs.existsSync(file));
const oursOf = async (witness: Parameters<typeof known>[1]) =>
  (await known(await listBackups(desk.backups), witness)).filter(({ ours }) => ours).map(({ file }) => file);

describe('what is ours', () => {
  it('is told by keys, or by the bytes that were proven; never by a header', async () => {
    const fresh = new MachineNotes(undefined);
    const newestFirst = [...proven].reverse();
    expect(await oursOf({ notes: fresh, copies: desk.vault.copies })).toEqual(newestFirst);
    expect(await oursOf({ notes: desk.notes })).toEqual(newestFirst);
    expect(await oursOf({ notes: fresh })).toEqual([]);
  });

  it('of an older root key counts by its bytes, and no more once they change', async () => {
    await desk.vault.rekey('one');
    expect(await oursOf({ notes: new MachineNotes(undefined), copies: desk.vault.copies })).toEqual([]);
    expect(await oursOf(withKeys())).toHaveLength(5);
    fs.appendFileSync(proven[2] ?? '', 'x');
    expect(await oursOf(withKeys())).toHaveLength(4);
  });

  it('includes a copy that was made here without keys, which is not called proven', async () => {
    await fill(desk.vault, 90, 1);
    const { file } = await copyLocked(fileAt(desk.source), desk.backups, desk.options);
    const found = await known(await listBackups(desk.backups), { notes: desk.notes });
    expect(found.find((one) => one.file === file)).toMatchObject({ ours: true });
    expect(found.find((one) => one.file === file)).not.toHaveProperty('provenAt');
    expect(desk.notes.provenAs(path.basename(file), desk.vault.id, desk.vault.revision)).toBeUndefined();
  });

  it('is proven wholly once more where the copy to build on was made without keys', async () => {
    await fill(desk.vault, 90, 1);
    await copyLocked(fileAt(desk.source), desk.backups, desk.options);
    await fill(desk.vault, 91, 1);
    const { authenticated, copied } = await createBackup(desk.vault, desk.backups, desk.options);
    expect(authenticated).toBeGreaterThan(copied);
  });
});

describe('what a rule lets go', () => {
  const last = { ...rule, last: 1 };
  const pruned = async (spare: readonly string[] = []) =>
    prune(desk.backups, desk.vault.id, last, spare, { notes: desk.notes });

  it('is no backup that was read back, for a copy that was not', async () => {
    await fill(desk.vault, 90, 1);
    const { file } = await copyLocked(fileAt(desk.source), desk.backups, desk.options);
    expect(await pruned()).toBe(4);
    expect(there([...proven, file])).toEqual([proven[4], file]);
  });

  it('is nothing that a person named, and nothing that is spared', async () => {
    const mine = at('backups/mine.holdfast');
    fs.copyFileSync(proven[1] ?? '', mine);
    expect(await pruned([proven[0] ?? ''])).toBe(3);
    expect(there([...proven, mine])).toEqual([proven[0], proven[4], mine]);
  });
});

describe('forged files beside proven ones', () => {
  it.each([['with keys'], ['without']])('push none out by retention, %s', async (how) => {
    const witness = how === 'with keys' ? withKeys() : { notes: desk.notes };
    expect(await prune(desk.backups, desk.vault.id, rule, [], witness)).toBe(0);
    expect(there([...proven, ...forged])).toHaveLength(12);
    expect(await prune(desk.backups, desk.vault.id, { ...rule, last: 2 }, [], witness)).toBe(3);
    expect(there(proven)).toEqual(proven.slice(3));
    expect(there(forged)).toHaveLength(7);
  });

  it('push none out either where they are copies of a true head, or of a whole backup', async () => {
    const newest = proven[4] ?? '';
    for (const [i, file] of forged.entries()) {
      if (i < 3) fs.copyFileSync(newest, file);
      else await forge(newest, file, desk.vault.revision);
    }
    expect(await prune(desk.backups, desk.vault.id, rule, [], withKeys())).toBe(0);
    expect(there(proven)).toHaveLength(5);
  });

  it.each([['with keys'], ['without']])(
    'push none out as copies of whole backups that are dated anew, %s',
    async (how) => {
      const witness = how === 'with keys' ? withKeys() : { notes: desk.notes };
      for (const file of [...proven, ...forged]) fs.rmSync(file);
      const months: string[] = [];
      for (let month = 0; month < 5; month++) {
        await fill(desk.vault, 90 + month, 1);
        const now = () => new Date(2026, month, 15, 12).getTime();
        months.push((await createBackup(desk.vault, desk.backups, { ...desk.options, now })).file);
      }
      for (const [i, file] of months.entries())
        for (const when of ['1999-01-02', '2026-05-30', '2027-10-01', '2027-11-01', '2027-12-01'])
          fs.copyFileSync(file, at(`backups/copy${i}-${when}-120000-r9.holdfast`));
      const again = await createBackup(desk.vault, desk.backups, desk.options);
      expect(again.unchanged).toBe(true);
      expect(await prune(desk.backups, desk.vault.id, { ...rule, last: 1, monthly: 5 }, [], witness)).toBe(0);
      expect(there(months)).toEqual(months);
    },
  );

  it('are neither what a backup is built on nor taken for it', async () => {
    const middle = at('backups/desk-2027-01-01-000000-r6.holdfast');
    await forge(desk.source, middle, desk.vault.revision + 1);
    await fill(desk.vault, 90, 1);
    await fill(desk.vault, 91, 1);
    const report = await createBackup(desk.vault, desk.backups, desk.options);
    expect(report.authenticated).toBe(report.copied);
    // On the proven one, so that only what is new was copied.
    expect(report.copied).toBeLessThan((await desk.vault.verify()).objects);
    const same = at('backups/desk-2027-01-02-000000-r8.holdfast');
    await forge(desk.source, same, desk.vault.revision + 1);
    await fill(desk.vault, 92, 1);
    expect((await createBackup(desk.vault, desk.backups, desk.options)).unchanged).toBe(false);
    expect(await createBackup(desk.vault, desk.backups, desk.options)).toMatchObject({ unchanged: true });
    await copyLocked(fileAt(desk.source), desk.backups, desk.options);
    expect(await copyLocked(fileAt(desk.source), desk.backups, desk.options)).toMatchObject({
      unchanged: true,
    });
  });

  it.each([['with keys'], ['without']])(
    'refuse no backup into a file that has the name, %s: it is kept aside',
    async (how) => {
      const file = await forge(desk.source, at('mine.holdfast'), 9_999);
      const bytes = fs.readFileSync(file);
      const make = () =>
        how === 'with keys'
          ? createBackup(desk.vault, file, desk.options)
          : copyLocked(fileAt(desk.source), file, desk.options);
      const { kept = '' } = await make();
      expect(fs.readFileSync(kept)).toEqual(bytes);
      expect(path.dirname(kept)).toBe(desk.folder);
      // What was made here is known again, and replaced as ever.
      await fill(desk.vault, 90, 1);
      expect(await make()).not.toHaveProperty('kept');
    },
  );

  it('older ones are kept aside, too: a header deletes nothing', async () => {
    const file = await forge(desk.source, at('mine.holdfast'), 1);
    expect(fs.existsSync((await createBackup(desk.vault, file, desk.options)).kept ?? '')).toBe(true);
  });

  it('a backup that is truly newer still refuses', async () => {
    const { file } = await createBackup(desk.vault, at('mine.holdfast'), desk.options);
    const older = at('older.holdfast');
    fs.copyFileSync(proven[0] ?? '', older);
    const made = copyLocked(fileAt(older), file, desk.options);
    expect(await failure(made)).toMatchObject({ code: 'backup-refused', reason: 'newer' });
  });

  it('are not the newest of a folder, and are named; where nothing is known the headers have to do', async () => {
    expect(await backupAt(fileAt(path.join(desk.backups, 'LATEST')), { notes: desk.notes })).toEqual({
      place: fileAt(proven[4] ?? ''),
      passed: [...forged].reverse().map(fileAt),
    });
    const fresh = { notes: new MachineNotes(undefined) };
    const newestFirst = [...proven, ...forged].reverse();
    expect(await backupAt(fileAt(desk.backups), fresh)).toEqual({
      place: fileAt(forged[6] ?? ''),
      passed: [],
      unknown: newestFirst.slice(1).map(fileAt),
    });
  });

  it('a proven one that was changed since is passed over, but not by who looks for damage', async () => {
    fs.appendFileSync(proven[4] ?? '', 'x');
    expect((await backupAt(fileAt(desk.backups), { notes: desk.notes })).place.location).toBe(proven[3]);
    expect((await backupAt(fileAt(desk.backups), { notes: desk.notes, changed: true })).place.location).toBe(
      proven[4],
    );
  });
});
