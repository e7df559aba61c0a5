import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { connect } from '../connect.ts';
import { ObjectBatch } from '../object-batch.ts';
import { SqliteStore } from '../sqlite.ts';
import { CopyThread } from './copy-thread.ts';

const megabyte = 1024 * 1024;
let folder: string;
let file: string;
let store: SqliteStore;
let thread: CopyThread;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-thread-'));
  file = path.join(folder, 'replica.holdfast');
  const nothing = { revision: 0, batches: (async function* () {})() };
  store = await SqliteStore.create(file, new Uint8Array(), nothing, { copy: true });
  thread = new CopyThread(file);
});
afterEach(async () => {
  await thread.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const batchOf = (lengths: readonly number[]) =>
  new ObjectBatch(
    new Uint8Array(randomBytes(16 * lengths.length)),
    Uint32Array.from(lengths),
    new Uint8Array(randomBytes(lengths.reduce((sum, one) => sum + one, 0))),
  );
async function started(): Promise<void> {
  thread.expect(64 * megabyte);
  const large = batchOf([megabyte]);
  await expect.poll(() => thread.takes(large), { timeout: 60_000 }).toBe(true);
}

it('writes a batch as it is, and takes again what is there already', async () => {
  await started();
  const lengths = [megabyte, 0, 7];
  const batch = batchOf(lengths);
  const [ids, bytes] = [[...batch].map(([id]) => id), Buffer.from(batch.bytes)];
  const again = new ObjectBatch(batch.ids.slice(), batch.lengths.slice(), new Uint8Array(megabyte + 7));
  await thread.add(batch);
  await thread.add(again);
  const read = await store.readObjects(ids);
  expect(read.map(({ length }) => length)).toEqual(lengths);
  expect(Buffer.concat(read).equals(bytes)).toBe(true);
});

it('takes nothing before it has started, where little comes, and no small batch', async () => {
  const large = batchOf([megabyte]);
  thread.expect(megabyte);
  await pause(100);
  expect(thread.takes(large)).toBe(false);
  await started();
  expect(thread.takes(batchOf([megabyte - 1]))).toBe(false);
  expect(thread.takes([...large])).toBe(false);
  await thread.close();
  expect(thread.takes(large)).toBe(false);
});

it('tells as a failure what it could not write', async () => {
  await started();
  const other = connect(file, false);
  other.exec('DROP TABLE objects');
  expect(await refusal(thread.add(batchOf([megabyte])))).toMatchObject({ code: expect.any(String) });
  other.close();
});
