import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { refusal } from '../../backend/testing/harness.ts';
import type { S3Double } from '../s3/testing/double.ts';
import { isManifest, once } from '../s3/testing/faults.ts';
import { SqliteStore } from '../sqlite.ts';
import { type ObjectStore, tipOf } from '../store.ts';
import { bytesOf, commitOf, idsOf, newId, readWhole } from '../testing/commits.ts';
import { copiesForTest, followed } from './testing/copied.ts';

const world = copiesForTest();
let double: S3Double;
let first: readonly ObjectId[];
beforeEach(async () => {
  double = world.bench.double();
  first = (await world.bench.made()).first;
});

/** A machine that has a whole copy. */
async function copied(machine = 'a'): Promise<ObjectStore> {
  const store = await world.open(machine);
  await followed(store);
  return store;
}

async function tip(store: ObjectStore) {
  const newest = await store.latestManifest();
  if (newest === undefined) throw new Error('no manifest');
  return { ...tipOf(newest), ids: idsOf(newest) };
}

/** Another machine writes. */
async function writtenElsewhere(stay: readonly ObjectId[] = first) {
  const other = await world.bench.open();
  const { revision } = await tip(other);
  const next = commitOf(revision + 1, stay);
  expect(await other.commit(next.commit)).toBe('done');
  await other.close();
  return next;
}

const copyOf = (machine = 'a') => path.join(world.folderOf(machine), 'replica.holdfast');
const unsentOf = (machine = 'a') => path.join(world.folderOf(machine), 'unsent.holdfast');

describe('the copy', () => {
  it('is a vault file of the same revision, which nobody else of this machine reads', async () => {
    await (await copied()).close();
    const file = await SqliteStore.open(copyOf());
    expect(await readWhole(file)).toBe(1);
    expect((await file.list()).sort()).toEqual([...first].sort());
    await file.close();
    expect(fs.statSync(world.folderOf('a')).mode & 0o777).toBe(0o700);
    for (const name of fs.readdirSync(world.folderOf('a')))
      expect(fs.statSync(path.join(world.folderOf('a'), name)).mode & 0o777).toBe(0o600);
  });

  it('costs a later opening one request, and reading none', async () => {
    await (await copied()).close();
    double.asked.length = 0;
    const store = await world.open('a');
    expect(await readWhole(store)).toBe(1);
    expect(double.asked.map(({ method, key }) => [method, key])).toEqual([['GET', '']]);
    expect(double.asked[0]?.query.get('max-keys')).toBe('1');
  });

  it('is one request again after a commit of its own', async () => {
    const store = await copied();
    expect(await store.commit(commitOf(2, first).commit)).toBe('done');
    await store.close();
    double.asked.length = 0;
    const again = await world.open('a');
    expect(await readWhole(again)).toBe(2);
    expect(double.asked).toHaveLength(1);
  });

  it('takes up what others wrote: the manifest and what is new, and nothing else', async () => {
    const store = await copied();
    const known = await tip(store);
    const { ids } = await writtenElsewhere();
    double.asked.length = 0;
    expect((await followed(store, known))?.revision).toBe(2);
    // A list, the manifest, a list of packs, one pack.
    expect(double.asked).toHaveLength(4);
    world.cut();
    expect(await readWhole(store)).toBe(2);
    expect((await tip(store)).ids).toEqual(ids);
  });

  it('takes nothing up that no key has opened', async () => {
    const store = await copied();
    await writtenElsewhere();
    expect((await store.latestManifest())?.revision).toBe(2);
    await store.close();
    const file = await SqliteStore.open(copyOf());
    expect(await readWhole(file)).toBe(1);
    await file.close();
  });

  it('keeps what it had to fetch', async () => {
    const store = await copied();
    const { ids } = await writtenElsewhere();
    const [added] = ids.slice(-1) as [ObjectId];
    expect((await store.readObjects([added]))[0]).toEqual(new Uint8Array(bytesOf(added)));
    double.asked.length = 0;
    await store.readObjects([added]);
    expect(double.asked).toEqual([]);
  });

  it('lets go of what a commit drops, also of what was removed', async () => {
    const store = await copied();
    const [gone, stays] = first as [ObjectId, ObjectId];
    const next = commitOf(2, [], { drop: [gone] });
    expect(await store.commit(next.commit)).toBe('done');
    await store.remove([stays]);
    await store.close();
    const file = await SqliteStore.open(copyOf());
    expect(await file.list()).toEqual(next.ids);
    await file.close();
  });
});

