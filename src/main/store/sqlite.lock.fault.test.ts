import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { makeFile, scratchFolder } from '../backend/testing/vaults.ts';
import { cloneFile } from './clone.ts';
import { SqliteStore } from './sqlite.ts';

/** What another process hears when it wants to write. */
function writeElsewhere(location: string): string {
  const script = `
    const db = new (require('better-sqlite3'))(${JSON.stringify(location)}, { timeout: 0 });
    try { db.exec('BEGIN IMMEDIATE'); console.log('let in'); } catch (error) { console.log(error.code); }`;
  return spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
  }).stdout.trim();
}

it('opening and closing a vault a second time drops no lock of a commit under way', async () => {
  const folder = scratchFolder();
  try {
    const location = path.join(folder, 'locked.holdfast');
    await makeFile(location);
    const store = await SqliteStore.open(location);
    let halfway = () => {};
    const started = new Promise<void>((resolve) => {
      halfway = resolve;
    });
    function* objects(): Generator<readonly [ObjectId, Sealed]> {
      for (let n = 0; n < 2_000; n++) {
        if (n === 300) halfway();
        yield [n.toString(16).padStart(32, '0') as ObjectId, new Uint8Array(64) as Sealed];
      }
    }
    const commit = store.commit({ objects: objects(), manifest: new Uint8Array(8), revision: 2 });
    await started;
    expect(writeElsewhere(location)).toBe('SQLITE_BUSY');
    await (await SqliteStore.open(location)).close();
    expect(writeElsewhere(location)).toBe('SQLITE_BUSY');
    expect(await commit).toBe('done');
    await store.close();
    expect(writeElsewhere(location)).toBe('let in');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('copying the file past SQLite drops no lock of a commit under way', async () => {
  const folder = scratchFolder();
  try {
    const location = path.join(folder, 'locked.holdfast');
    await makeFile(location);
    const store = await SqliteStore.open(location);
    const object = ['f'.repeat(32) as ObjectId, new Uint8Array(64) as Sealed] as const;
    const manifest = new Uint8Array(8);
    expect(await store.commit({ objects: [object], manifest, revision: 2 })).toBe('done');
    async function* batches(): AsyncGenerator<Iterable<readonly [ObjectId, Sealed]>> {
      expect(writeElsewhere(location)).toBe('SQLITE_BUSY');
      await cloneFile(location, path.join(folder, 'copy.holdfast'));
      expect(writeElsewhere(location)).toBe('SQLITE_BUSY');
      yield [];
    }
    const finish = () => ({ manifest, drop: [] });
    expect(await store.commitStream({ revision: 3, batches: batches(), finish })).toBe('done');
    await store.close();
    expect(writeElsewhere(location)).toBe('let in');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
