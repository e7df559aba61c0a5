import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { derive } from '../crypto/derive.ts';
import { type Commit, type StreamedCommit, tipOf } from '../store/store.ts';
import type { Change } from './changes.ts';
import { readSnapshot, type Snapshot } from './format/snapshot.ts';
import { isLater } from './is-later.ts';
import { MemoryBackend } from './memory.ts';
import { grace } from './sweep.ts';
import { refusal, stoppedClock, testKey, value } from './testing/harness.ts';
import { copyDisk, type Disk, MemoryStore } from './testing/memory-store.ts';
import { makeDisk, makeFile, openDisk, openFile, scratchFolder, vaultId } from './testing/vaults.ts';
import { appendAudit, destroySecret, storePolicy, storeSecret } from './testing/write.ts';
import { EncryptedDraft } from './write/draft.ts';
import type { Reader } from './write/vault-draft.ts';

// Order, standing and counting of what the encrypted backend writes.

/** A store that writes down what it is asked for, and may be overtaken or held up. */
class WatchedStore extends MemoryStore {
  readonly commits: Commit[] = [];
  readonly steps: string[] = [];
  conflicts = 0;
  sound = true;
  held: Promise<void> = Promise.resolve();
  begun: () => void = () => undefined;

  override async commit(commit: Commit): Promise<'done' | 'conflict'> {
    this.begun();
    await this.held;
    if (this.conflicts > 0) {
      this.conflicts -= 1;
      return 'conflict';
    }
    const objects = [...commit.objects];
    this.commits.push({ ...commit, objects });
    this.steps.push('commit');
    return super.commit({ ...commit, objects });
  }
  override async remove(ids: readonly ObjectId[]): Promise<void> {
    this.steps.push('remove');
    return super.remove(ids);
  }
  override async isSound(): Promise<boolean> {
    return this.sound;
  }
  override async close(): Promise<void> {
    this.steps.push('close');
    return super.close();
  }
}

async function* batchesOf(...batches: Change[][]) {
  yield* batches;
}

async function opened() {
  const clock = stoppedClock();
  const disk = await makeDisk(clock);
  const store = new WatchedStore(disk);
  return { clock, disk, store, backend: await openDisk(disk, clock, store) };
}

function headOf(disk: Disk): Snapshot {
  const revision = Math.max(...disk.manifests.keys());
  const bytes = disk.manifests.get(revision) ?? expect.unreachable();
  return readSnapshot(derive(testKey(), Buffer.from(vaultId, 'hex'), 'head'), { revision, bytes });
}

const storing = (at: string): Change => ({ op: 'store', path: at, fields: value(`value of ${at}`) });

describe('a commit', () => {
  it('says what it stands on, whatever is written', async () => {
    const { backend, clock, disk, store } = await opened();
    const before = tipOf({ revision: 1, bytes: disk.manifests.get(1) ?? expect.unreachable() }).mark;
    await storeSecret(backend, 'a', value('1'));
    await backend.rotate();
    await backend.storeKeySlots([]);
    await backend.collect();
    clock.advance(grace);
    await backend.collect();
    const marks = store.commits.map(({ manifest, revision }) => tipOf({ revision, bytes: manifest }).mark);
    expect(store.commits.length).toBeGreaterThan(4);
    expect(store.commits.map(({ after }) => after)).toEqual([before, ...marks.slice(0, -1)]);
    await backend.close();
  });

  it('is finished before the store is closed, and acknowledged', async () => {
    const { backend, store } = await opened();
    let release = () => {};
    store.held = new Promise((resolve) => {
      release = resolve;
    });
    const begun = new Promise<void>((resolve) => {
      store.begun = resolve;
    });
    const writing = storeSecret(backend, 'a', value('1'));
    await begun;
    const closing = backend.close();
    await new Promise(setImmediate);
    expect(store.steps).toEqual([]);
    release();
    expect(await writing).toBe(1);
    await closing;
    expect(store.steps).toEqual(['commit', 'close']);
  });

  it('of key slots that another program overtakes is done again', async () => {
    const { backend, disk, clock, store } = await opened();
    const slots = [{ id: '0'.repeat(32), kind: 'other' }];
    store.conflicts = 2;
    await backend.storeKeySlots(slots, undefined, { from: backend.keySlots() });
    await backend.close();
    const again = await openDisk(disk, clock);
    expect(again.keySlots()).toEqual(slots);
    await again.close();
  });

  it('of key slots is refused where another program stored others', async () => {
    const { backend, disk, clock } = await opened();
    const other = await openDisk(disk, clock);
    const slots = [{ id: '0'.repeat(32), kind: 'other' }];
    const from = backend.keySlots();
    await other.storeKeySlots(slots);
    expect(await refusal(backend.storeKeySlots([], undefined, { from }))).toEqual({ code: 'busy' });
    expect(backend.keySlots()).toEqual(slots);
    await Promise.all([backend.close(), other.close()]);
  });

  it('of key slots that nobody compares is refused where another program is faster', async () => {
    const { backend, store } = await opened();
    store.conflicts = 1;
    expect(await refusal(backend.storeKeySlots([]))).toEqual({ code: 'busy' });
    expect(store.commits).toEqual([]);
    await backend.close();
  });

  it('counts a use of the data key for each object that it seals', async () => {
    const { backend, disk, store } = await opened();
    await backend.write([storing('a'), storing('b')]);
    await storePolicy(backend, {
      name: 'p',
      spiffeIdPattern: '.*',
      pathPattern: '.*',
      permissions: ['read'],
    });
    await appendAudit(backend, { time: 1, client: 'c', action: 'secret.put', path: 'a', outcome: 'done' });
    const sealed = store.commits.flatMap(({ objects }) => [...objects]).length;
    expect(sealed).toBeGreaterThan(4);
    expect(headOf(disk).keys.export().ring[0]?.uses).toBe(sealed);
    await backend.close();
  });

  it('takes away at once what was destroyed', async () => {
    const { backend, disk } = await opened();
    await storeSecret(backend, 'a', value('1'));
    const before = new Set(disk.objects.keys());
    await destroySecret(backend, 'a', [1]);
    expect([...before].filter((id) => !disk.objects.has(id))).toHaveLength(1);
    await backend.close();
  });

  it('counts all that it leaves behind, and no more', async () => {
    const { backend, disk } = await opened();
    const policy = { name: 'p', spiffeIdPattern: '.*', pathPattern: '.*', permissions: ['read'] as const };
    const audit = { time: 1, client: 'c', action: 'secret.put', path: 'a', outcome: 'done' };
    for (let round = 0; round < 3; round++) {
      await backend.write([
        storing('a'),
        storing('b'),
        { op: 'metadata', path: 'a', patch: { maxVersions: 1 } },
      ]);
      await storePolicy(backend, policy);
      await appendAudit(backend, audit);
      await destroySecret(backend, 'b', [round + 1]);
    }
    const { unreferenced } = await backend.verify();
    expect(unreferenced).toBeGreaterThan(8);
    expect(headOf(disk).head.garbage.count).toBe(unreferenced);
    await backend.close();
  });
});

