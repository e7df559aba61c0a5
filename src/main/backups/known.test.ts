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
import { type Fixture, failure, fill, fixtureForTest } from './testing/fixture.ts';
import { forge, forgeMany } from './testing/forge.ts';

let fixture: Fixture;
let proven: string[];
let forged: string[];
beforeEach(async () => {
  fixture = await fixtureForTest();
  proven = [];
  for (let i = 0; i < 5; i++) {
    await fill(fixture.vault, 10 * i, 1);
    proven.push((await createBackup(fixture.vault, fixture.backups, fixture.options)).file);
  }
  forged = await forgeMany(fixture.source, fixture.backups, 7);
});
afterEach(() => fixture.remove());

const at = (name: string) => path.join(fixture.folder, name);
const withKeys = () => ({ notes: fixture.notes, copies: fixture.vault.copies });
const rule = { last: 5, daily: 0, weekly: 0, monthly: 0 };
const there = (files: readonly string[]) => files.filter((file) => fs.existsSync(file));
const oursOf = async (witness: Parameters<typeof known>[1]) =>
  (await known(await listBackups(fixture.backups), witness))
    .filter(({ ours }) => ours)
    .map(({ file }) => file);

describe('what is ours', () => {
  it('is told by keys, or by the bytes that were proven; never by a header', async () => {
    const fresh = new MachineNotes(undefined);
    const newestFirst = [...proven].reverse();
    expect(await oursOf({ notes: fresh, copies: fixture.vault.copies })).toEqual(newestFirst);
    expect(await oursOf({ notes: fixture.notes })).toEqual(newestFirst);
    expect(await oursOf({ notes: fresh })).toEqual([]);
  });

  it('of an older root key counts by its bytes, and no more once they change', async () => {
    await fixture.vault.rekey('one');
    expect(await oursOf({ notes: new MachineNotes(undefined), copies: fixture.vault.copies })).toEqual([]);
    expect(await oursOf(withKeys())).toHaveLength(5);
    fs.appendFileSync(proven[2] ?? '', 'x');
    expect(await oursOf(withKeys())).toHaveLength(4);
  });

  it('includes a copy that was made here without keys, which is not called proven', async () => {
    await fill(fixture.vault, 90, 1);
    const { file } = await copyLocked(fileAt(fixture.source), fixture.backups, fixture.options);
    const found = await known(await listBackups(fixture.backups), { notes: fixture.notes });
    expect(found.find((one) => one.file === file)).toMatchObject({ ours: true });
    expect(found.find((one) => one.file === file)).not.toHaveProperty('provenAt');
    expect(
      fixture.notes.provenAs(path.basename(file), fixture.vault.id, fixture.vault.revision),
    ).toBeUndefined();
  });

  it('is proven wholly once more where the copy to build on was made without keys', async () => {
    await fill(fixture.vault, 90, 1);
    await copyLocked(fileAt(fixture.source), fixture.backups, fixture.options);
    await fill(fixture.vault, 91, 1);
    const { authenticated, copied } = await createBackup(fixture.vault, fixture.backups, fixture.options);
    expect(authenticated).toBeGreaterThan(copied);
  });
});