describe('without the service', () => {
  it('is read as before, and says since when', async () => {
    const before = Date.now();
    await (await copied()).close();
    world.cut();
    const store = await world.open('a');
    expect(await readWhole(store)).toBe(1);
    const { offline, unsent } = store.link?.() ?? {};
    expect(unsent).toBe(0);
    expect(offline?.failure).toEqual({ code: 'store', reason: 'unreachable' });
    expect(offline?.since).toBeGreaterThanOrEqual(before);
    expect(offline?.since).toBeLessThanOrEqual(Date.now());
    expect((await store.list()).sort()).toEqual([...first].sort());
  });

  it('is waited for no longer than was said', async () => {
    await (await copied()).close();
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    double.fault = () => ({ kind: 'hold', until });
    const store = await world.open('a', { answer: 50 });
    expect(await readWhole(store)).toBe(1);
    expect(store.link?.().offline).toBeDefined();
    answer();
    await expect.poll(() => store.link?.().offline).toBeUndefined();
  });

  it('is not there where there was no copy yet', async () => {
    world.cut();
    expect(await refusal(world.open('b'))).toEqual({ code: 'store', reason: 'unreachable' });
  });

  it('is none of what was refused: that is told', async () => {
    await (await copied()).close();
    double.allowed = new Set();
    const store = await world.open('a');
    expect(await refusal(store.latestManifest())).toEqual({ code: 'store', reason: 'may-not-list' });
  });

  it('comes back by itself', async () => {
    const store = await copied();
    world.cut();
    const known = await tip(store);
    expect(store.link?.().offline).toBeDefined();
    await writtenByMended();
    expect((await followed(store, known))?.revision).toBe(2);
    expect(store.link?.().offline).toBeUndefined();
  });

  async function writtenByMended() {
    world.mend();
    await writtenElsewhere();
  }

  it('keeps what is written, and counts it; another program of the machine goes on with it', async () => {
    await (await copied()).close();
    world.cut();
    const store = await world.open('a');
    await store.latestManifest();
    const two = commitOf(2, first);
    expect(await store.commit({ ...two.commit, after: (await tip(store)).mark })).toBe('done');
    expect(store.link?.().unsent).toBe(1);
    const other = await world.open('a');
    expect(await readWhole(other)).toBe(2);
    expect(await other.commit(commitOf(3, two.ids, { after: (await tip(other)).mark }).commit)).toBe('done');
    expect(await store.commit(commitOf(3, two.ids).commit)).toBe('conflict');
    expect(await readWhole(store)).toBe(3);
    expect(store.link?.().unsent).toBe(2);
    // What lies beside is what is new.
    const file = await SqliteStore.open(unsentOf());
    expect(await file.list()).toHaveLength(3);
    await file.close();
    expect(fs.statSync(unsentOf()).mode & 0o777).toBe(0o600);
  });

  it('keeps a stream, too', async () => {
    await (await copied()).close();
    world.cut();
    const store = await world.open('a');
    const { mark } = await tip(store);
    const next = commitOf(2, first);
    const batches = (async function* () {
      yield next.commit.objects;
    })();
    const finish = () => ({ manifest: next.commit.manifest, drop: [] });
    expect(await store.commitStream?.({ revision: 2, after: mark, batches, finish })).toBe('done');
    expect(await readWhole(store)).toBe(2);
  });

  it('keeps a commit whose answer did not come; where it had got there, it is sent', async () => {
    const store = await copied();
    const { mark } = await tip(store);
    let isAway = false;
    double.fault = (asked) => {
      isAway ||= isManifest(asked);
      return isAway ? { kind: 'cut', effect: true } : undefined;
    };
    expect(await store.commit(commitOf(2, first, { after: mark }).commit)).toBe('done');
    expect(store.link?.().unsent).toBe(1);
    world.mend();
    expect(await readWhole(store)).toBe(2);
    expect(store.link?.().unsent).toBe(0);
    expect(fs.existsSync(unsentOf())).toBe(false);
    expect(await readWhole(await world.bench.open())).toBe(2);
  });
});

