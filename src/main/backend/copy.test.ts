import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId, Sealed } from '../../shared/brand.ts';
import type { Content, StreamedCommit } from '../store/store.ts';
import type { Copied, CopyTarget } from './copies.ts';
import type { EncryptedBackend } from './encrypted.ts';
import { type Clock, refusal, stoppedClock, value } from './testing/harness.ts';
import { copyDisk, type Disk, emptyDisk, MemoryStore } from './testing/memory-store.ts';
import { fillSmallVault } from './testing/small-vault.ts';
import { makeDisk, openDisk } from './testing/vaults.ts';
import { destroySecret, storeSecret } from './testing/write.ts';

/** A store that an earlier copy lies in: it takes streams. */
class BaseStore extends MemoryStore {
  conflicts = false;

  async commitStream({ revision, batches, finish }: StreamedCommit): Promise<'done' | 'conflict'> {
    if (this.conflicts) return 'conflict';
    const objects: (readonly [ObjectId, Sealed])[] = [];
    for await (const batch of batches) objects.push(...batch);
    const { manifest, drop } = finish();
    for (const [id, bytes] of objects) this.disk.objects.set(id, bytes);
    for (const id of drop) this.disk.objects.delete(id);
    this.disk.manifests.clear();
    this.disk.manifests.set(revision, manifest);
    return 'done';
  }
}

let clock: Clock;
let disk: Disk;
let backend: EncryptedBackend;
beforeEach(async () => {
  clock = stoppedClock();
  disk = await makeDisk(clock);
  backend = await openDisk(disk, clock);
  await fillSmallVault(backend);
});

/** Copies from nothing, or onto a copy of before; what lies there afterwards. */
async function copyOnto(
  before?: Disk,
  more: { conflicts?: boolean } = {},
): Promise<{ copied: Copied; copy: Disk; made: boolean }> {
  const copy = before ?? emptyDisk();
  const base = before && Object.assign(new BaseStore(before), more);
  let made: Disk | undefined;
  const create: CopyTarget['create'] = async (manifest: Uint8Array, { revision, batches }: Content) => {
    made = emptyDisk();
    made.manifests.set(revision, manifest);
    for await (const batch of batches) for (const [id, bytes] of batch) made.objects.set(id, bytes);
    return new MemoryStore(made);
  };
  const copied = await backend.copies.copy({ create, ...(base && { base }) });
  return { copied, copy: made ?? copy, made: made !== undefined };
}

/** Reads every object of a copy: what is damaged, and what nothing refers to. */
async function lookInto(copy: Disk) {
  const opened = await openDisk(copyDisk(copy), clock);
  const { damaged, unreferenced, secrets } = await opened.verify();
  await opened.close();
  return { damaged, unreferenced, secrets };
}

const whole = (secrets: number) => ({ damaged: [], unreferenced: 0, secrets });

describe('a copy', () => {
  it('has all that its revision refers to, the list of the last collection, too', async () => {
    await backend.collect();
    const { copied, copy } = await copyOnto();
    expect(copied.objects).toBe(copy.objects.size);
    expect(await lookInto(copy)).toEqual(whole(50));
  });

  it('that is called off is made nowhere', async () => {
    const create: CopyTarget['create'] = async (_, { batches }) => {
      for await (const _batch of batches) expect.unreachable('something was copied');
      return new MemoryStore(emptyDisk());
    };
    const signal = AbortSignal.abort();
    expect(await refusal(backend.copies.copy({ create }, { signal }))).toEqual({ code: 'cancelled' });
  });

  it('is of one revision, also where another program writes while it begins', async () => {
    const other = await openDisk(disk, clock);
    const store = new MemoryStore(disk);
    backend = await openDisk(disk, clock, store);
    const latest = store.latestManifest.bind(store);
    let looks = 0;
    store.latestManifest = async (known) => {
      looks += 1;
      // Between the look whether there is anything new, and the one that takes the manifest.
      if (looks === 2) await storeSecret(other, 'meanwhile', value('1'));
      return latest(known);
    };
    const { copied, copy } = await copyOnto();
    expect(looks).toBeGreaterThan(2);
    expect([...copy.manifests.keys()]).toEqual([copied.revision]);
    expect(await lookInto(copy)).toEqual(whole(51));
    await other.close();
  });
});

describe('a copy on top of an earlier one', () => {
  const earlier = async () => (await copyOnto()).copy;

  it('holds what is new, and no longer what was destroyed', async () => {
    const base = await earlier();
    await storeSecret(backend, 'new', value('1'));
    await destroySecret(backend, 'quartz/kestrel-0', [1]);
    const { copied, copy, made } = await copyOnto(base);
    expect([made, copied.full]).toEqual([false, false]);
    expect(await lookInto(copy)).toEqual(whole(51));
  });

  it('is not made where its commit does not happen', async () => {
    const base = await earlier();
    await storeSecret(backend, 'new', value('1'));
    expect(await refusal(copyOnto(base, { conflicts: true }))).toEqual({ code: 'busy' });
  });

  it('is nothing to do where the same lies there already', async () => {
    const { copied, made } = await copyOnto(await earlier());
    expect(copied).toMatchObject({ full: true, objects: 0 });
    expect(made).toBe(false);
  });

  it('is whole and new where one of the same revision, or a newer one, went its own way', async () => {
    const base = await earlier();
    await storeSecret(backend, 'here', value('1'));
    for (const times of [1, 2]) {
      const apart = copyDisk(base);
      const other = await openDisk(apart, clock);
      for (let n = 0; n < times; n++) await storeSecret(other, 'there', value(`${n}`));
      await other.close();
      const { copied, copy, made } = await copyOnto(apart);
      expect([made, copied.full, copied.objects > 0]).toEqual([true, true, true]);
      expect(await lookInto(copy)).toEqual(whole(51));
    }
  });

  it('of which an object was changed is told by that object', async () => {
    const base = await earlier();
    await storeSecret(backend, 'new', value('1'));
    const { copied, copy } = await copyOnto(base);
    const prove = async () => (await backend.copies.prove(new MemoryStore(copy), copied.items)).damaged;
    expect(copied.items.length).toBeGreaterThan(1);
    expect(await prove()).toEqual([]);
    const { ref } = copied.items.find(({ kind }) => kind === 'version') ?? expect.unreachable();
    const bytes = copy.objects.get(ref.id) ?? expect.unreachable();
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    expect((await prove()).map(({ object }) => object)).toEqual([ref.id]);
  });
});
