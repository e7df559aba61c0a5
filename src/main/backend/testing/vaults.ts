import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import { SqliteStore } from '../../store/sqlite.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Backend } from '../backend.ts';
import { EncryptedBackend } from '../encrypted.ts';
import { createStore, openerOf, stores } from '../initialize.ts';
import { MemoryBackend } from '../memory.ts';
import { type Clock, type Harness, stoppedClock, testKey } from './harness.ts';
import { type Disk, emptyDisk, MemoryStore } from './memory-store.ts';

/** The vault id of every test vault. */
export const vaultId = 'a1'.repeat(16);

/** A new vault on a disk of plain maps, under `testKey()`. */
export async function makeDisk(clock: Clock): Promise<Disk> {
  const disk = emptyDisk();
  // `createStore` knows stores by name: for the length of this call there is one more.
  const type = `test-${Math.random()}`;
  stores[type] = async () => ({
    open: async () => fail({ code: 'closed' }),
    create: async (_location, manifest) => {
      disk.manifests.set(1, new Uint8Array(manifest));
      return new MemoryStore(disk);
    },
  });
  try {
    await createStore(
      { kind: type, location: type, now: clock.now },
      { id: vaultId, slots: [], rootKey: testKey() },
    );
  } finally {
    delete stores[type];
  }
  return disk;
}

/** A new vault file under `testKey()`. */
export async function makeFile(location: string, now?: () => number): Promise<void> {
  await createStore({ location, ...(now && { now }) }, { id: vaultId, slots: [], rootKey: testKey() });
}

/** An initialised backend over a disk. */
export async function openDisk(
  disk: Disk,
  clock: Clock,
  store = new MemoryStore(disk),
): Promise<EncryptedBackend> {
  const backend = new EncryptedBackend(store, testKey(), clock.now);
  await backend.initialize();
  return backend;
}

/** An initialised backend over a vault file, with the real time unless told otherwise. */
export async function openFile(
  location: string,
  now?: () => number,
  readOnly = false,
): Promise<EncryptedBackend> {
  const backend = new EncryptedBackend(await SqliteStore.open(location, { readOnly }), testKey(), now);
  try {
    await backend.initialize();
    return backend;
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/**
 * A folder of a test's own; on a file system in memory where there is one, as such tests write a
 * great deal.
 */
export function scratchFolder(options: { fast?: boolean } = {}): string {
  const base = options.fast === true && existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  return mkdtempSync(path.join(base, 'holdfast-test-'));
}

/** Plain maps: nothing outlives the backend. */
export async function memoryHarness(): Promise<Harness> {
  const clock = stoppedClock();
  const backend = new MemoryBackend(clock.now);
  await backend.initialize();
  return {
    backend,
    durable: false,
    clock,
    reopen: async () => backend,
    attach: async () => new MemoryBackend(clock.now),
    destroy: () => backend.close(),
  };
}

/** Sealed, over a store of plain maps. */
export async function diskHarness(): Promise<Harness> {
  const clock = stoppedClock();
  const disk = await makeDisk(clock);
  return encryptedHarness(clock, async (readOnly) => new MemoryStore(disk, { readOnly }));
}

/** Sealed, in a SQLite file. */
export function fileHarness(): Promise<Harness> {
  return storeHarness('sqlite');
}

/** Sealed, in a folder of immutable files. */
export function folderHarness(): Promise<Harness> {
  return storeHarness('folder');
}

/**
 * Sealed, in a kind of store; `locate`: the place that stands for a path, where places are no
 * paths.
 */
export async function storeHarness(type: string, locate = (at: string) => at): Promise<Harness> {
  const clock = stoppedClock();
  const folder = scratchFolder();
  const location = locate(path.join(folder, 'test.holdfast'));
  await createStore({ kind: type, location, now: clock.now }, { id: vaultId, slots: [], rootKey: testKey() });
  const opener = await openerOf({ kind: type });
  const remove = () => rmSync(folder, { recursive: true });
  return encryptedHarness(clock, (readOnly) => opener.open(location, { readOnly }), remove);
}

async function encryptedHarness(
  clock: Clock,
  open: (readOnly: boolean) => Promise<ObjectStore>,
  remove = () => {},
): Promise<Harness> {
  const attach: Harness['attach'] = async ({ rootKey = testKey(), readOnly = false } = {}) =>
    new EncryptedBackend(await open(readOnly), rootKey, clock.now);
  let backend: Backend = await attach();
  await backend.initialize();
  return {
    get backend() {
      return backend;
    },
    durable: true,
    clock,
    attach,
    reopen: async () => {
      await backend.close();
      backend = await attach();
      await backend.initialize();
      return backend;
    },
    destroy: async () => {
      await backend.close();
      remove();
    },
  };
}