describe('a stream', () => {
  it('says what it stands on', async () => {
    const { backend: first, clock, disk } = await opened();
    await first.close();
    const streams: StreamedCommit[] = [];
    const store = Object.assign(new WatchedStore(disk), {
      async commitStream(commit: StreamedCommit) {
        streams.push(commit);
        for await (const _ of commit.batches);
        commit.finish();
        return 'done' as const;
      },
    });
    const backend = await openDisk(disk, clock, store);
    const { revision, bytes } = { revision: 1, bytes: disk.manifests.get(1) ?? expect.unreachable() };
    await backend.stream(batchesOf([storing('a')]));
    expect(streams).toMatchObject([{ revision: 2, after: tipOf({ revision, bytes }).mark }]);
    await backend.close();
  });

  it('whose vault was locked behind its last batch is not committed', async () => {
    const folder = scratchFolder({ fast: true });
    const location = path.join(folder, 'a.holdfast');
    await makeFile(location);
    const backend = await openFile(location);
    let closing: Promise<void> | undefined;
    const batches = (async function* () {
      yield [storing('a')];
      closing = backend.close();
    })();
    expect(await refusal(backend.stream(batches))).toEqual({ code: 'closed' });
    await closing;
    const again = await openFile(location);
    expect(await again.listSecrets('')).toEqual([]);
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

describe('what another program wrote', () => {
  it('is not followed back to an older revision, nor to another vault', async () => {
    const { backend, disk } = await opened();
    const older = copyDisk(disk);
    await storeSecret(backend, 'a', value('1'));
    const put = (manifests: Disk['manifests']) => {
      disk.manifests.clear();
      for (const [revision, bytes] of manifests) disk.manifests.set(revision, bytes);
    };
    const newest = copyDisk(disk);
    put(older.manifests);
    expect(await refusal(backend.refresh())).toEqual({ code: 'store', reason: 'file-replaced' });
    put(newest.manifests);
    expect(await backend.refresh()).toBe(false);
    const [, bytes = expect.unreachable()] = [...newest.manifests].at(-1) ?? [];
    const foreign = Buffer.from(
      Buffer.from(bytes).toString('latin1').replace(vaultId, 'b2'.repeat(16)),
      'latin1',
    );
    const { buildManifest, parseManifest } = await import('./format/manifest.ts');
    const { sealedHead } = parseManifest(bytes);
    const length = foreign.readUInt32BE(foreign.indexOf('{') - 4);
    const header = foreign.subarray(foreign.indexOf('{'), foreign.indexOf('{') + length);
    put(new Map([[backend.revision() + 1, buildManifest(header, sealedHead)]]));
    expect(await refusal(backend.refresh())).toEqual({ code: 'store', reason: 'file-replaced' });
    await backend.close();
  });

  it('and that is damaged stops a write, though nothing else was read', async () => {
    const { backend, disk, clock } = await opened();
    const other = await openDisk(disk, clock);
    const known = new Set(disk.objects.keys());
    await storePolicy(other, { name: 'p', spiffeIdPattern: '.*', pathPattern: '.*', permissions: ['read'] });
    for (const [id, bytes] of disk.objects) if (!known.has(id)) bytes.fill(0);
    const frozen = copyDisk(disk);
    expect(await refusal(storeSecret(backend, 'a', value('1')))).toMatchObject({ code: 'damaged' });
    expect(disk).toEqual(frozen);
    await Promise.all([backend.close(), other.close()]);
  });

  it('is later than what was read an hour ago, whatever became of its pages', async () => {
    const { backend, disk, store } = await opened();
    await storeSecret(backend, 'a', value('1'));
    const base = headOf(disk);
    await storeSecret(backend, 'a', value('2'));
    const next = headOf(disk);
    for (const { ref } of base.pages.values()) disk.objects.delete(ref.id);
    const later = (past: number) => isLater(store, base, next, base.head.updated + past);
    expect(await later(grace - 1)).toBe(false);
    expect(await later(grace)).toBe(true);
    await backend.close();
  });
});

describe('a collection', () => {
  it('removes nothing in the first sweep, and nothing before its commit', async () => {
    const { backend, clock, store, disk } = await opened();
    for (let n = 0; n < 3; n++) await storeSecret(backend, 'a', value(`${n}`));
    const count = disk.objects.size;
    expect(await backend.collect()).toBe(0);
    expect(disk.objects.size).toBe(count + 1);
    clock.advance(grace);
    store.steps.length = 0;
    store.conflicts = 1;
    expect(await backend.collect()).toBe(0);
    expect(store.steps).toEqual([]);
    expect(await backend.collect()).toBeGreaterThan(0);
    expect(store.steps).toEqual(['commit', 'remove']);
    await backend.close();
  });

  it('removes its own lists, too', async () => {
    const { backend, clock, disk } = await opened();
    await storeSecret(backend, 'a', value('1'));
    const sizes: number[] = [];
    for (let n = 0; n < 5; n++) {
      await backend.collect();
      clock.advance(grace);
      sizes.push(disk.objects.size);
    }
    expect(sizes.slice(2)).toEqual([sizes[1], sizes[1], sizes[1]]);
    await backend.close();
  });
});

describe('a draft', () => {
  const pages = async () => {
    const { backend, disk } = await opened();
    await backend.write([storing('a'), storing('b')]);
    await backend.close();
    return { snapshot: headOf(disk), disk };
  };

  it('writes no page that was not read', async () => {
    const { snapshot } = await pages();
    const draft = new EncryptedDraft(snapshot, none, unreachable);
    expect(() => draft.setEntry('a', undefined)).toThrow('internal');
  });

  it('keeps the first change of a page that is read twice at once', async () => {
    const { snapshot, disk } = await pages();
    const { parsePage } = await import('./format/page.ts');
    const page: Reader['page'] = async ({ ref }) =>
      parsePage(snapshot.keys.open('page', ref, disk.objects.get(ref.id) ?? expect.unreachable()), ref.id);
    let late = () => {};
    const held = new Promise<void>((resolve) => {
      late = resolve;
    });
    let asked = 0;
    const draft = new EncryptedDraft(snapshot, none, {
      ...unreachable,
      page: async (slot) => {
        asked += 1;
        if (asked === 2) await held;
        return page(slot);
      },
    });
    const [first, second] = [draft.entry('a'), draft.entry('b')];
    const entry = (await first) ?? expect.unreachable();
    draft.setEntry('a', { ...entry, tags: ['changed'] });
    late();
    expect(await second).toBeDefined();
    expect(asked).toBe(2);
    expect(await draft.entry('a')).toMatchObject({ tags: ['changed'] });
  });
});

const none = { policies: new Map(), clients: new Map(), settings: new Map() };
const unreachable: Reader = {
  page: async () => expect.unreachable(),
  version: async () => expect.unreachable(),
  auditPage: async () => expect.unreachable(),
  noted: async () => expect.unreachable(),
};

it('a store whose own structure is damaged is told as such', async () => {
  const { backend, store } = await opened();
  expect((await backend.verify()).damaged).toEqual([]);
  store.sound = false;
  expect((await backend.verify()).damaged).toEqual([{ part: 'head', object: 'file', ok: false }]);
  await backend.close();
});

it('a vault in memory that is locked while it writes is not written to', async () => {
  let lock = () => {};
  const backend = new MemoryBackend(() => {
    lock();
    return 1;
  });
  await backend.initialize();
  lock = () => void backend.close();
  expect(await refusal(backend.write([storing('a')]))).toEqual({ code: 'closed' });
});
