import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { refusal } from '../../backend/testing/harness.ts';
import type { Asked } from '../s3/testing/faults.ts';
import { SqliteStore } from '../sqlite.ts';
import { manifestOf, newId } from '../testing/commits.ts';
import { copiesForTest, followed } from './testing/copied.ts';

// The first opening of a vault in a bucket, which has a pack of 2 MB for each of six revisions.
const world = copiesForTest();
const packs = 6;
const packBytes = 2_000_000;
let all: ObjectId[];
beforeEach(async () => {
  const { store, first } = await world.bench.made();
  all = [...first];
  for (let revision = 2; revision <= packs + 1; revision++) {
    const id = newId();
    all.push(id);
    const objects = [[id, new Uint8Array(randomBytes(packBytes)) as Sealed]] as const;
    expect(await store.commit({ revision, manifest: manifestOf(all), objects })).toBe('done');
  }
});

const isWhole = ({ method, key, ranged }: Asked) => method === 'GET' && key.includes('packs/') && !ranged;
/**
 * Packs that were fetched whole since the last opening looked what lies there; each once, for what
 * the opening before had begun may try again.
 */
function fetched(): number {
  const { asked } = world.bench.double();
  const since = asked.slice(asked.findLastIndex(({ key }) => key.endsWith('holdfast.json')));
  return new Set(since.filter(isWhole).map(({ key }) => key)).size;
}
async function whole(): Promise<void> {
  const file = await SqliteStore.open(path.join(world.folderOf('a'), 'replica.holdfast'));
  expect((await file.list()).sort()).toEqual([...all].sort());
  expect((await file.latestManifest())?.revision).toBe(packs + 1);
  await file.close();
}

it('tells how many bytes came of how many', async () => {
  const told: [number, number][] = [];
  const progress = (done: number, total: number) => void told.push([done, total]);
  await followed(await world.open('a', {}, { progress }));
  const total = told.at(-1)?.[1] ?? 0;
  expect(total).toBeGreaterThan(packs * packBytes);
  expect(told[0]).toEqual([0, total]);
  expect(told.at(-1)).toEqual([total, total]);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  await whole();
});

it('called off it ends as cancelled; what came stays, and the next opening fetches the rest alone', async () => {
  const work = new AbortController();
  let came = 0;
  const progress = (done: number) => {
    came = done;
    if (done > 2 * packBytes) work.abort();
  };
  const store = await world.open('a', {}, { progress, signal: work.signal });
  expect(await refusal(followed(store))).toEqual({ code: 'cancelled' });
  await store.close();
  expect(came).toBeLessThan(packs * packBytes);
  const told: number[] = [];
  await followed(await world.open('a', {}, { progress: (done) => void told.push(done) }));
  expect(told.at(-1)).toBeGreaterThan(packs * packBytes);
  const rest = fetched();
  expect(rest).toBeGreaterThan(0);
  expect(rest).toBeLessThan(packs - 1);
  await whole();
});

it('cut off in the middle the vault opens all the same, and what came is not fetched again', async () => {
  const double = world.bench.double();
  let met = 0;
  // From the fifth pack on nothing comes whole.
  double.fault = (asked) => (isWhole(asked) && ++met > 4 ? { kind: 'half' } : undefined);
  const store = await world.open('a');
  await followed(store);
  await store.close();
  double.fault = () => undefined;
  await followed(await world.open('a'));
  const rest = fetched();
  expect(rest).toBeGreaterThan(0);
  expect(rest).toBeLessThan(packs - 1);
  await whole();
});

it('where another vault took the place meanwhile, the copy is of that one', async () => {
  const work = new AbortController();
  const progress = (done: number) => done > packBytes && work.abort();
  const store = await world.open('a', {}, { progress: (done) => void progress(done), signal: work.signal });
  expect(await refusal(followed(store))).toEqual({ code: 'cancelled' });
  await store.close();
  await world.bench.lay();
  const { first } = await world.bench.made();
  const next = await world.open('a');
  await followed(next);
  expect((await next.readObjects(first)).length).toBe(first.length);
});
