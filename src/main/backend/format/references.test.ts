import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { derive } from '../../crypto/derive.ts';
import type { Content } from '../../store/store.ts';
import type { EncryptedBackend } from '../encrypted.ts';
import { referenced } from '../sweep.ts';
import { type Clock, stoppedClock, testKey } from '../testing/harness.ts';
import { type Disk, emptyDisk, MemoryStore } from '../testing/memory-store.ts';
import { fillSmallVault } from '../testing/small-vault.ts';
import { makeDisk, openDisk, vaultId } from '../testing/vaults.ts';
import type { ObjectRef } from './head-shape.ts';
import { sealManifest } from './manifest.ts';
import type { ObjectKind } from './object-kind.ts';
import { pagesFrom, recordKinds, referencesOf } from './references.ts';
import { headText, readSnapshot, type Snapshot } from './snapshot.ts';

// A kind that nobody knows yet, named by a member of the head that nobody knows either. Whoever
// asks references.ts treats it as any other; whoever asked elsewhere would leave it behind.
const novel = 'novel' as ObjectKind;
const id = 'fe'.repeat(16) as ObjectId;
const key = derive(testKey(), Buffer.from(vaultId, 'hex'), 'head');

let clock: Clock;
let disk: Disk;
beforeEach(async () => {
  recordKinds.push([novel, (head) => [(head as { novel?: ObjectRef }).novel ?? null]]);
  clock = stoppedClock();
  disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  await fillSmallVault(backend);
  await backend.close();
  plant();
});
afterEach(() => void recordKinds.pop());

function newest(on: Disk): Snapshot {
  const revision = Math.max(...on.manifests.keys());
  return readSnapshot(key, { revision, bytes: on.manifests.get(revision) as Uint8Array });
}

function plant(): void {
  const snapshot = newest(disk);
  const { keys, header, revision, head } = snapshot;
  disk.objects.set(id, keys.seal(novel, { id, term: keys.current }, '{"novel":true}'));
  const text = headText({ ...snapshot, head: { ...head, novel: [id, keys.current] } as Snapshot['head'] });
  disk.manifests.set(revision, sealManifest(key, header, revision, text));
}

async function using<T>(work: (backend: EncryptedBackend) => Promise<T>, on = disk): Promise<T> {
  const backend = await openDisk(on, clock);
  try {
    return await work(backend);
  } finally {
    await backend.close();
  }
}

async function copyBy(
  way: (create: (manifest: Uint8Array, content?: Content) => Promise<MemoryStore>) => Promise<unknown>,
): Promise<Disk> {
  const copy = emptyDisk();
  await way(async (manifest, content) => {
    copy.manifests.set(content?.revision ?? 1, new Uint8Array(manifest));
    for await (const batch of content?.batches ?? [])
      for (const [object, bytes] of batch) copy.objects.set(object, new Uint8Array(bytes));
    return new MemoryStore(copy);
  });
  return copy;
}

const spoil = () => void disk.objects.set(id, new Uint8Array(300));
const damagedIds = (report: { damaged: readonly { object: string }[] }) =>
  report.damaged.map(({ object }) => object);

it('everything that lies in a vault is referred to, each object once', async () => {
  const snapshot = newest(disk);
  const found: string[] = [];
  for await (const items of referencesOf(snapshot, pagesFrom(new MemoryStore(disk), snapshot)))
    found.push(...items.map(({ ref }) => ref.id));
  expect(new Set(found).size).toBe(found.length);
  const garbage = await using(async (backend) => (await backend.verify()).unreferenced);
  expect(disk.objects.size - garbage).toBe(found.length);
});

it('a copy takes it along', async () => {
  const copy = await copyBy((create) => using(({ copies }) => copies.copy({ create })));
  expect(copy.objects.has(id)).toBe(true);
});

it('a copy has every record that the head names, the note of what to collect too', async () => {
  await using((backend) => backend.collect());
  const { policies, clients, garbage, audit } = newest(disk).head;
  const named = [policies, clients, garbage.candidates, ...audit.pages].map((pair) => pair?.[0]);
  expect(named.length).toBeGreaterThan(3);
  const copy = await copyBy((create) => using(({ copies }) => copies.copy({ create })));
  for (const one of named) expect(copy.objects.has(one as ObjectId)).toBe(true);
});

it('a sweep keeps it', async () => {
  const snapshot = newest(disk);
  expect(await referenced(snapshot, pagesFrom(new MemoryStore(disk), snapshot))).toContain(id);
  for (let sweeps = 0; sweeps < 3; sweeps++) {
    await using((backend) => backend.collect());
    clock.advance(2 * 60 * 60 * 1000);
  }
  expect(disk.objects.has(id)).toBe(true);
});

it('verify and the proof of a copy read it: whole it is no news, damaged it is', async () => {
  const verified = () => using(async (backend) => damagedIds(await backend.verify()));
  const proven = () => using(async ({ copies }) => damagedIds(await copies.prove(new MemoryStore(disk))));
  expect([await verified(), await proven()]).toEqual([[], []]);
  spoil();
  expect([await verified(), await proven()]).toEqual([[id], [id]]);
});

it('a repair takes it along, and refuses where it is lost: what a vault without it would be nobody knows', async () => {
  const mend = () => copyBy((create) => using(({ copies }) => copies.mend([], create, { lossy: true })));
  expect((await mend()).objects.has(id)).toBe(true);
  spoil();
  await expect(mend()).rejects.toThrow('damaged');
});
