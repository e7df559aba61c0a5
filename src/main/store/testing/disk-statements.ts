import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { refusal } from '../../backend/testing/harness.ts';
import { disk } from '../folder/disk.ts';
import { type ObjectStore, tipOf } from '../store.ts';
import { bytesOf, commitOf, idsOf, manifestOf, newId, readWhole } from './commits.ts';
import { crashes, lay } from './crashes.ts';
import { Disk } from './disk.ts';
import type { Statement, StoreKind } from './kind.ts';
import { Recorder } from './recorder.ts';

/** A store whose changes are recorded; all that was there before is durable. */
async function recorded(kind: StoreKind, folder: string) {
  const root = path.join(folder, 'recorded');
  fs.mkdirSync(root);
  const place = path.join(root, 'vault');
  const first = [newId(), newId()];
  const store = await kind.opener.create(place, manifestOf(first), { revision: 1, batches: one(first) });
  await store.close();
  const recorder = new Recorder(root);
  return { root, place, first, recorder, store: await (kind.on?.(recorder) ?? kind.opener).open(place) };
}

async function* one(ids: readonly ReturnType<typeof newId>[]) {
  yield ids.map((id) => [id, bytesOf(id)] as const);
}

/**
 * Makes every state that a power cut may leave, at each step, and gives each to `check` with the
 * place in it.
 */
async function eachState(
  recorder: Recorder,
  folder: string,
  check: (place: string, ended: boolean) => Promise<void>,
): Promise<void> {
  let count = 0;
  for (const { state, ended } of crashes(recorder.calls, new Disk(recorder.start), () => true)) {
    const to = path.join(folder, `state-${count++}`);
    lay(state, to);
    await check(path.join(to, 'vault'), ended);
    fs.rmSync(to, { recursive: true, force: true });
  }
  expect(count).toBeGreaterThan(20);
}

/**
 * Opens what a power cut left: whole at one of these revisions, and the next commit goes on from
 * there.
 */
async function usable(kind: StoreKind, place: string, revisions: readonly number[]): Promise<ObjectStore> {
  const store = await kind.opener.open(place);
  const revision = await readWhole(store);
  expect(revisions).toContain(revision);
  const newest = await store.latestManifest();
  const ids = newest === undefined ? [] : idsOf(newest);
  const after = newest === undefined ? '' : tipOf(newest).mark;
  expect(await store.commit(commitOf(revision + 1, ids, { after }).commit)).toBe('done');
  expect(await readWhole(store)).toBe(revision + 1);
  return store;
}

const faults = ['ENOSPC', 'EIO', 'EACCES'] as const;
const codes = { ENOSPC: 'no-space', EIO: 'store', EACCES: 'read-only' } as const;

/**
 * Statements about order, durability and lost answers, for a kind whose changes of the disk can be
 * watched.
 */
