import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { derive } from '../crypto/derive.ts';
import type { Content, ObjectStore } from '../store/store.ts';
import type { Lost } from './copies.ts';
import type { EncryptedBackend } from './encrypted.ts';
import { attachmentsOf, chunkItems } from './format/references.ts';
import { readSnapshot } from './format/snapshot.ts';
import { type Clock, refusal, secret, stoppedClock, testKey } from './testing/harness.ts';
import { copyDisk, type Disk, emptyDisk, MemoryStore } from './testing/memory-store.ts';
import { digestText, fileBytes, loadBytes, storeFile } from './testing/statements/attachments.ts';
import { makeDisk, openDisk, vaultId } from './testing/vaults.ts';
import { destroySecret, storeSecret, updateMetadata } from './testing/write.ts';

const mebi = 1024 * 1024;
const first = fileBytes(3 * mebi + 5, 1);
const second = fileBytes(3 * mebi + 5, 2);
const hours = 60 * 60 * 1000;

let clock: Clock;
let disk: Disk;
beforeEach(async () => {
  clock = stoppedClock();
  disk = await makeDisk(clock);
  await using(async (backend) => {
    await backend.write([storeFile(first, [secret('user', 'one')])]);
    await backend.write([storeFile(second, [secret('user', 'two')])]);
    await backend.write([storeFile(second, [], 'y/other')]);
    await storeSecret(backend, 'z/small', [secret('password', 'kept')]);
  });
});

async function using<T>(work: (backend: EncryptedBackend) => Promise<T>, on = disk): Promise<T> {
  const backend = await openDisk(on, clock);
  try {
    return await work(backend);
  } finally {
    await backend.close();
  }
}

/** The ids of the chunks of one version's file. */
async function chunkIds(path: string, version = 1, on = disk): Promise<ObjectId[]> {
  const entry = await using(({ copies }) => copies.entry(path), on);
  const found = entry?.versions.filter(({ n }) => n === version) ?? [];
  return [...attachmentsOf(found)].flatMap((one) => [...chunkItems(vaultId, one)].map(({ ref }) => ref.id));
}

const bytesOf = (id: ObjectId | undefined) => disk.objects.get(id as ObjectId) as Uint8Array;
const findings = () =>
  using(async (backend) =>
    (await backend.verify()).damaged.map(({ part, paths, version }) => ({ part, paths, version })),
  );

describe('a file that is not as it was stored', () => {
  const damage: Record<string, (chunks: ObjectId[], others: ObjectId[]) => unknown> = {
    'a chunk is gone': ([, chunk]) => disk.objects.delete(chunk as ObjectId),
    'a byte of a chunk is another': ([chunk]) => {
      const changed = new Uint8Array(bytesOf(chunk));
      changed[77] = (changed[77] ?? 0) ^ 1;
      disk.objects.set(chunk as ObjectId, changed);
    },
    'two chunks are swapped': ([a, b]) => {
      const [x, y] = [bytesOf(a), bytesOf(b)];
      disk.objects.set(a as ObjectId, y).set(b as ObjectId, x);
    },
    'the last chunk is cut': (chunks) => {
      const last = chunks.at(-1) as ObjectId;
      disk.objects.set(last, bytesOf(last).slice(0, -1));
    },
    'the last chunk is gone': (chunks) => disk.objects.delete(chunks.at(-1) as ObjectId),
    'the last chunk is an earlier one': (chunks) =>
      disk.objects.set(chunks.at(-1) as ObjectId, bytesOf(chunks[0])),
    'a chunk is of another version': ([a], [b]) => disk.objects.set(a as ObjectId, bytesOf(b)),
    'a chunk is empty': ([chunk]) => disk.objects.set(chunk as ObjectId, new Uint8Array()),
  };

  it.each(Object.keys(damage))(
    '%s: told by a typed failure and by verify, the rest can be read',
    async (what) => {
      damage[what]?.(await chunkIds('x/big', 1), await chunkIds('x/big', 2));
      await using(async (backend) => {
        expect((await backend.loadSecret('x/big', 1))?.fields[0]).toEqual(secret('user', 'one'));
        expect((await loadBytes(backend, 'image', 2)).equals(second)).toBe(true);
        expect((await loadBytes(backend, 'image', 1, 'y/other')).equals(second)).toBe(true);
        expect((await refusal(loadBytes(backend, 'image', 1))).code).toBe('damaged');
        expect(backend.damaged).toBe(true);
        expect((await backend.loadSecret('z/small'))?.fields[0]?.value).toBe('kept');
      });
      expect(await findings()).toEqual([{ part: 'attachment', paths: ['x/big'], version: 1 }]);
      const proof = await using(({ copies }) => copies.prove(new MemoryStore(disk)));
      expect(proof.damaged.map(({ part }) => part)).toEqual(['attachment']);
    },
  );
});

