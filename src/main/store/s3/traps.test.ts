import { expect, test } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { tipOf } from '../store.ts';
import { bytesOf, commitOf, manifestOf, newId, readWhole } from '../testing/commits.ts';
import { gate } from '../testing/gate.ts';
import { s3ForTest } from './testing/bench.ts';
import { isManifest, isPack, once } from './testing/faults.ts';

const { double, made, open, opener, place, keys } = s3ForTest();
const day = 24 * 60 * 60 * 1000;

/** Commits revision after revision up to this one. */
async function commitTo(last: number, ids: readonly ReturnType<typeof newId>[]) {
  const store = await open();
  let stay = ids;
  for (let revision = 2; revision <= last; revision++) {
    const next = commitOf(revision, stay.slice(-1));
    expect(await store.commit(next.commit)).toBe('done');
    stay = next.ids;
  }
  // What no commit waits for is over, too.
  await store.dropManifestsBefore(1);
  return { store, ids: stay };
}

for (const refusesLate of [true, false]) {
  test(`1: a writer that slept until its number was free again is not told that it was done, by a service that ${refusesLate ? 'refuses' : 'takes'} late requests`, async () => {
    const { store, first } = await made();
    double().refusesLate = refusesLate;
    const [asleep, woken] = [gate(), gate()];
    const hold = once(isManifest, { kind: 'hold', until: woken.passed });
    double().fault = (asked) => {
      const fault = hold(asked);
      if (fault !== undefined) asleep.open();
      return fault;
    };
    const { commit, id } = commitOf(2, first);
    const slept = store.commit(commit);
    await asleep.passed;
    const { store: other } = await commitTo(5, first);
    double().ahead += day + 60_000;
    // The day is over by the service's clock: the numbers of earlier revisions are given up. This
    // one's clock was set right, too.
    await (await open()).latestManifest();
    await removeOld();
    expect(keys('manifests/')).toHaveLength(1);
    woken.open();
    expect(await slept).toBe('conflict');
    expect(await readWhole(other)).toBe(5);
    expect(await other.list()).not.toContain(id);
  });
}

/** As `remove` does, by a machine whose clock is right. */
async function removeOld(): Promise<void> {
  const { Manifests } = await import('./manifests.ts');
  const { BucketPrefix } = await import('./prefix.ts');
  const { Bucket } = await import('./bucket.ts');
  const { parseS3 } = await import('./place.ts');
  const { testEnv } = await import('./testing/double.ts');
  const place = parseS3(`s3://vaults/desk?endpoint=${encodeURIComponent(double().endpoint)}`);
  await new Manifests(new BucketPrefix(new Bucket(place, { env: testEnv }))).removeOld();
}

test('1: names of earlier revisions stay for a day, with their closing hash alone, and a number that was given is not given again', async () => {
  const { first } = await made();
  const { store, ids } = await commitTo(4, first);
  await store.close();
  expect(keys('manifests/')).toHaveLength(4);
  const sizes = keys('manifests/').map((key) => double().bucket('vaults').get(key)?.bytes.length);
  expect(sizes.filter((size) => size !== 32)).toHaveLength(1);
  const again = await open();
  await again.remove([newId()]);
  expect(keys('manifests/')).toHaveLength(4);
  double().ahead += day + 60_000;
  await removeOld();
  expect(keys('manifests/')).toHaveLength(1);
  expect(await again.commit(commitOf(5, ids).commit)).toBe('done');
});

test('1: a commit that began long after its tip was read asks for it again, and is signed for the time of that answer', async () => {
  const { store, first } = await made();
  const taken = once(isPack, { kind: 'hold', until: Promise.resolve() });
  double().fault = (asked) => {
    // An upload that took twenty minutes by the service's clock.
    if (taken(asked) !== undefined) double().ahead += 20 * 60_000;
    return undefined;
  };
  expect(await store.commit(commitOf(2, first).commit)).toBe('done');
  expect(await readWhole(store)).toBe(2);
});