describe('what a rule lets go', () => {
  const last = { ...rule, last: 1 };
  const pruned = async (spare: readonly string[] = []) =>
    prune(fixture.backups, fixture.vault.id, last, spare, { notes: fixture.notes });

  it('is no backup that was read back, for a copy that was not', async () => {
    await fill(fixture.vault, 90, 1);
    const { file } = await copyLocked(fileAt(fixture.source), fixture.backups, fixture.options);
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
    const witness = how === 'with keys' ? withKeys() : { notes: fixture.notes };
    expect(await prune(fixture.backups, fixture.vault.id, rule, [], witness)).toBe(0);
    expect(there([...proven, ...forged])).toHaveLength(12);
    expect(await prune(fixture.backups, fixture.vault.id, { ...rule, last: 2 }, [], witness)).toBe(3);
    expect(there(proven)).toEqual(proven.slice(3));
    expect(there(forged)).toHaveLength(7);
  });

  it('push none out either where they are copies of a true head, or of a whole backup', async () => {
    const newest = proven[4] ?? '';
    for (const [i, file] of forged.entries()) {
      if (i < 3) fs.copyFileSync(newest, file);
      else await forge(newest, file, fixture.vault.revision);
    }
    expect(await prune(fixture.backups, fixture.vault.id, rule, [], withKeys())).toBe(0);
    expect(there(proven)).toHaveLength(5);
  });

  it.each([['with keys'], ['without']])(
    'push none out as copies of whole backups that are dated anew, %s',
    async (how) => {
      const witness = how === 'with keys' ? withKeys() : { notes: fixture.notes };
      for (const file of [...proven, ...forged]) fs.rmSync(file);
      const months: string[] = [];
      for (let month = 0; month < 5; month++) {
        await fill(fixture.vault, 90 + month, 1);
        const now = () => new Date(2026, month, 15, 12).getTime();
        months.push((await createBackup(fixture.vault, fixture.backups, { ...fixture.options, now })).file);
      }
      for (const [i, file] of months.entries())
        for (const when of ['1999-01-02', '2026-05-30', '2027-10-01', '2027-11-01', '2027-12-01'])
          fs.copyFileSync(file, at(`backups/copy${i}-${when}-120000-r9.holdfast`));
      const again = await createBackup(fixture.vault, fixture.backups, fixture.options);
      expect(again.unchanged).toBe(true);
      expect(
        await prune(fixture.backups, fixture.vault.id, { ...rule, last: 1, monthly: 5 }, [], witness),
      ).toBe(0);
      expect(there(months)).toEqual(months);
    },
  );

  it('are neither what a backup is built on nor taken for it', async () => {
    const middle = at('backups/desk-2027-01-01-000000-r6.holdfast');
    await forge(fixture.source, middle, fixture.vault.revision + 1);
    await fill(fixture.vault, 90, 1);
    await fill(fixture.vault, 91, 1);
    const report = await createBackup(fixture.vault, fixture.backups, fixture.options);
    expect(report.authenticated).toBe(report.copied);
    // On the proven one, so that only what is new was copied.
    expect(report.copied).toBeLessThan((await fixture.vault.verify()).objects);
    const same = at('backups/desk-2027-01-02-000000-r8.holdfast');
    await forge(fixture.source, same, fixture.vault.revision + 1);
    await fill(fixture.vault, 92, 1);
    expect((await createBackup(fixture.vault, fixture.backups, fixture.options)).unchanged).toBe(false);
    expect(await createBackup(fixture.vault, fixture.backups, fixture.options)).toMatchObject({
      unchanged: true,
    });
    await copyLocked(fileAt(fixture.source), fixture.backups, fixture.options);
    expect(await copyLocked(fileAt(fixture.source), fixture.backups, fixture.options)).toMatchObject({
      unchanged: true,
    });
  });

  it.each([['with keys'], ['without']])(
    'refuse no backup into a file that has the name, %s: it is kept aside',
    async (how) => {
      const file = await forge(fixture.source, at('mine.holdfast'), 9_999);
      const bytes = fs.readFileSync(file);
      const make = () =>
        how === 'with keys'
          ? createBackup(fixture.vault, file, fixture.options)
          : copyLocked(fileAt(fixture.source), file, fixture.options);
      const { kept = '' } = await make();
      expect(fs.readFileSync(kept)).toEqual(bytes);
      expect(path.dirname(kept)).toBe(fixture.folder);
      // What was made here is known again, and replaced as ever.
      await fill(fixture.vault, 90, 1);
      expect(await make()).not.toHaveProperty('kept');
    },
  );

  it('older ones are kept aside, too: a header deletes nothing', async () => {
    const file = await forge(fixture.source, at('mine.holdfast'), 1);
    expect(fs.existsSync((await createBackup(fixture.vault, file, fixture.options)).kept ?? '')).toBe(true);
  });

  it('a backup that is truly newer still refuses', async () => {
    const { file } = await createBackup(fixture.vault, at('mine.holdfast'), fixture.options);
    const older = at('older.holdfast');
    fs.copyFileSync(proven[0] ?? '', older);
    const made = copyLocked(fileAt(older), file, fixture.options);
    expect(await failure(made)).toMatchObject({ code: 'backup-refused', reason: 'newer' });
  });

  it('are not the newest of a folder, and are named; where nothing is known the headers have to do', async () => {
    expect(await backupAt(fileAt(path.join(fixture.backups, 'LATEST')), { notes: fixture.notes })).toEqual({
      place: fileAt(proven[4] ?? ''),
      passed: [...forged].reverse().map(fileAt),
    });
    const fresh = { notes: new MachineNotes(undefined) };
    const newestFirst = [...proven, ...forged].reverse();
    expect(await backupAt(fileAt(fixture.backups), fresh)).toEqual({
      place: fileAt(forged[6] ?? ''),
      passed: [],
      unknown: newestFirst.slice(1).map(fileAt),
    });
  });

  it('a proven one that was changed since is passed over, but not by who looks for damage', async () => {
    fs.appendFileSync(proven[4] ?? '', 'x');
    expect((await backupAt(fileAt(fixture.backups), { notes: fixture.notes })).place.location).toBe(
      proven[3],
    );
    expect(
      (await backupAt(fileAt(fixture.backups), { notes: fixture.notes, changed: true })).place.location,
    ).toBe(proven[4]);
  });
});