describe('a service that was put back', () => {
  it('is shown as it is, and changes nothing of the copy', async () => {
    const saved = new Map(double.bucket('vaults'));
    const store = await copied();
    const two = commitOf(2, first);
    expect(await store.commit(two.commit)).toBe('done');
    await store.close();
    await world.bench.lay(saved);
    const again = await world.open('a');
    expect((await followed(again))?.revision).toBe(1);
    expect(await again.commit(commitOf(2, first).commit)).toBe('done');
    await again.close();
    const file = await SqliteStore.open(copyOf());
    expect((await tip(file)).ids).toEqual(two.ids);
    await file.close();
    // Gone on with: a copy of that is made beside.
    await writtenElsewhere();
    const third = await world.open('a');
    expect((await followed(third))?.revision).toBe(3);
    await third.close();
    const kept = fs.readdirSync(world.folderOf('a')).filter((name) => name.startsWith('replica-'));
    expect(kept).toHaveLength(1);
    const aside = await SqliteStore.open(path.join(world.folderOf('a'), kept[0] ?? ''));
    expect((await tip(aside)).ids).toEqual(two.ids);
    await aside.close();
  });
});

describe('a copy that is broken', () => {
  const breaks: [string, (file: string) => void][] = [
    ['lost', (file) => fs.rmSync(file)],
    ['cut', (file) => fs.truncateSync(file, 5_000)],
    ['empty', (file) => fs.truncateSync(file, 0)],
    ['another file', (file) => fs.writeFileSync(file, 'a letter')],
    ['of noise', (file) => fs.writeFileSync(file, Buffer.alloc(40_000, 7))],
  ];
  it.each(breaks)('%s: is made anew', async (_, breaking) => {
    await (await copied()).close();
    breaking(copyOf());
    const store = await copied();
    world.cut();
    expect(await readWhole(store)).toBe(1);
    await store.close();
  });

  it('in what it says of an object: it is read from the service once that is doubted', async () => {
    await (await copied()).close();
    const [id] = first as [ObjectId];
    const file = await SqliteStore.open(copyOf());
    await file.remove([id]);
    await file.add([[id, Buffer.from('other')]]);
    await file.close();
    const store = await copied();
    expect(Buffer.from((await store.readObjects([id]))[0] ?? '').toString()).toBe('other');
    expect(await store.doubt?.()).toBe(true);
    expect(await readWhole(store)).toBe(1);
    expect(await store.doubt?.()).toBe(false);
  });

  it('half made: what a crash left is of no account', async () => {
    fs.mkdirSync(world.folderOf('a'), { recursive: true });
    const left = path.join(world.folderOf('a'), '.holdfast-1-x.part');
    fs.writeFileSync(left, 'half');
    fs.utimesSync(left, 1, 1);
    const store = await copied();
    expect(await readWhole(store)).toBe(1);
    expect(fs.existsSync(left)).toBe(false);
  });

  it('that could not be fetched whole is fetched the next time', async () => {
    const store = await world.open('a');
    const newest = await store.latestManifest();
    double.fault = once(
      ({ key, method }) => method === 'GET' && key.includes('packs/'),
      { kind: 'cut', effect: false },
      1e9,
    );
    await store.keep?.(tipOf(newest ?? { revision: 0, bytes: new Uint8Array() }));
    await store.close();
    expect(fs.existsSync(copyOf())).toBe(false);
    world.mend();
    await (await copied()).close();
    expect(fs.existsSync(copyOf())).toBe(true);
  });
});

it('of a large vault is read pack by pack, some at once', async () => {
  const many = Array.from({ length: 3_000 }, newId);
  const other = await world.bench.open();
  const objects = many.map((id) => [id, bytesOf(id, 20_000)] as const);
  expect(await other.commit({ ...commitOf(2).commit, objects })).toBe('done');
  double.asked.length = 0;
  const store = await copied();
  expect(double.asked.filter(({ key }) => key.includes('packs/')).length).toBeLessThan(8);
  world.cut();
  for (const [i, bytes] of (await store.readObjects(many)).entries())
    expect(Buffer.from(bytes).equals(bytesOf(many[i] as ObjectId, 20_000))).toBe(true);
}, 60_000);
