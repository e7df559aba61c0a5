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

  it('lets go, once a day, of what others removed', async () => {
    await (await copied()).close();
    const [gone, stays] = first as [ObjectId, ObjectId];
    const other = await world.bench.open();
    const { commit } = commitOf(2, [stays], { drop: [gone] });
    expect(await other.commit(commit)).toBe('done');
    const note = path.join(world.folderOf('a'), 'note.json');
    const noted = JSON.parse(fs.readFileSync(note, 'utf8'));
    fs.writeFileSync(note, JSON.stringify({ ...noted, tidied: Date.now() - 25 * 60 * 60 * 1000 }));
    await (await copied()).close();
    const file = await SqliteStore.open(copyOf());
    expect(await file.list()).not.toContain(gone);
    expect(await readWhole(file)).toBe(2);
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

  it('says of a commit whose answer was lost that nobody knows; of one that never left, that it is made again', async () => {
    const store = await copied();
    const { mark } = await tip(store);
    let isAway = false;
    double.fault = (asked) => {
      isAway ||= isManifest(asked);
      return isAway ? { kind: 'cut', effect: true } : undefined;
    };
    const next = commitOf(2, first, { after: mark });
    expect(await refusal(store.commit(next.commit))).toEqual({ code: 'store', reason: 'unreachable' });
    expect(store.link?.().unsent).toBe(0);
    world.mend();
    expect((await followed(store, { revision: 1, mark }))?.revision).toBe(2);
    world.cut();
    const on = tipOf({ revision: 2, bytes: next.commit.manifest });
    const later = commitOf(3, next.ids, { after: on.mark });
    expect(await store.commit(later.commit)).toBe('conflict');
    expect(await store.commit(later.commit)).toBe('done');
    expect(store.link?.().unsent).toBe(1);
  });

  it('takes no commit that names the other line: where the service left or came back meanwhile, it is made again', async () => {
    const store = await copied();
    const { mark } = await tip(store);
    expect(store.device?.id).toBe('');
    world.cut();
    await store.latestManifest({ revision: 1, mark });
    expect(await store.commit(commitOf(2, first, { after: mark }).commit)).toBe('conflict');
    expect(fs.existsSync(unsentOf())).toBe(false);
    expect(store.device?.id).toMatch(/^[0-9a-f]{32}$/);
    world.mend();
    await store.latestManifest({ revision: 1, mark });
    expect(await store.commit(commitOf(2, first, { after: mark }).commit)).toBe('conflict');
    expect(store.device?.id).toBe('');
    expect(await store.commit(commitOf(2, first, { after: mark }).commit)).toBe('done');
  });
});

describe('a service that is there again', () => {
  /** What one machine wrote without it, while another wrote with it. */
  async function writtenApart() {
    const store = await copied();
    world.cut();
    const { mark } = await tip(store);
    const { id: line } = store.device ?? {};
    const two = commitOf(2, first);
    expect(await store.commit({ ...two.commit, after: mark })).toBe('done');
    const three = commitOf(3, two.ids);
    const on = { after: (await tip(store)).mark };
    expect(await store.commit({ ...three.commit, ...on })).toBe('done');
    const unsent = await tip(store);
    world.mend();
    const { ids } = await writtenElsewhere();
    return { store, line, unsent, ids, three };
  }

  it('is gone on with, and what waits is apart; the join takes it along, and it is apart no more', async () => {
    const { store, line, unsent, ids, three } = await writtenApart();
    expect(await followed(store, unsent)).toMatchObject({ revision: 2, otherLine: true });
    expect(store.device?.id).toBe('');
    const there = await tip(store);
    expect(there.ids).toEqual(ids);
    const [apart, ...more] = (await store.apart?.()) ?? [];
    expect([apart?.device, apart && tipOf(apart.manifest), more]).toEqual([
      line,
      { revision: unsent.revision, mark: unsent.mark },
      [],
    ]);
    if (apart === undefined) throw new Error('nothing apart');
    const all = [...new Set([...ids, ...three.ids])];
    expect((await store.list()).sort()).toEqual([...all].sort());
    const joining = commitOf(3, all, { after: there.mark, joins: [apart] });
    expect(await store.commit(joining.commit)).toBe('done');
    await store.joined?.(apart);
    expect([store.link?.().unsent, await store.apart?.(), fs.existsSync(unsentOf())]).toEqual([0, [], false]);
    expect(await readWhole(await world.bench.open())).toBe(3);
    double.asked.length = 0;
    expect(await readWhole(store)).toBe(3);
    expect(double.asked).toHaveLength(1);
    // Said twice, it is said once.
    await store.joined?.(apart);
  });

  it('refuses a join that another was faster than, and nothing is lost', async () => {
    const { store, unsent } = await writtenApart();
    await followed(store, unsent);
    const there = await tip(store);
    const [apart] = (await store.apart?.()) ?? [];
    await writtenElsewhere();
    const joins = apart === undefined ? [] : [apart];
    expect(await store.commit(commitOf(3, [], { after: there.mark, joins }).commit)).toBe('conflict');
    expect(await store.apart?.()).toHaveLength(1);
  });

  it('leaves what another program of the machine wrote after the join', async () => {
    const { store, unsent, three } = await writtenApart();
    const [apart] = (await followed(store, unsent).then(() => store.apart?.())) ?? [];
    world.cut();
    const other = await world.open('a');
    await other.latestManifest();
    expect(await other.commit(commitOf(4, three.ids, { after: unsent.mark }).commit)).toBe('done');
    world.mend();
    if (apart === undefined) throw new Error('nothing apart');
    await store.joined?.(apart);
    expect((await store.apart?.())?.map(({ manifest }) => manifest.revision)).toEqual([4]);
  });

  it('is followed by a program that had its own way still open when another sent it', async () => {
    const { store, unsent } = await writtenApart();
    const other = await world.open('a', { again: 1e9 });
    world.cut();
    expect((await other.latestManifest())?.revision).toBe(3);
    world.mend();
    const [apart] = (await followed(store, unsent).then(() => store.apart?.())) ?? [];
    if (apart === undefined) throw new Error('nothing apart');
    const { mark, ids } = await tip(store);
    expect(await store.commit(commitOf(3, ids, { after: mark, joins: [apart] }).commit)).toBe('done');
    await store.joined?.(apart);
    expect(await other.latestManifest(unsent)).toMatchObject({ revision: 3, otherLine: true });
  });

  it('keeps what was left by a crash between the end of a line and its removal from being gone on with', async () => {
    const { store, unsent } = await writtenApart();
    await store.close();
    const file = await SqliteStore.open(unsentOf());
    const last = { revision: 4, after: unsent.mark, manifest: new Uint8Array(), objects: [] };
    expect(await file.commit(last)).toBe('done');
    await file.close();
    fs.utimesSync(unsentOf(), 1, 1);
    const again = await copied();
    expect([await again.apart?.(), fs.existsSync(unsentOf())]).toEqual([[], false]);
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
    const newestHere = async () => {
      const file = await SqliteStore.open(copyOf());
      const found = await file.latestManifest();
      await file.close();
      return [found?.revision, (found?.bytes.length ?? 0) > 0];
    };
    expect(await newestHere()).toEqual([0, false]);
    world.mend();
    await (await copied()).close();
    expect(await newestHere()).toEqual([1, true]);
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
