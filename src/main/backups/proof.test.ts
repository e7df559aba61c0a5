import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HoldfastError } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import type { Copies } from '../backend/backend.ts';
import { repairInPlace, repairVault } from '../repair/repair.ts';
import { openVault } from '../vault/open.ts';
import { Vault } from '../vault/vault.ts';
import { createBackup } from './backup.ts';
import { keepVault } from './keep.ts';
import { checkStructure, copyLocked } from './locked.ts';
import { restoreInPlace } from './restore.ts';
import { backupsIn } from './testing/backups-in.ts';
import { type Fixture, failure, fixtureForTest, kdf, password } from './testing/fixture.ts';

// A copy counts only when it was read back: each look that a copy is given fails here once.
let fixture: Fixture;
beforeEach(async () => {
  fixture = await fixtureForTest();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fixture.remove();
});

const now = () => 0;
const make = (place = fixture.backups) => createBackup(fixture.vault, place, fixture.options);
const hidden = (folder: string) => fs.readdirSync(folder).filter((name) => name.startsWith('.'));

/** Changes how the vault proves its copies; what it did before is given along. */
function prove(change: (real: Copies['prove']) => Copies['prove']): void {
  const copies = fixture.vault.copies ?? expect.unreachable();
  const real = copies.prove.bind(copies);
  vi.spyOn(copies, 'prove').mockImplementation(change(real));
}

/** The report of a look that found something damaged. */
const unreadable = async <T extends object>(report: Promise<T>) => ({
  ...(await report),
  damaged: [{ kind: 'object' as const, id: 'x' }] as never,
});

/** Changes a closed vault file past Holdfast. */
function tamper(file: string, ...statements: [sql: string, ...bound: unknown[]][]): void {
  const db = new Database(file);
  for (const [sql, ...bound] of statements) db.prepare(sql).run(...bound);
  db.close();
}

describe('a backup', () => {
  it('that does not read back is not kept', async () => {
    prove(
      (real) =>
        (...all) =>
          unreadable(real(...all)),
    );
    expect(await failure(make())).toMatchObject({ code: 'backup-refused', reason: 'not-proven' });
    expect(backupsIn(fixture.backups)).toEqual([]);
  });

  it('is synced before it is read back, and again before it gets its name', async () => {
    const probe = await fs.promises.open(fixture.source, 'r');
    const handles = Object.getPrototypeOf(probe) as fs.promises.FileHandle;
    await probe.close();
    const steps: string[] = [];
    const sync = handles.sync;
    vi.spyOn(handles, 'sync').mockImplementation(function (this: fs.promises.FileHandle) {
      steps.push('sync');
      return sync.call(this);
    });
    prove((real) => (...all) => {
      steps.push('prove');
      return real(...all);
    });
    const { fsyncSync, linkSync } = fs;
    vi.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
      steps.push('sync');
      fsyncSync(file);
    });
    vi.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
      steps.push('name');
      linkSync(from, to);
    });
    await make(path.join(fixture.folder, 'one.holdfast'));
    expect(steps).toEqual(['sync', 'prove', 'sync', 'name', 'sync']);
  });

  it('of this revision is looked at again: one changed byte in an object, and a whole one is made', async () => {
    await fixture.vault.secrets.put('large', password('x'.repeat(40_000)));
    const first = await make();
    const bytes = fs.readFileSync(first.file);
    const at = bytes.length - 6_000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    fs.writeFileSync(first.file, bytes);
    const second = await make();
    expect(second.unchanged).toBe(false);
    expect(second.file).not.toBe(first.file);
  });

  it('of this revision that cannot be looked at just now is not called damaged', async () => {
    await make();
    let asked = 0;
    prove((real) => (...all) => {
      asked += 1;
      if (asked === 1) throw new HoldfastError({ code: 'busy' });
      return real(...all);
    });
    expect(await failure(make())).toEqual({ code: 'busy' });
    expect(backupsIn(fixture.backups)).toHaveLength(1);
  });

  it('in the folder of the vault itself: the vault does not count as one', async () => {
    const report = await make(fixture.folder);
    expect(report.unchanged).toBe(false);
    expect(report.file).not.toBe(fixture.source);
    expect(await copyLocked(fileAt(fixture.source), fixture.folder, { now })).toMatchObject({
      unchanged: true,
      file: report.file,
    });
  });
});

describe('a copy without keys', () => {
  /**
   * Makes a backup of this revision, changes it, and asks for a copy: whether the changed one was
   * believed.
   */
  async function believed(...statements: [sql: string, ...bound: unknown[]][]): Promise<boolean> {
    const { file } = await make();
    tamper(file, ...statements);
    const again = await copyLocked(fileAt(fixture.source), fixture.backups, { now });
    expect(again.unchanged).toBe(again.file === file);
    return again.unchanged;
  }

  it('of this revision is believed as it was made', async () => {
    expect(await believed()).toBe(true);
  });

  it('with an object changed is not believed', async () => {
    const one = 'id = (SELECT id FROM objects LIMIT 1)';
    expect(await believed([`UPDATE objects SET bytes = zeroblob(length(bytes)) WHERE ${one}`])).toBe(false);
  });

  it('with an object too many is not believed', async () => {
    expect(await believed(['INSERT INTO objects (id, bytes) VALUES (randomblob(16), zeroblob(99))'])).toBe(
      false,
    );
  });

  it('with the manifest of a copy that went its own way is not believed', async () => {
    const other = path.join(fixture.folder, 'other.holdfast');
    fs.copyFileSync(fixture.source, other);
    await fixture.vault.secrets.put('s/1', password('here'));
    const apart = await openVault({ location: other }, 'one');
    await apart.secrets.put('s/1', password('there'));
    await apart.lock();
    const db = new Database(other, { readonly: true });
    const { bytes } =
      db.prepare<[], { bytes: Buffer }>('SELECT bytes FROM manifests').get() ?? expect.unreachable();
    db.close();
    expect(await believed(['UPDATE manifests SET bytes = ?', bytes])).toBe(false);
  });

  it('is told damaged where an object is too short to be sealed, and where it is just long enough is not', async () => {
    const { file } = await make();
    const set = (length: number) =>
      tamper(file, [
        `UPDATE objects SET bytes = zeroblob(${length}) WHERE id = (SELECT min(id) FROM objects)`,
      ]);
    set(28);
    expect((await checkStructure(fileAt(file))).damaged).toEqual([]);
    set(27);
    expect((await checkStructure(fileAt(file))).damaged).toHaveLength(1);
  });
});

