import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { refusal } from '../backend/testing/harness.ts';
import { makeFile, scratchFolder } from '../backend/testing/vaults.ts';
import { SqliteStore } from './sqlite.ts';
import { tipOf } from './store.ts';

let folder: string;
let location: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  await makeFile(location);
  store = await SqliteStore.open(location);
});
afterEach(async () => {
  await store.close();
  fs.rmSync(folder, { recursive: true });
});

const id = (n: number) => n.toString(16).padStart(32, '0') as ObjectId;
const sealed = (word: string) => Buffer.from(word.repeat(20)) as Uint8Array as Sealed;
const manifest = (n: number) => new Uint8Array(64).fill(n);

async function mark(): Promise<string> {
  const found = await store.latestManifest();
  if (found === undefined) throw new Error('no manifest');
  return tipOf(found).mark;
}

it('a commit on top of another state that a tool wrote into the same file is refused, and that state stays', async () => {
  expect(await store.commit({ objects: [], manifest: manifest(2), revision: 2 })).toBe('done');
  const ours = await mark();
  const db = new Database(location);
  db.prepare('UPDATE manifests SET bytes = ?').run(manifest(9));
  db.close();
  const change = { objects: [[id(1), sealed('new')]] as const, manifest: manifest(3), revision: 3 };
  expect(await refusal(store.commit({ ...change, after: ours }))).toEqual({
    code: 'store',
    reason: 'file-replaced',
  });
  expect((await store.latestManifest())?.bytes).toEqual(Buffer.from(manifest(9)));
  expect(await store.commit({ ...change, after: await mark() })).toBe('done');
});

it.each([
  ['file-replaced', () => fs.copyFileSync(location, `${location}.new`)],
  ['file-missing', () => undefined],
])('nothing is written into a file that was taken away: %s', async (reason, prepare) => {
  prepare();
  fs.renameSync(location, path.join(folder, 'gone.holdfast'));
  if (fs.existsSync(`${location}.new`)) fs.renameSync(`${location}.new`, location);
  const before = fs.readFileSync(path.join(folder, 'gone.holdfast'));
  const writes = [
    () => store.commit({ objects: [[id(1), sealed('new')]], manifest: manifest(2), revision: 2 }),
    () => store.remove([id(1)]),
    () => store.dropManifestsBefore(1),
  ];
  for (const write of writes) expect(await refusal(write)).toEqual({ code: 'store', reason });
  expect(fs.readFileSync(path.join(folder, 'gone.holdfast')).equals(before)).toBe(true);
});

it('what a commit drops is overwritten in the file, also after a sweep, which overwrites nothing', async () => {
  const objects = ['swept', 'destroyed'].map((word, n) => [id(n + 1), sealed(word)] as const);
  await store.commit({ objects, manifest: manifest(2), revision: 2 });
  await store.remove([id(1)]);
  expect(fs.readFileSync(location).includes('sweptswept')).toBe(true);
  expect(fs.readFileSync(location).includes('destroyeddestroyed')).toBe(true);
  await store.commit({ objects: [], manifest: manifest(3), revision: 3, drop: [id(2)] });
  expect(fs.readFileSync(location).includes('destroyeddestroyed')).toBe(false);
});

it('removes many objects in turns of the event loop, and nobody who reads meanwhile sees half of it', async () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => id(n + 1));
  const objects = ids.map((one) => [one, sealed('gone')] as const);
  const kept = [id(5_000), sealed('kept')] as const;
  await store.commit({ objects: [...objects, kept], manifest: manifest(2), revision: 2 });
  let turns = 0;
  let reads: Promise<unknown>[] = [];
  let working = true;
  const turn = () => {
    turns += 1;
    if (turns === 20)
      reads = [
        store.latestManifest().then((found) => found?.revision),
        store.readObjects([kept[0]]).then(([bytes]) => bytes?.length),
        refusal(store.readObjects([id(2_000)])).then((failure) => failure.code),
        store.list(),
        store.remove([id(1)]),
        store.isSound(),
      ];
    if (working) setImmediate(turn);
  };
  setImmediate(turn);
  const commit = { objects: [], manifest: manifest(3), revision: 3, drop: ids };
  expect(await store.commit(commit)).toBe('done');
  working = false;
  expect(turns).toBeGreaterThan(100);
  expect(await Promise.all(reads)).toEqual([3, kept[1].length, 'damaged', [kept[0]], undefined, true]);
  // Also what was removed behind the other removal was overwritten.
  expect(fs.readFileSync(location).includes('gonegone')).toBe(false);
});

it('lists every object in the order in which they lie, however many there are', async () => {
  const ids = Array.from({ length: 12_001 }, (_, n) => id(7_919 * (n + 1)));
  const objects = ids.map((one) => [one, sealed('x')] as const);
  expect(await store.commit({ objects, manifest: manifest(2), revision: 2 })).toBe('done');
  expect(await store.list()).toEqual(ids);
  await store.remove(ids.filter((_, n) => n % 3 === 0));
  expect(await store.list()).toEqual(ids.filter((_, n) => n % 3 !== 0));
});
