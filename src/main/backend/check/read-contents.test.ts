import { expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { derive } from '../../crypto/derive.ts';
import { idBytes } from '../../store/id-table.ts';
import type { ObjectStore } from '../../store/store.ts';
import { contentDigest } from '../format/content.ts';
import { readSnapshot, type Snapshot } from '../format/snapshot.ts';
import { stoppedClock, testKey, value } from '../testing/harness.ts';
import { MemoryStore } from '../testing/memory-store.ts';
import { makeDisk, openDisk, vaultId } from '../testing/vaults.ts';
import { readContents } from './read-contents.ts';

const count = 600;

/** A vault of many secrets at rest: its store, and which object holds which secret. */
async function vaultAtRest() {
  const clock = stoppedClock();
  const disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  const paths = Array.from({ length: count }, (_, i) => `s/${i}`);
  await backend.write(paths.map((path) => ({ op: 'store', path, fields: value(`value of ${path}`) })));
  const objects = new Map<string, ObjectId>();
  for await (const { path, versions } of backend.histories.entries())
    objects.set(path, versions[0]?.ref?.id ?? expect.unreachable());
  await backend.close();
  const store = new MemoryStore(disk);
  const manifest = (await store.latestManifest()) ?? expect.unreachable();
  const snapshot = readSnapshot(derive(testKey(), Buffer.from(vaultId, 'hex'), 'head'), manifest);
  return { disk, store, snapshot, objects };
}

/** The same store, which also gives its rows: all but those, and of those only the id. */
function inRows(
  store: MemoryStore,
  { without, short }: { without?: ObjectId; short?: ObjectId },
): ObjectStore {
  const rows = async function* () {
    for (const [id, bytes] of store.disk.objects)
      if (id !== without) yield [{ id: idBytes([id]), ...(id !== short && { bytes }) }];
  };
  return Object.assign(store, { rows });
}

async function toldOf(store: ObjectStore, snapshot: Snapshot): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  await readContents(store, snapshot, {
    wanted: () => 1,
    hear: (path, digest) => {
      expect(told.has(path)).toBe(false);
      told.set(path, digest);
    },
  });
  return told;
}

it('tells of every secret what it holds, row by row or by id, whichever rows there are', async () => {
  const { store, snapshot, objects } = await vaultAtRest();
  const wanted = new Map([...objects.keys()].map((path) => [path, contentDigest(value(`value of ${path}`))]));
  const byId = await toldOf(store, snapshot);
  expect(new Map([...byId].sort())).toEqual(new Map([...wanted].sort()));
  const [without, short] = [objects.get('s/7'), objects.get('s/8')] as [ObjectId, ObjectId];
  const byRows = await toldOf(inRows(store, { without, short }), snapshot);
  expect(new Map([...byRows].sort())).toEqual(new Map([...wanted].sort()));
});

it('says nothing of what is gone, changed or on a page where nobody looks for it', async () => {
  const { disk, store, snapshot, objects } = await vaultAtRest();
  const [gone, changed] = ['s/1', 's/2'].map((path) => objects.get(path) as ObjectId) as [ObjectId, ObjectId];
  disk.objects.delete(gone);
  const bytes = disk.objects.get(changed) as Uint8Array;
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  const isTold = new Set((await toldOf(store, snapshot)).keys());
  expect([...objects.keys()].filter((path) => !isTold.has(path)).sort()).toEqual(['s/1', 's/2']);
  const pages = [...snapshot.pages].map(([key, slot]) => [key, { ...slot, bits: '0' }] as const);
  const right = await toldOf(store, { ...snapshot, pages: new Map(pages) });
  const belong = [...objects.keys()].filter(
    (path) => snapshot.keys.bits(path).startsWith('0') && isTold.has(path),
  );
  expect([...right.keys()].sort()).toEqual(belong.sort());
});