async function mended(
  others: readonly Disk[],
  lossy = false,
): Promise<{ healed: Disk; lost: Lost; written: boolean }> {
  const healed = emptyDisk();
  const create = async (manifest: Uint8Array, content?: Content): Promise<ObjectStore> => {
    healed.manifests.set(content?.revision ?? 1, new Uint8Array(manifest));
    for await (const batch of content?.batches ?? [])
      for (const [id, bytes] of batch) healed.objects.set(id, new Uint8Array(bytes));
    return new MemoryStore(healed);
  };
  const stores = others.map((one) => new MemoryStore(one));
  const { lost, written } = await using(({ copies }) => copies.mend(stores, create, { lossy }));
  return { healed, lost, written };
}

describe('a copy', () => {
  const create = (on: Disk) => async (manifest: Uint8Array, content?: Content) => {
    on.manifests.set(content?.revision ?? 1, new Uint8Array(manifest));
    for await (const batch of content?.batches ?? [])
      for (const [id, bytes] of batch) on.objects.set(id, new Uint8Array(bytes));
    return new MemoryStore(on);
  };

  it('has every file and nothing that no version names', async () => {
    const copy = emptyDisk();
    await using(({ copies }) => copies.copy({ create: create(copy) }));
    await using(async (backend) => {
      const { damaged, unreferenced } = await backend.verify();
      expect([damaged, unreferenced]).toEqual([[], 0]);
      expect((await loadBytes(backend, 'image', 1)).equals(first)).toBe(true);
    }, copy);
  });

  it('that adds to an earlier one is proven by what it added, each part of a file', async () => {
    const [entry] = await using(async ({ copies }) => [await copies.entry('x/big')]);
    const items = [...attachmentsOf(entry?.versions ?? [])].flatMap((one) => [...chunkItems(vaultId, one)]);
    const prove = () => using(({ copies }) => copies.prove(new MemoryStore(disk), items));
    expect((await prove()).damaged).toEqual([]);
    const [a, b] = items;
    disk.objects.set(a?.ref.id as ObjectId, bytesOf(b?.ref.id));
    expect((await prove()).damaged.map(({ object }) => object)).toEqual([a?.ref.id]);
  });
});

describe('a repair', () => {
  it('takes a lost chunk from another copy, and gives the very same revision', async () => {
    const backup = copyDisk(disk);
    const [a, b] = await chunkIds('x/big', 1);
    disk.objects.delete(a as ObjectId);
    disk.objects.set(b as ObjectId, bytesOf(a) ?? new Uint8Array(mebi + 16));
    const { healed, lost } = await mended([backup]);
    expect(lost.versions).toEqual([]);
    const revision = Math.max(...backup.manifests.keys());
    expect([...healed.manifests.keys()]).toEqual([revision]);
    expect(healed.manifests.get(revision)).toEqual(backup.manifests.get(revision));
    await using(async (backend) => {
      expect((await loadBytes(backend, 'image', 1)).equals(first)).toBe(true);
      expect((await backend.verify()).damaged).toEqual([]);
    }, healed);
  });

  it('goes on without a file that is lost, once that is accepted: its version stays, and says so', async () => {
    const chunks = await chunkIds('x/big', 1);
    disk.objects.delete(chunks[2] as ObjectId);
    expect((await mended([])).written).toBe(false);
    const { healed, lost } = await mended([], true);
    expect(lost.versions).toEqual([{ path: 'x/big', version: 1, current: false, file: true }]);
    for (const id of chunks) expect(healed.objects.has(id)).toBe(false);
    await using(async (backend) => {
      expect((await backend.verify()).damaged).toEqual([]);
      expect((await backend.loadSecret('x/big', 1))?.fields[0]).toEqual(secret('user', 'one'));
      expect((await refusal(backend.loadFile('x/big', 'image', 1))).code).toBe('damaged');
      expect(backend.damaged).toBe(false);
      expect((await loadBytes(backend, 'image', 2)).equals(second)).toBe(true);
    }, healed);
  });
});

