import { describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { type Failure, failureOf, HoldfastError } from '../../shared/failure.ts';
import type { Commit } from '../store/store.ts';
import type { Backend } from './backend.ts';
import { operations, prepare } from './testing/fault-operations.ts';
import { readAll, stoppedClock, value } from './testing/harness.ts';
import { copyDisk, MemoryStore, type Step } from './testing/memory-store.ts';
import { makeDisk, openDisk } from './testing/vaults.ts';
import { destroySecret, storeSecret } from './testing/write.ts';

const clock = stoppedClock();
const faults: Failure[] = [
  { code: 'no-space' },
  { code: 'store', reason: 'system', os: 'EIO' },
  { code: 'read-only' },
  { code: 'busy' },
  { code: 'store', reason: 'system', os: 'ETIMEDOUT' },
];

/** Power loss: no failure of ours, and nothing is done after it. */
class Crash extends Error {}

const origin = makeDisk(clock).then(async (disk) => {
  const backend = await openDisk(disk, clock);
  await prepare(backend);
  await backend.close();
  return disk;
});

async function attempt(call: Promise<unknown>): Promise<Failure | 'done' | 'crashed'> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof Crash) return 'crashed';
    return failureOf(error) ?? Promise.reject(error);
  }
}

/** A vault as `prepare` left it, and how to make the nth thing that its store does go wrong. */
async function fresh() {
  const disk = copyDisk(await origin);
  const store = new MemoryStore(disk);
  const backend = await openDisk(disk, clock, store);
  const before = await state(backend);
  const failAt = (wanted: number, error: () => Error, sticky = false): (() => Step | undefined) => {
    let count = 0;
    let failed: Step | undefined;
    store.before = (step) => {
      count += 1;
      if (count !== wanted && !(sticky && count > wanted)) return;
      failed ??= step;
      throw error();
    };
    return () => failed;
  };
  const heal = () => {
    store.before = () => {};
  };
  return { disk, store, backend, before, failAt, heal };
}

async function state(backend: Backend) {
  return { ...(await readAll(backend)), slots: backend.keySlots() };
}

/** What an operation does when nothing goes wrong. */
async function effect(operate: (backend: Backend) => Promise<unknown>) {
  const { backend } = await fresh();
  await operate(backend);
  return state(backend);
}

describe.each(Object.entries(operations))('27: %s', (name, operate) => {
  it('fails at any step: a typed failure, the vault unchanged and usable, a retry succeeds', async () => {
    const after = await effect(operate);
    for (const fault of faults) {
      let steps = 0;
      for (let n = 1; ; n++) {
        const { backend, before, failAt, heal } = await fresh();
        const failed = failAt(n, () => new HoldfastError(fault), n % 2 === 0);
        const outcome = await attempt(operate(backend));
        const step = failed();
        heal();
        if (step === undefined) break;
        steps += 1;
        const at = `${fault.code} at step ${n}, ${step}`;
        await backend.refresh();
        // Once the manifest is there the commit has taken place, even if its caller could not be
        // told.
        const through = ['acknowledge', 'drop', 'remove'].includes(step);
        if (outcome !== 'done' && !through) expect(outcome, at).toEqual(fault);
        expect(await state(backend), at).toEqual(through || outcome === 'done' ? after : before);
        expect((await backend.verify()).damaged, at).toEqual([]);
        if (outcome !== 'done' && !through) {
          await operate(backend);
          expect(await state(backend), `${at}, again`).toEqual(after);
        }
        await storeSecret(backend, 'next', value('x'));
        await backend.close();
      }
      expect(steps, name).toBeGreaterThan(1);
    }
  });

  it('is cut by power loss between any two steps: the old vault or the new one', async () => {
    const after = await effect(operate);
    for (let n = 1; ; n++) {
      const { disk, backend, before, failAt } = await fresh();
      const failed = failAt(n, () => new Crash('power loss'), true);
      const outcome = await attempt(operate(backend));
      if (failed() === undefined) break;
      const reborn = await openDisk(disk, clock);
      const through = ['acknowledge', 'drop', 'remove'].includes(failed() ?? '');
      expect(await state(reborn), `step ${n}, ${failed()}`).toEqual(
        through || outcome === 'done' ? after : before,
      );
      expect((await reborn.verify()).damaged).toEqual([]);
      await storeSecret(reborn, 'next', value('x'));
      await reborn.close();
    }
  });
});

