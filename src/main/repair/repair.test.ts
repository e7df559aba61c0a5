import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { createBackup } from '../backups/backup.ts';
import { MachineNotes } from '../backups/notes.ts';
import { writeRestored } from '../backups/put-back.ts';
import { createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { repairFromBackup, repairFromBackupInPlace, repairInPlace, repairVault } from './repair.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const secret = (value: string) => [
  { name: 'user', type: 'text' as const, value: 'me' },
  { name: 'password', type: 'secret' as const, value },
];

let folder: string;
let file: string;
let healed: string;

beforeEach(() => {
  folder = scratchFolder({ fast: true });
  file = path.join(folder, 'desk.holdfast');
  healed = path.join(folder, 'healed.holdfast');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

async function fill(count: number): Promise<void> {
  const vault = await createVault({ location: file }, { passphrase: 'one', kdf });
  await vault.secrets.apply(
    Array.from({ length: count }, (_, i) => ({
      op: 'store' as const,
      path: `folder/secret-${i}`,
      fields: secret(`value ${i} ${'x'.repeat((i % 5) * 1500)}`),
    })),
  );
  await vault.secrets.put('folder/secret-0', secret('second'));
  await vault.lock();
}

async function backUp(): Promise<string> {
  const vault = await openVault({ location: file }, 'one');
  const to = path.join(folder, `backup-${fs.readdirSync(folder).length}.holdfast`);
  await createBackup(vault, to, { source: fileAt(file), notes: new MachineNotes(undefined), now: Date.now });
  await vault.lock();
  return to;
}

/** Everything that a vault gives, or what it refuses with. */
async function contents(location: string) {
  const vault = await openVault({ location, readOnly: true }, 'one');
  try {
    expect((await vault.verify()).damaged).toEqual([]);
    const found: Record<string, unknown> = {};
    for (const { path, versions } of await vault.secrets.list('', { deleted: true })) {
      for (const { version, destroyed } of versions)
        found[`${path} ${version}`] = destroyed ? 'gone' : (await vault.secrets.get(path, version)).fields;
    }
    return found;
  } finally {
    await vault.lock();
  }
}

async function withDamaged<T>(work: (vault: Vault) => Promise<T>): Promise<T> {
  const before = fs.readFileSync(file);
  const vault = await openVault({ location: file }, 'one');
  try {
    return await work(vault);
  } finally {
    await vault.lock();
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  }
}

/** Overwrites part of the file. */
function strike(at: number, length = 1, value = 0xa5): void {
  const bytes = fs.readFileSync(file);
  for (let i = at; i < at + length && i < bytes.length; i++) bytes[i] = (bytes[i] ?? 0) ^ value;
  fs.writeFileSync(file, bytes);
}

describe('repair of a damaged vault', () => {
  it('heals every page of the file, one struck at a time, exactly, from a backup', async () => {
    await fill(40);
    const backup = await backUp();
    const whole = fs.readFileSync(file);
    const wanted = await contents(file);
    const manifest = (await revisionOf(file)) ?? expect.unreachable();
    const counts = { opened: 0, closed: 0 };
    for (let page = 0; page < whole.length / 4096; page++) {
      fs.writeFileSync(file, whole);
      strike(page * 4096 + 30, 3000);
      const to = path.join(folder, `healed-${page}.holdfast`);
      const done = await withDamaged((vault) =>
        repairVault(vault, fileAt(to), { source: fileAt(file), backups: [fileAt(backup)], lossy: false }),
      ).catch((error) => failureOf(error));
      if (done !== undefined && 'code' in done) {
        // Its manifest was struck: the backup stands in.
        expect(done.code).toBe('damaged');
        counts.closed += 1;
        continue;
      }
      counts.opened += 1;
      expect(done).toMatchObject({ written: true, place: fileAt(to) });
      expect(await contents(to)).toEqual(wanted);
      expect(await revisionOf(to)).toEqual(manifest);
      fs.rmSync(to);
    }
    expect(counts.closed).toBeLessThan(4);
    expect(counts.opened).toBeGreaterThan(20);
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('needs no backup where SQLite alone has lost its way', async () => {
    await fill(40);
    const wanted = await contents(file);
    strike(0, 100, 0);
    strike(4096 * 2, 8, 0xff);
    const bytes = fs.readFileSync(file);
    bytes.fill(0, 100, 400);
    fs.writeFileSync(file, bytes);
    const done = await withDamaged((vault) =>
      repairVault(vault, fileAt(healed), { source: fileAt(file), backups: [], lossy: true }),
    );
    expect(done.place).toEqual(fileAt(healed));
    const found = await contents(healed);
    for (const [key, fields] of Object.entries(found))
      if (fields !== 'gone') expect(fields).toEqual(wanted[key]);
  });

  it('keeps a secret deleted whose deleted newest version is lost: no older one takes its place', async () => {
    const vault = await createVault({ location: file }, { passphrase: 'one', kdf });
    for (const path of ['deleted', 'live'])
      for (const value of ['old', 'new']) await vault.secrets.put(path, secret(value));
    await vault.secrets.delete('deleted', [2]);
    const ids = [];
    for (const path of ['deleted', 'live'])
      ids.push((await vault.copies?.entry(path))?.versions[1]?.ref?.id ?? expect.unreachable());
    await vault.lock();
    const db = new Database(file);
    const spoil = db.prepare('UPDATE objects SET bytes = zeroblob(length(bytes)) WHERE id = ?');
    for (const id of ids) expect(spoil.run(Buffer.from(id, 'hex')).changes).toBe(1);
    db.close();
    const done = await withDamaged((damaged) =>
      repairVault(damaged, fileAt(healed), { source: fileAt(file), backups: [], lossy: true }),
    );
    expect(done.written).toBe(true);
    const mended = await openVault({ location: healed }, 'one');
    expect(await mended.secrets.get('deleted')).toMatchObject({ version: 0, fields: [] });
    expect((await mended.secrets.get('live')).fields).toEqual(secret('old'));
    await mended.secrets.undelete('deleted');
    expect((await mended.secrets.get('deleted')).fields).toEqual(secret('old'));
    await mended.lock();
  });

  it('says what stays lost, and writes nothing unless that is accepted', async () => {
    await fill(40);
    const wanted = await contents(file);
    const bytes = fs.readFileSync(file);
    // The pages in the middle of the file: versions and index pages alike.
    strike(Math.floor(bytes.length / 8192) * 4096, 4 * 4096);
    const refused = await withDamaged((vault) =>
      repairVault(vault, fileAt(healed), { source: fileAt(file), backups: [], lossy: false }),
    );
    expect(refused.written).toBe(false);
    expect(refused.place).toBeUndefined();
    expect(fs.existsSync(healed)).toBe(false);
    expect(refused.lost.versions.length + refused.lost.unnamed).toBeGreaterThan(0);
    const done = await withDamaged((vault) =>
      repairVault(vault, fileAt(healed), { source: fileAt(file), backups: [], lossy: true }),
    );
    expect(done.lost).toEqual(refused.lost);
    const found = await contents(healed);
    const lost = new Set(done.lost.versions.map(({ path, version }) => `${path} ${version}`));
    for (const [key, fields] of Object.entries(wanted)) {
      if (lost.has(key)) expect(found[key] ?? 'gone').toBe('gone');
      else if (key in found) expect(found[key]).toEqual(fields);
    }
    const missing = new Set(
      Object.keys(wanted)
        .filter((key) => !(key in found) && !lost.has(key))
        .map((key) => key.split(' ')[0]),
    );
    expect(missing.size).toBeLessThanOrEqual(done.lost.unnamed);
    // It can be written again.
    const vault = await openVault({ location: healed }, 'one');
    await vault.secrets.put('new', secret('new'));
    await vault.lock();
  });

  it('without a manifest: a backup stands in, and what came after it is taken up', async () => {
    await fill(5);
    const backup = await backUp();
    const vault = await openVault({ location: file }, 'one');
    await vault.secrets.put('folder/secret-3', secret('newer'));
    await vault.secrets.put('after/backup', secret('new'));
    await vault.lock();
    const wanted = await contents(file);
    const bytes = fs.readFileSync(file);
    for (let at = bytes.indexOf('HOLDFAST'); at >= 0; at = bytes.indexOf('HOLDFAST', at + 1))
      bytes[at + 30] = 0;
    fs.writeFileSync(file, bytes);
    expect(failureOf(await openVault({ location: file }, 'one').catch((error) => error))).toMatchObject({
      code: 'damaged',
    });
    const base = await openVault({ location: backup, readOnly: true }, 'one');
    const done = await repairFromBackup(base, fileAt(healed), {
      source: fileAt(file),
      backups: [],
      lossy: true,
    });
    await base.lock();
    expect(done.earlier).toEqual(expect.arrayContaining(['after/backup', 'folder/secret-3']));
    expect(await contents(healed)).toEqual(wanted);

    const damaged = fs.readFileSync(file);
    const again = await openVault({ location: backup, readOnly: true }, 'one');
    const placed = await repairFromBackupInPlace(again, {
      source: fileAt(file),
      backups: [],
      lossy: true,
      now: 0,
    });
    await again.lock();
    expect(placed).toMatchObject({ written: true, place: fileAt(file) });
    expect(fs.readFileSync(placed.kept?.location ?? '').equals(damaged)).toBe(true);
    expect(await contents(file)).toEqual(wanted);
  });

  it('takes the place of the damaged one, which is kept', async () => {
    await fill(20);
    const backup = await backUp();
    const wanted = await contents(file);
    strike(4096 * 5, 2000);
    const damaged = fs.readFileSync(file);
    const vault = await openVault({ location: file }, 'one');
    const notes = new MachineNotes(undefined);
    const options = { source: fileAt(file), backups: [fileAt(backup)], lossy: false, notes };
    const done = await repairInPlace(vault, { ...options, close: () => vault.lock(), now: 0 });
    expect(done).toMatchObject({ written: true, place: fileAt(file) });
    expect(fs.readFileSync(done.kept?.location ?? '').equals(damaged)).toBe(true);
    expect(await contents(file)).toEqual(wanted);
    expect(fs.readdirSync(folder).length).toBe(3);
    // Its audit has it once it is opened.
    const repaired = await openVault({ location: file }, 'one');
    await writeRestored(repaired, fileAt(file), notes);
    await writeRestored(repaired, fileAt(file), notes);
    const entries = (await repaired.audit.list()).filter(({ action }) => action === 'vault.repair');
    await repaired.lock();
    expect(entries).toMatchObject([{ client: 'owner', outcome: 'done' }]);
  });

  it('refuses a name that is taken, and leaves nothing behind when it is called off', async () => {
    await fill(5);
    fs.writeFileSync(healed, 'mine');
    const vault = await openVault({ location: file }, 'one');
    const options = { source: fileAt(file), backups: [fileAt(path.join(folder, 'nothing'))], lossy: false };
    expect(failureOf(await repairVault(vault, fileAt(healed), options).catch((e) => e))).toMatchObject({
      code: 'exists',
    });
    fs.rmSync(healed);
    const off = AbortSignal.abort();
    expect(
      failureOf(await repairVault(vault, fileAt(healed), { ...options, signal: off }).catch((e) => e)),
    ).toMatchObject({ code: 'cancelled' });
    expect(fs.readdirSync(folder)).toEqual(['desk.holdfast']);
    expect(await repairVault(vault, fileAt(healed), options)).toMatchObject({
      unusable: options.backups,
      written: true,
    });
    await vault.lock();
  });
});

async function revisionOf(location: string) {
  const vault = await openVault({ location, readOnly: true }, 'one');
  try {
    return await vault.copies?.stamp();
  } finally {
    await vault.lock();
  }
}