const lost = {
  'no answer': { kind: 'cut', effect: true },
  'a 500': { kind: 'status', status: 500, code: 'InternalError', effect: true },
  'a 503': { kind: 'status', status: 503, code: 'SlowDown', effect: true },
  'a 409': { kind: 'status', status: 409, code: 'ConditionalRequestConflict', effect: true },
  'a 412': { kind: 'status', status: 412, code: 'PreconditionFailed', effect: true },
} as const;
for (const [what, fault] of Object.entries(lost)) {
  test(`2: a manifest that is there although ${what} came is done, once`, async () => {
    const { store, first } = await made();
    const { commit } = commitOf(2, first);
    double().fault = once(isManifest, fault);
    expect(await store.commit(commit)).toBe('done');
    expect(await readWhole(store)).toBe(2);
    expect(await store.list()).toHaveLength(3);
  });

  test(`2: a manifest that is not there, for ${what} came without it, is sent again`, async () => {
    const { store, first } = await made();
    const sent = once(isManifest, { ...fault, effect: false });
    double().fault = sent;
    expect(await store.commit(commitOf(2, first).commit)).toBe('done');
    expect(sent.met()).toBe(1);
    expect(await readWhole(store)).toBe(2);
  });

  test(`2: where ${what} came and another's manifest is there, it is a conflict, and nothing of ours stays`, async () => {
    const { store, first } = await made();
    const other = await open();
    const theirs = commitOf(2, first);
    const [asleep, woken] = [gate(), gate()];
    let tries = 0;
    double().fault = (asked) => {
      if (!isManifest(asked) || ++tries > 2) return undefined;
      if (tries === 2) return undefined;
      asleep.open();
      return { kind: 'hold', until: woken.passed };
    };
    const ours = commitOf(2, first);
    const slow = store.commit(ours.commit);
    await asleep.passed;
    expect(await other.commit(theirs.commit)).toBe('done');
    double().fault = once(isManifest, { ...fault, effect: false });
    woken.open();
    expect(await slow).toBe('conflict');
    expect((await store.list()).sort()).toEqual([...theirs.ids].sort());
  });
}

test('2: where an answer was lost and others have gone on from there already, it is done all the same', async () => {
  const { store, first } = await made();
  const [lost, asleep, woken] = [once(isManifest, { kind: 'cut', effect: true }), gate(), gate()];
  double().fault = (asked) => {
    if (asked.method !== 'GET' || !asked.key.includes('manifests/') || lost.met() === 0) return lost(asked);
    asleep.open();
    return { kind: 'hold', until: woken.passed };
  };
  const ours = commitOf(2, first);
  const committing = store.commit(ours.commit);
  await asleep.passed;
  double().fault = () => undefined;
  const other = await open();
  expect(await other.commit(commitOf(3, ours.ids).commit)).toBe('done');
  await other.dropManifestsBefore(3);
  woken.open();
  expect(await committing).toBe('done');
  expect(await readWhole(store)).toBe(3);
});

test('3: a sweep spares what a commit under way has uploaded, whatever the clocks say', async () => {
  const { store, first } = await made();
  const [asleep, woken] = [gate(), gate()];
  double().fault = (asked) => {
    if (!isManifest(asked)) return undefined;
    asleep.open();
    return { kind: 'hold', until: woken.passed };
  };
  const { commit, id } = commitOf(2, first);
  const slept = store.commit(commit);
  await asleep.passed;
  const sweeper = await open();
  expect(await sweeper.list()).not.toContain(id);
  double().ahead += 3 * 60_000;
  await sweeper.remove([id]);
  expect(keys('packs/')).toHaveLength(2);
  woken.open();
  expect(await slept).toBe('done');
  expect(await readWhole(sweeper)).toBe(2);
});

test('3: a commit whose first upload was long ago looks whether all of them are there, and is busy where one is not', async () => {
  const { store, first } = await made();
  const ids = [newId(), newId()];
  const batches = (async function* () {
    yield ids.map((id) => [id, bytesOf(id, 9 * 1024 * 1024)] as const);
    // The first of two packs is there.
    await expect.poll(() => keys('packs/').length).toBe(2);
    double().ahead += 40 * 60_000;
    await store.latestManifest();
    const gone = keys('packs/').find((key) => (double().bucket('vaults').get(key)?.bytes.length ?? 0) > 1e6);
    double()
      .bucket('vaults')
      .delete(gone ?? '');
  })();
  const finish = () => ({ manifest: manifestOf([...first, ...ids]), drop: [] });
  expect(await refusal(async () => store.commitStream?.({ revision: 2, batches, finish }))).toEqual({
    code: 'busy',
  });
  expect(await readWhole(store)).toBe(1);
});

test('4: the clock of the service counts: a machine that is hours behind writes all the same', async () => {
  double().ahead = 3 * 60 * 60_000;
  const { store, first } = await made();
  expect(await store.commit(commitOf(2, first).commit)).toBe('done');
  expect(await readWhole(store)).toBe(2);
});