export const diskStatements: readonly Statement[] = [
  {
    name: '36, 37: whatever a power cut loses or reorders, a commit is there whole or not at all, and what was dropped stays away',
    onDisk: true,
    async run(kind, folder) {
      const { store, first, recorder } = await recorded(kind, folder);
      const [gone = newId(), kept = newId()] = first;
      const { commit } = commitOf(2, [kept], { drop: [gone] });
      expect(await store.commit(commit)).toBe('done');
      await store.close();
      await eachState(recorder, folder, async (place, ended) => {
        const before = await kind.opener.open(place);
        const revision = await readWhole(before);
        await before.close();
        const left = await usable(kind, place, ended ? [2] : [1, 2]);
        if (revision === 2) expect(await left.list()).not.toContain(gone);
        await left.close();
      });
    },
  },
  {
    name: '37: whatever a power cut loses or reorders, a removal loses nothing else',
    onDisk: true,
    async run(kind, folder) {
      const { store, first, recorder } = await recorded(kind, folder);
      const { commit } = commitOf(2, first);
      const dead = newId();
      expect(await store.commit({ ...commit, objects: [...commit.objects, [dead, bytesOf(dead)]] })).toBe(
        'done',
      );
      await store.remove([dead]);
      expect(await store.list()).not.toContain(dead);
      await store.close();
      await eachState(recorder, folder, async (place, ended) => {
        await (await usable(kind, place, ended ? [2] : [1, 2])).close();
      });
    },
  },
  {
    name: '37: whatever a power cut loses or reorders, a creation leaves nothing or all of it',
    onDisk: true,
    async run(kind, folder) {
      const root = path.join(folder, 'recorded');
      fs.mkdirSync(root);
      const recorder = new Recorder(root);
      const ids = [newId(), newId()];
      const opener = kind.on?.(recorder) ?? kind.opener;
      const content = { revision: 1, batches: one(ids) };
      await (await opener.create(path.join(root, 'vault'), manifestOf(ids), content)).close();
      await eachState(recorder, folder, async (place, ended) => {
        if (!ended && !fs.existsSync(place)) return;
        await (await usable(kind, place, [1])).close();
      });
    },
  },
  {
    name: '27, 44: each call of the disk that fails is a typed failure, nothing changed, and the next try succeeds',
    onDisk: true,
    async run(kind, folder) {
      const { store, recorder, first, place } = await recorded(kind, folder);
      let revision = 1;
      let ids: readonly ReturnType<typeof newId>[] = first;
      for (const fault of faults) {
        let steps = 0;
        for (let failing = 0, met = true; met; failing++) {
          met = false;
          steps = 0;
          recorder.before = () => {
            if (steps++ !== failing) return;
            met = true;
            throw Object.assign(new Error(fault), { code: fault });
          };
          const next = commitOf(revision + 1, ids.slice(-2));
          const outcome = await store.commit(next.commit).catch((error) => failureOf(error)?.code);
          recorder.before = () => {};
          expect(['done', codes[fault]]).toContain(outcome);
          const fresh = await kind.opener.open(place);
          expect(await readWhole(fresh)).toBe(outcome === 'done' ? revision + 1 : revision);
          await fresh.close();
          if (outcome !== 'done') expect(await store.commit(next.commit)).toBe('done');
          revision += 1;
          ids = next.ids;
          expect(await readWhole(store)).toBe(revision);
        }
        expect(steps).toBeGreaterThan(5);
      }
      await store.close();
    },
  },
  {
    name: '39: an answer that is lost after its effect is done, not a conflict, and the effect is there once',
    onDisk: true,
    async run(kind, folder) {
      const { place, first } = await recorded(kind, folder);
      const lost = {
        ...disk,
        link: async (from: string, to: string) => {
          await disk.link(from, to);
          if (to.endsWith('.manifest')) throw Object.assign(new Error('lost'), { code: 'EIO' });
        },
      };
      const store = await (kind.on?.(lost) ?? kind.opener).open(place);
      const { commit } = commitOf(2, first);
      expect(await store.commit(commit)).toBe('done');
      expect(await readWhole(store)).toBe(2);
      expect(await store.list()).toHaveLength(3);
      await store.close();
    },
  },
  {
    name: '40: a revision that is over is not given again to a writer that slept',
    onDisk: true,
    async run(kind, folder) {
      const { place, recorder, store, first } = await recorded(kind, folder);
      const other = await kind.opener.open(place);
      const [woken, wake] = gate();
      const [asleep, sleeps] = gate();
      recorder.before = async (_, name) => {
        // The name of the manifest is the last one that a commit takes.
        if (name !== 'link' || ++links < 2) return;
        sleeps();
        await woken;
      };
      let links = 0;
      const { commit, id } = commitOf(2, first);
      const slept = store.commit(commit);
      await asleep;
      let ids: readonly ReturnType<typeof newId>[] = first;
      for (let revision = 2; revision < 6; revision++) {
        const next = commitOf(revision, ids);
        expect(await other.commit(next.commit)).toBe('done');
        ids = next.ids;
      }
      wake();
      expect(await slept).toBe('conflict');
      expect(await readWhole(other)).toBe(5);
      expect(await other.list()).not.toContain(id);
      await Promise.all([store.close(), other.close()]);
    },
  },
  {
    name: '42: a newest manifest that is empty is damaged, also while an earlier one is still there',
    onDisk: true,
    async run(kind, folder) {
      const { place, store, recorder, first } = await recorded(kind, folder);
      recorder.before = (_, name) => {
        if (name === 'truncate') throw Object.assign(new Error('full'), { code: 'EIO' });
      };
      expect(await store.commit(commitOf(2, first).commit)).toBe('done');
      await store.close();
      await kind.loseNewest(place, 'emptied');
      const left = await kind.opener.open(place);
      expect(await refusal(left.latestManifest())).toEqual({ code: 'damaged', part: 'manifest' });
      await left.close();
    },
  },
  {
    name: 'of two that remove out of one pack, the later one does not bring back what the other removed',
    onDisk: true,
    async run(kind, folder) {
      const { place, first } = await recorded(kind, folder);
      const [one = newId(), two = newId()] = first;
      const [released, release] = gate();
      const [reached, reach] = gate();
      const late = {
        ...disk,
        link: async (from: string, to: string) => {
          reach();
          await released;
          await disk.link(from, to);
        },
      };
      const slow = await (kind.on?.(late) ?? kind.opener).open(place);
      const store = await kind.opener.open(place);
      const { commit, ids } = commitOf(2, []);
      expect(await store.commit(commit)).toBe('done');
      const removal = slow.remove([one]);
      await reached;
      await store.remove([two]);
      release();
      await removal;
      expect(await store.list()).toEqual(ids);
      await Promise.all([store.close(), slow.close()]);
    },
  },
];

function gate(): [Promise<void>, () => void] {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [passed, open];
}
