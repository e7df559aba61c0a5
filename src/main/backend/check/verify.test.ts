import { expect, it } from 'vitest';
import { derive } from '../../crypto/derive.ts';
import { readSnapshot, type Snapshot } from '../format/snapshot.ts';
import { stoppedClock, testKey } from '../testing/harness.ts';
import { MemoryStore } from '../testing/memory-store.ts';
import { fillSmallVault } from '../testing/small-vault.ts';
import { makeDisk, openDisk, vaultId } from '../testing/vaults.ts';
import { verifyVault } from './verify.ts';

it('names the entries that lie on a page where they do not belong, and looks at a page that was right only once', async () => {
  const clock = stoppedClock();
  const disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  await fillSmallVault(backend);
  const paths = (await backend.listSecrets('')).map(({ path }) => path);
  await backend.close();
  const store = new MemoryStore(disk);
  const manifest = (await store.latestManifest()) ?? expect.unreachable();
  const snapshot = readSnapshot(derive(testKey(), Buffer.from(vaultId, 'hex'), 'head'), manifest);
  const under = (bits: string): Snapshot => ({
    ...snapshot,
    pages: new Map([...snapshot.pages].map(([key, slot]) => [key, { ...slot, bits }])),
  });
  const misplacedIn = async (bits: string) => {
    const { damaged } = await verifyVault(store, under(bits), { placed });
    expect(damaged.every(({ part }) => part === 'page')).toBe(true);
    return damaged.flatMap((finding) => finding.paths ?? []);
  };
  const placed = new Set<string>();
  const others = paths.filter((path) => !snapshot.keys.bits(path).startsWith('0'));
  expect(others.length).toBeGreaterThan(2);
  expect(await misplacedIn('')).toEqual([]);
  expect(placed.size).toBe(snapshot.pages.size);
  // Right under other bits is another matter, and what was wrong is looked at again.
  expect((await misplacedIn('0')).sort()).toEqual(expect.arrayContaining(others.sort()));
  expect(placed.size).toBe(snapshot.pages.size);
  expect(await misplacedIn('0')).not.toEqual([]);
});

const times = { created: 1, updated: 1, newest: 1, indexed: 1 };
const entry = { path: 'a', ...times, fields: [], versions: [] };

it.each([
  ['no list', { entries: {} }],
  ['an entry without versions', { entries: [{ path: 'a', ...times, fields: [] }] }],
  ['a version without a number', { entries: [{ ...entry, versions: [{ created: 1 }] }] }],
  ['a path that is none', { entries: [{ ...entry, path: '/' }] }],
  ['an entry twice', { entries: [entry, entry] }],
])('calls a page damaged that is genuine and holds %s', async (_, json) => {
  const clock = stoppedClock();
  const disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  await fillSmallVault(backend);
  await backend.close();
  const store = new MemoryStore(disk);
  const manifest = (await store.latestManifest()) ?? expect.unreachable();
  const snapshot = readSnapshot(derive(testKey(), Buffer.from(vaultId, 'hex'), 'head'), manifest);
  const [slot = expect.unreachable()] = snapshot.pages.values();
  disk.objects.set(slot.ref.id, snapshot.keys.seal('page', slot.ref, JSON.stringify(json)));
  const placed = new Set<string>();
  for (const _again of [1, 2]) {
    const { damaged } = await verifyVault(store, snapshot, { placed });
    expect(damaged).toEqual([{ part: 'page', object: slot.ref.id, ok: false, entries: slot.entries }]);
  }
});
