import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { SqliteStore } from '../sqlite.ts';
import { elsewhere } from '../store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-walk-'));
  file = path.join(folder, 'walked.holdfast');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

// Always the same, and in no order.
const idOf = (n: number) =>
  [2654435761, 40503, 2246822519, 3266489917]
    .map((odd) => ((n + 1) * odd) % 2 ** 32)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('') as ObjectId;
const bytesOf = (n: number, length: number) => new Uint8Array(length).fill(n % 251);

async function fill(count: number, lengthOf: (n: number) => number): Promise<void> {
  const batches = (async function* () {
    yield Array.from({ length: count }, (_, n) => [idOf(n), bytesOf(n, lengthOf(n))] as const);
  })();
  const store = await SqliteStore.create(file, new Uint8Array(64), { revision: 1, batches });
  await store.close();
}

interface Walked {
  readonly found: Map<ObjectId, Buffer>;
  readonly elsewhere: Set<ObjectId>;
  readonly whole: boolean;
}

async function walk(store: SqliteStore): Promise<Walked> {
  const walked = { found: new Map<ObjectId, Buffer>(), elsewhere: new Set<ObjectId>() };
  try {
    for await (const { ids, starts, lengths, bytes } of store.sheaves())
      for (const [i, start] of starts.entries()) {
        const id = Buffer.from(ids.subarray(16 * i, 16 * i + 16)).toString('hex') as ObjectId;
        if (start === elsewhere) walked.elsewhere.add(id);
        else walked.found.set(id, Buffer.from(bytes.subarray(start, start + (lengths[i] ?? 0))));
      }
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return { ...walked, whole: false };
  }
  return { ...walked, whole: true };
}

async function compare(count: number): Promise<Walked> {
  const store = await SqliteStore.open(file, { readOnly: true });
  try {
    const walked = await walk(store);
    expect(walked.whole).toBe(true);
    const ids = await store.list();
    expect(ids).toHaveLength(count);
    expect(new Set([...walked.found.keys(), ...walked.elsewhere])).toEqual(new Set(ids));
    for (const [i, bytes] of (await store.readObjects([...walked.found.keys()])).entries())
      expect(Buffer.compare([...walked.found.values()][i] ?? Buffer.alloc(0), bytes)).toBe(0);
    return walked;
  } finally {
    await store.close();
  }
}

it('gives out every object that SQLite has, the long ones by name alone', async () => {
  const lengths = [0, 1, 44, 500, 3_000, 4_035, 4_036, 4_037, 4_100, 20_000];
  await fill(3_000, (n) => lengths[n % lengths.length] ?? 0);
  const walked = await compare(3_000);
  expect([walked.elsewhere.size, walked.found.size]).toEqual([600, 2_400]);
});

it('gives out what is there of files that are empty, small, or have lost and gained objects since', async () => {
  for (const count of [0, 1, 5, 40]) {
    await fill(count, () => 100);
    expect((await compare(count)).found.size).toBe(count);
    fs.rmSync(file);
  }
  await fill(2_000, () => 300);
  const store = await SqliteStore.open(file);
  await store.remove(Array.from({ length: 900 }, (_, n) => idOf(2 * n)));
  const objects = Array.from({ length: 500 }, (_, n) => [idOf(5_000 + n), bytesOf(n, 700)] as const);
  await store.commit({ objects: objects as never, manifest: new Uint8Array(64), revision: 2 });
  await store.close();
  await compare(1_600);
});

it('what it gives out of a damaged file is what SQLite gives by that id, whichever byte is flipped', async () => {
  await fill(240, (n) => 40 + (n % 90));
  const whole = fs.readFileSync(file);
  let [stopped, missed] = [0, 0];
  const every = process.env['HOLDFAST_LONG'] === '1' ? 1 : 67;
  for (let at = 0; at < whole.length; at += every) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
    fs.writeFileSync(file, bytes);
    const store = await SqliteStore.open(file, { readOnly: true }).catch(() => undefined);
    if (store === undefined) continue;
    const walked = await walk(store);
    if (!walked.whole) stopped += 1;
    const ids = [...walked.found.keys()];
    const found = await store.readObjects(ids).catch(() => []);
    if (!ids.every((id, i) => found[i] && walked.found.get(id)?.equals(found[i]))) missed += 1;
    await store.close();
  }
  expect(missed).toBe(0);
  expect(stopped).toBeGreaterThan(10);
});