test('4: where the two clocks are more than five minutes apart nothing is swept; what a commit drops goes all the same', async () => {
  const { store, first } = await made();
  const [gone = newId(), kept = newId()] = first;
  const dead = newId();
  const { commit, ids } = commitOf(2, [kept], { drop: [gone] });
  double().ahead = 6 * 60_000;
  expect(await store.commit({ ...commit, objects: [...commit.objects, [dead, bytesOf(dead)]] })).toBe('done');
  await store.remove([dead]);
  expect((await store.list()).sort()).toEqual([...ids, dead].sort());
  double().ahead = 0;
  await store.latestManifest();
  await store.remove([dead]);
  expect((await store.list()).sort()).toEqual([...ids].sort());
});

test('6: an import of 20,000 objects is a few packs of at most 16 MiB, and its objects come back in few requests', async () => {
  const { store } = await made();
  const ids = Array.from({ length: 20_000 }, newId);
  const batches = (async function* () {
    for (let at = 0; at < ids.length; at += 1_000)
      yield ids.slice(at, at + 1_000).map((id) => [id, bytesOf(id, 1_200)] as const);
  })();
  const before = double().asked.length;
  const finish = () => ({ manifest: manifestOf(ids), drop: [] });
  expect(await store.commitStream?.({ revision: 2, batches, finish })).toBe('done');
  const sizes = keys('packs/').map((key) => double().bucket('vaults').get(key)?.bytes.length ?? 0);
  expect(sizes).toHaveLength(3);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16 * 1024 * 1024 + 20_000 * 24 + 12);
  const reader = await open();
  const from = double().asked.length;
  expect(from - before).toBeLessThan(20);
  expect(
    (await reader.readObjects(ids)).map((bytes) => bytes.length).every((length) => length === 1_200),
  ).toBe(true);
  expect(double().asked.length - from).toBeLessThan(30);
  const one = double().asked.length;
  await reader.readObjects(ids.slice(777, 778));
  expect(double().asked.length - one).toBe(1);
});

test('6: many small packs are joined when it is swept, and nothing is lost by it', async () => {
  const { store, first } = await made();
  let ids = first;
  for (let revision = 2; revision < 70; revision++) {
    const next = commitOf(revision, ids);
    expect(await store.commit(next.commit)).toBe('done');
    ids = [...next.ids];
  }
  expect(keys('packs/').length).toBeGreaterThan(64);
  await store.remove([newId()]);
  expect(keys('packs/')).toHaveLength(1);
  expect(await readWhole(store)).toBe(69);
  expect(await readWhole(await open())).toBe(69);
});

test('7: SlowDown is heard, tries again after pauses that differ, and is busy in the end', async () => {
  const { store, first } = await made();
  const slow = { kind: 'status', status: 503, code: 'SlowDown', effect: false } as const;
  const times: number[] = [];
  double().fault = (asked) => {
    if (!isPack(asked)) return undefined;
    times.push(performance.now());
    return times.length < 5 ? slow : undefined;
  };
  expect(await store.commit(commitOf(2, first).commit)).toBe('done');
  const pauses = times.slice(1).map((time, n) => Math.round(time - (times[n] ?? 0)));
  expect(new Set(pauses).size).toBeGreaterThan(1);
  double().fault = (asked) => (isPack(asked) ? slow : undefined);
  const known = await store.latestManifest();
  const after = known === undefined ? '' : tipOf(known).mark;
  expect(await refusal(store.commit(commitOf(3, first, { after }).commit))).toEqual({ code: 'busy' });
  expect(await readWhole(store)).toBe(2);
});

test('7: who lost looks first whether it still comes next: it uploads nothing that would be thrown away', async () => {
  const { store, first } = await made();
  const slow = await open();
  const uploads = () => double().asked.filter(({ method }) => method === 'PUT').length;
  expect(await store.commit(commitOf(2, first).commit)).toBe('done');
  expect(await slow.commit(commitOf(2, first).commit)).toBe('conflict');
  expect(await store.commit(commitOf(3, first).commit)).toBe('done');
  await store.list();
  const before = uploads();
  expect(await slow.commit(commitOf(3, first).commit)).toBe('conflict');
  expect(uploads()).toBe(before);
  expect(await slow.commit(commitOf(4, first).commit)).toBe('done');
  // What was uploaded in vain is gone once nobody works any more.
  await slow.close();
  expect(keys('packs/').length).toBe(4);
});

test('somebody else’s data under a prefix is no vault, and stays as it is', async () => {
  double().lay('vaults', 'desk/photos/a.jpg', Buffer.from('a picture'));
  expect(await refusal(open())).toEqual({ code: 'not-a-vault', reason: 'other-objects' });
  expect(await refusal(opener.create(place(), manifestOf([])))).toMatchObject({ code: 'exists' });
  expect(keys('')).toEqual(['desk/photos/a.jpg']);
});
