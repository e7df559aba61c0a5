import { describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { type Failure, failureOf, HoldfastError } from '../../shared/failure.ts';
import { type Disk, emptyDisk, MemoryStore } from '../backend/testing/memory-store.ts';
import { ForkedStore } from './fork.ts';
import type { Content, StoreOpener } from './store.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const id = (n: number) => n.toString(16).padStart(32, '0') as ObjectId;

/** A vault of 450 objects at revision 7, and a place for its copy. */
function stores(refuse?: Failure) {
  const source = emptyDisk();
  for (let n = 0; n < 450; n++) source.objects.set(id(n), bytes(n & 255));
  source.manifests.set(7, bytes(7));
  const copy: { disk?: Disk } = {};
  const opener: StoreOpener = {
    open: async () => expect.unreachable(),
    create: async (to: string, manifest: Uint8Array, content?: Content) => {
      expect(to).toBe('there');
      const disk = emptyDisk();
      for await (const objects of content?.batches ?? [])
        for (const [object, sealed] of objects) disk.objects.set(object, sealed);
      if (refuse) throw new HoldfastError(refuse);
      disk.manifests.set(content?.revision ?? 1, manifest);
      copy.disk = disk;
      return new MemoryStore(disk);
    },
  };
  return {
    source,
    copy,
    store: new ForkedStore(new MemoryStore(source, { readOnly: true }), opener, 'there'),
  };
}

const commit = {
  objects: [[id(999), bytes(9)]],
  manifest: bytes(8),
  revision: 8,
  drop: [id(3)],
} as unknown as Parameters<ForkedStore['commit']>[0];

describe('a forked store', () => {
  it('reads its source, and copies it with the first commit; from then on the copy is the store', async () => {
    const { source, copy, store } = stores();
    expect((await store.latestManifest())?.revision).toBe(7);
    expect(await store.list()).toHaveLength(450);
    expect(await store.commit(commit)).toBe('done');
    expect(copy.disk?.objects.size).toBe(450);
    expect(copy.disk?.objects.has(id(3))).toBe(false);
    expect((await store.latestManifest())?.revision).toBe(8);
    expect(await store.commit({ objects: [], manifest: bytes(9), revision: 9 })).toBe('done');
    expect(copy.disk?.manifests.get(9)).toEqual(bytes(9));
    expect([...source.manifests.keys()]).toEqual([7]);
    expect(source.objects.size).toBe(450);
  });

  it('stays what it was when the copy cannot be made', async () => {
    const { source, copy, store } = stores({ code: 'no-space' });
    expect(failureOf(await store.commit(commit).catch((error: unknown) => error))).toEqual({
      code: 'no-space',
    });
    expect(copy.disk).toBeUndefined();
    expect(source.objects.size).toBe(450);
    expect((await store.latestManifest())?.revision).toBe(7);
    expect(await store.readObjects([id(3)])).toEqual([bytes(3)]);
  });

  it('is in conflict with what was written to its source meanwhile', async () => {
    const { source, copy, store } = stores();
    source.manifests.set(8, bytes(80));
    expect(await store.commit(commit)).toBe('conflict');
    expect(copy.disk).toBeUndefined();
  });
});