it('27: what a crash left behind is collected after an hour, and nothing else', async () => {
  const { disk, backend, failAt } = await fresh();
  failAt(4, () => new Crash('power loss'), true);
  await attempt(operations['big transaction']?.(backend) ?? expect.unreachable());
  const reborn = await openDisk(disk, clock);
  const before = await state(reborn);
  const { unreferenced } = await reborn.verify();
  expect(unreferenced).toBeGreaterThan(0);
  await reborn.collect();
  clock.advance(59 * 60_000);
  expect(await reborn.collect()).toBe(0);
  clock.advance(60_000);
  expect(await reborn.collect()).toBeGreaterThanOrEqual(unreferenced);
  expect(await state(reborn)).toEqual(before);
  expect((await reborn.verify()).damaged).toEqual([]);
  await reborn.close();
});

it('27: a collection that fails after a commit does not make the commit a failure', async () => {
  const { backend, store, heal } = await fresh();
  for (let n = 0; n < 300; n++) await storeSecret(backend, 'often', value(`${n}`));
  clock.advance(2 * 60 * 60_000);
  let acknowledged = false;
  let failed = 0;
  store.before = (step) => {
    if (acknowledged) {
      failed += 1;
      throw new HoldfastError({ code: 'no-space' });
    }
    acknowledged = step === 'acknowledge';
  };
  expect(await attempt(storeSecret(backend, 'often', value('last')))).toBe('done');
  expect(failed).toBeGreaterThan(0);
  heal();
  expect((await backend.loadSecret('often'))?.fields).toEqual(value('last'));
  expect((await backend.verify()).damaged).toEqual([]);
  await backend.close();
});

/**
 * Tells of a commit only once it is let, and lets others in before it reads: as a bucket does, far
 * away.
 */
class DistantStore extends MemoryStore {
  arrive: Promise<void> = Promise.resolve();
  meanwhile = async (): Promise<unknown> => undefined;

  override async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    await this.meanwhile();
    return super.readObjects(ids);
  }

  override async commit(commit: Commit): Promise<'done' | 'conflict'> {
    const outcome = await super.commit(commit);
    await this.arrive;
    return outcome;
  }
}

it('25: what our own commit has dropped before we heard of it reads as gone, not as damage', async () => {
  const disk = copyDisk(await origin);
  const store = new DistantStore(disk);
  const backend = await openDisk(disk, clock, store);
  let arrive = () => {};
  store.arrive = new Promise((resolve) => {
    arrive = resolve;
  });
  const destroying = destroySecret(backend, 'prod/db', [1]);
  while (Math.max(...disk.manifests.keys()) === backend.revision()) await new Promise(setImmediate);
  const reading = attempt(backend.loadSecret('prod/db', 1));
  await new Promise(setImmediate);
  arrive();
  await destroying;
  expect(await reading).toMatchObject({ code: 'not-found', what: 'version' });
  expect(await storeSecret(backend, 'prod/db', value('3'))).toBe(3);
  await backend.close();
});

it('25: verify calls nothing damaged that another program destroys meanwhile', async () => {
  const disk = copyDisk(await origin);
  const store = new DistantStore(disk);
  const backend = await openDisk(disk, clock, store);
  const other = await openDisk(disk, clock);
  let rounds = 0;
  store.meanwhile = async () => {
    rounds += 1;
    if (rounds < 3) await destroySecret(other, 'prod/db', [rounds]);
  };
  expect((await backend.verify()).damaged).toEqual([]);
  expect(rounds).toBeGreaterThan(3);
  expect(await storeSecret(backend, 'prod/db', value('3'))).toBe(3);
  for (const opened of [backend, other]) await opened.close();
});