describe('what is no longer named', () => {
  const sweepTwice = async () => {
    for (let sweeps = 0; sweeps < 2; sweeps++) {
      clock.advance(2 * hours);
      await using((backend) => backend.collect());
    }
  };
  const there = (ids: readonly ObjectId[]) => ids.filter((id) => disk.objects.has(id)).length;

  it('a file of a destroyed version goes at once, unless another version has it', async () => {
    const [one, two] = [await chunkIds('x/big', 1), await chunkIds('x/big', 2)];
    const value = digestText(second);
    await using(async (backend) => {
      await storeSecret(backend, 'x/big', [{ name: 'image', type: 'attachment', value }]);
      await destroySecret(backend, 'x/big', [1, 2]);
    });
    expect([there(one), there(two)]).toEqual([0, two.length]);
    await using((backend) => destroySecret(backend, 'x/big', [3]));
    expect(there(two)).toBe(0);
    expect(there(await chunkIds('y/other'))).toBe(two.length);
  });

  it('a file of a version that was pruned goes with the second sweep, and what is named stays', async () => {
    const [one, two] = [await chunkIds('x/big', 1), await chunkIds('x/big', 2)];
    await using(async (backend) => {
      await updateMetadata(backend, 'x/big', { maxVersions: 1 });
      await storeSecret(backend, 'x/big', [{ name: 'image', type: 'attachment', value: digestText(second) }]);
    });
    expect(there(one)).toBe(one.length);
    await sweepTwice();
    expect([there(one), there(two)]).toEqual([0, two.length]);
    expect(await findings()).toEqual([]);
  });

  it('what a crash left of a file is in nobody’s way, and is swept', async () => {
    const chunks = await chunkIds('x/big', 2);
    const before = disk.manifests;
    const crashed = copyDisk(disk);
    await using((backend) => backend.write([storeFile(fileBytes(2 * mebi, 9))]), crashed);
    for (const [id, bytes] of crashed.objects) disk.objects.set(id, bytes);
    const left = disk.objects.size;
    expect(disk.manifests).toBe(before);
    const report = await using((backend) => backend.verify());
    expect([report.damaged, report.unreferenced > 2]).toEqual([[], true]);
    await sweepTwice();
    expect(disk.objects.size).toBeLessThan(left - 2);
    expect(there(chunks)).toBe(chunks.length);
  });
});

it('a new root key leaves files where they lie, under keys that the old root key does not open', async () => {
  const chunks = await chunkIds('x/big', 2);
  const objects = new Map(chunks.map((id) => [id, disk.objects.get(id)]));
  await using(async (backend) => {
    await backend.storeKeySlots([], testKey(9));
    await backend.renew();
    expect((await loadBytes(backend)).equals(second)).toBe(true);
    await backend.write([storeFile(fileBytes(mebi, 5), [], 'x/later')]);
  });
  for (const [id, bytes] of objects) expect(disk.objects.get(id)).toBe(bytes);
  const revision = Math.max(...disk.manifests.keys());
  const manifest = { revision, bytes: disk.manifests.get(revision) as Uint8Array };
  const head = (n: number) => derive(testKey(n), Buffer.from(vaultId, 'hex'), 'head');
  expect(() => readSnapshot(head(7), manifest)).toThrow('wrong-key');
  expect(readSnapshot(head(9), manifest).keys.terms).toHaveLength(1);
});

it('editing a secret writes none of its files again', async () => {
  const before = new Set(disk.objects.keys());
  const added = await using(async (backend) => {
    const fields = (await backend.loadSecret('x/big'))?.fields ?? [];
    await storeSecret(backend, 'x/big', [secret('user', 'three'), ...fields.slice(1)]);
    return [...disk.objects].filter(([id]) => !before.has(id)).map(([, bytes]) => bytes.length);
  });
  expect(added.length).toBeGreaterThan(0);
  expect(Math.max(...added)).toBeLessThan(64 * 1024);
});
