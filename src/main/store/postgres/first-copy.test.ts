import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { refusal } from '../../backend/testing/harness.ts';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { replicated } from '../replica/replicated.ts';
import { followed } from '../replica/testing/copied.ts';
import { SqliteStore } from '../sqlite.ts';
import type { OpenOptions } from '../store.ts';
import { manifestOf, newId } from '../testing/commits.ts';
import { postgresWith } from './postgres.ts';
import { TestServer } from './testing/server.ts';

// The first opening of a vault in a database, whose objects come in answers of at most 4 MB.
const count = 12;
const bytes = 1_500_000;
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
}, 120_000);
afterAll(() => server.stop());

let folder: string;
let vault: string;
let ids: ObjectId[];
let vaults = 0;
beforeEach(async () => {
  folder = scratchFolder();
  vault = server.place(`first-${++vaults}`);
  ids = Array.from({ length: count }, newId);
  const batches = (async function* () {
    for (const id of ids) yield [[id, new Uint8Array(randomBytes(bytes)) as Sealed]] as const;
  })();
  await (await postgresWith().create(vault, manifestOf(ids), { revision: 1, batches })).close();
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** Opens it on this machine, and closes it; the bytes that were told, and how it ended. */
async function opened(options: OpenOptions, hear: (done: number) => void = () => {}) {
  const told: [done: number, total: number][] = [];
  const progress = (done: number, total: number) => {
    told.push([done, total]);
    hear(done);
  };
  const waits = { answer: 60_000, return: 250, again: 0 };
  const store = await replicated(postgresWith(), () => folder, waits).open(vault, { ...options, progress });
  const failure = await refusal(followed(store)).catch(() => undefined);
  await store.close();
  return { told, failure };
}

async function expectWhole(): Promise<void> {
  const copy = await SqliteStore.open(path.join(folder, 'replica.holdfast'));
  expect((await copy.list()).sort()).toEqual([...ids].sort());
  expect((await copy.latestManifest())?.revision).toBe(1);
  for (const object of await copy.readObjects(ids)) expect(object.length).toBe(bytes);
  await copy.close();
}

test('a first copy that was called off goes on where it was', async () => {
  const work = new AbortController();
  const off = await opened({ signal: work.signal }, (done) => done > 2 * bytes && work.abort());
  expect(off.failure).toEqual({ code: 'cancelled' });
  const { told } = await opened({});
  expect(told[0]?.[0]).toBeGreaterThan(2 * bytes);
  expect(told.at(-1)).toEqual([count * bytes, count * bytes]);
  await expectWhole();
});

test('a first copy that the server went away from goes on where it was', async () => {
  let ending: Promise<void> | undefined;
  await opened({}, (done) => {
    if (done > 2 * bytes) ending ??= server.end();
  });
  await ending;
  const copy = await SqliteStore.open(path.join(folder, 'replica.holdfast'));
  expect((await copy.latestManifest())?.bytes.length).toBe(0);
  await copy.close();
  await server.run();
  const { told } = await opened({});
  expect(told[0]?.[0]).toBeGreaterThan(bytes);
  expect(told[0]?.[0]).toBeLessThan(count * bytes);
  expect(told.at(-1)).toEqual([count * bytes, count * bytes]);
  await expectWhole();
});