describe('a repair', () => {
  async function damaged(): Promise<Vault> {
    const vault = fixture.vault;
    await vault.secrets.put('large', password('x'.repeat(40_000)));
    await vault.lock();
    const bytes = fs.readFileSync(fixture.source);
    const at = bytes.length - 6_000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    fs.writeFileSync(fixture.source, bytes);
    return openVault({ location: fixture.source }, 'one');
  }
  const options = () => ({ source: fileAt(fixture.source), backups: [], lossy: false });

  it('that writes nothing leaves the damaged vault open and in its place', async () => {
    const vault = await damaged();
    const before = fs.readdirSync(fixture.folder).sort();
    const close = vi.fn(() => vault.lock());
    const done = await repairInPlace(vault, { ...options(), close, now: 0 });
    expect(done).toMatchObject({ written: false });
    expect(done.place).toBeUndefined();
    expect(close).not.toHaveBeenCalled();
    expect(fs.readdirSync(fixture.folder).sort()).toEqual(before);
    await vault.lock();
  });

  it('closes the damaged vault before another file lies in its place', async () => {
    const vault = await damaged();
    const before = fs.readFileSync(fixture.source);
    const close = vi.fn(async () => {
      expect(fs.readFileSync(fixture.source).equals(before)).toBe(true);
      await vault.lock();
    });
    await repairInPlace(vault, { ...options(), lossy: true, close, now: 0 });
    expect(close).toHaveBeenCalledOnce();
    expect(fs.readFileSync(fixture.source).equals(before)).toBe(false);
  });

  it('whose vault does not read back is no repair', async () => {
    const vault = await damaged();
    const to = path.join(fixture.folder, 'healed.holdfast');
    const verify = Vault.prototype.verify;
    vi.spyOn(Vault.prototype, 'verify').mockImplementation(function (this: Vault, ...all) {
      return unreadable(verify.apply(this, all));
    });
    const refused = await failure(repairVault(vault, fileAt(to), { ...options(), lossy: true }));
    expect(refused).toMatchObject({ code: 'backup-refused', reason: 'not-proven' });
    expect(fs.existsSync(to)).toBe(false);
    expect(hidden(fixture.folder)).toEqual([]);
    await vault.lock();
  });
});

describe('a restore in place', () => {
  it('closes the vault while it still lies in its place, and syncs the name that it is kept under first', async () => {
    const { file } = await make();
    await fixture.vault.secrets.put('s/1', password('later'));
    const before = fs.readFileSync(fixture.source);
    const steps: string[] = [];
    const { fsyncSync, linkSync, renameSync } = fs;
    const close = async () => {
      expect(fs.readFileSync(fixture.source).equals(before)).toBe(true);
      await fixture.vault.lock();
      steps.push('closed');
      vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
        steps.push(fs.fstatSync(handle).isDirectory() ? 'sync folder' : 'sync file');
        fsyncSync(handle);
      });
      vi.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
        steps.push('keep');
        linkSync(from, to);
      });
      vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
        steps.push('replace');
        renameSync(from, to);
      });
    };
    const { kept } = await restoreInPlace(fileAt(file), fileAt(fixture.source), {
      now,
      notes: fixture.notes,
      close,
    });
    expect(steps).toEqual(['closed', 'keep', 'sync folder', 'sync file', 'replace', 'sync folder']);
    expect(fs.readFileSync(kept?.location ?? '').equals(before)).toBe(true);
  });
});

describe('a vault kept from memory', () => {
  let memory: Vault;
  beforeEach(async () => {
    memory = await (await import('../vault/open.ts')).createVault(
      { kind: 'memory' },
      { passphrase: '', kdf },
    );
  });
  afterEach(() => memory.lock());

  it('that does not read back gets no name', async () => {
    const verify = Vault.prototype.verify;
    vi.spyOn(Vault.prototype, 'verify').mockImplementation(function (this: Vault, ...all) {
      return unreadable(verify.apply(this, all));
    });
    const folder = fs.mkdtempSync(path.join(fixture.folder, 'kept-'));
    const kept = keepVault(memory, fileAt(path.join(folder, 'kept.holdfast')), { passphrase: 'two', kdf });
    expect(await failure(kept)).toMatchObject({ code: 'backup-refused', reason: 'not-proven' });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('keeps the programs that were registered', async () => {
    const key = Buffer.alloc(32, 7).toString('base64url');
    const client = { name: 'web', spiffeId: 'spiffe://holdfast.local/web', key };
    await memory.secrets.apply([{ op: 'client', client }]);
    const kept = await keepVault(memory, fileAt(path.join(fixture.folder, 'kept.holdfast')), {
      passphrase: 'two',
      kdf,
    });
    expect(await kept.registered()).toMatchObject([client]);
    await kept.lock();
  });
});
