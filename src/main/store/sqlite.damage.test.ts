import { closeSync, openSync, readdirSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { readAll, stoppedClock } from '../backend/testing/harness.ts';
import { fillSmallVault } from '../backend/testing/small-vault.ts';
import { makeFile, openFile, scratchFolder } from '../backend/testing/vaults.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const { now } = stoppedClock();
let folder: string;
let file: string;
let whole: Buffer;
let healthy: Awaited<ReturnType<typeof readAll>>;

beforeAll(async () => {
  folder = scratchFolder({ fast: true });
  file = path.join(folder, 'damaged.holdfast');
  await makeFile(file, now);
  const backend = await openFile(file, now);
  await fillSmallVault(backend);
  healthy = await readAll(backend);
  await backend.close();
  whole = readFileSync(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Opens, reads all and verifies the file as it lies there: what was refused, or `undefined` when
 * all is as it was.
 */
async function firstFailure(): Promise<Failure | undefined> {
  try {
    const backend = await openFile(file, now);
    try {
      const found = await readAll(backend);
      expect(found).toEqual(healthy);
      const { damaged } = await backend.verify();
      return damaged.length === 0 ? undefined : { code: 'damaged', part: 'object' };
    } finally {
      await backend.close();
    }
  } catch (error) {
    const failure = failureOf(error);
    // A revision is a row's number, which no checksum covers. The key is right: `openVault`, which
    // knows that too, says damaged.
    return failure?.code === 'wrong-key'
      ? { code: 'damaged', part: 'head' }
      : (failure ?? Promise.reject(error));
  }
}

const fitting = ['damaged', 'not-a-vault', 'newer-format'];

async function judge(what: string, bytes: Buffer): Promise<'found' | 'harmless'> {
  const failure = await firstFailure();
  if (failure !== undefined && !fitting.includes(failure.code))
    expect.unreachable(`${what}: ${JSON.stringify(failure)}`);
  // Looking at a damaged file changes not one byte of it, and leaves nothing beside it.
  if (!readFileSync(file).equals(bytes)) expect.unreachable(`${what}: the file was written to`);
  expect(readdirSync(folder)).toEqual([path.basename(file)]);
  return failure === undefined ? 'harmless' : 'found';
}

/**
 * In `npm test` the head of each page, where SQLite's own structure lies, and a sample between;
 * otherwise every byte.
 */
function placesToFlip(): number[] {
  const all = Array.from(whole.keys());
  return long ? all : all.filter((at) => at < 100 || (at % 4_096 < 24 && at % 3 === 0) || at % 127 === 0);
}

it('28: a flipped bit anywhere in the file is a typed failure, or changes nothing that is read', async () => {
  const counts = { found: 0, harmless: 0 };
  let seed = 1;
  for (const at of placesToFlip()) {
    seed = (seed * 48_271) % 2_147_483_647;
    for (const bit of long ? [0, 1, 2, 3, 4, 5, 6, 7] : [seed % 8]) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      write(bytes.subarray(at, at + 1), at);
      counts[await judge(`bit ${bit} of byte ${at}`, bytes)] += 1;
      write(whole.subarray(at, at + 1), at);
    }
  }
  console.log(`flipped in ${whole.length} bytes: ${JSON.stringify(counts)}`);
  expect(counts.found).toBeGreaterThan(counts.harmless / 10);
  expect(await firstFailure()).toBeUndefined();
}, 14_400_000);

it('29: cut at any length, the file is refused or reads as before', async () => {
  const lengths = new Set<number>();
  for (let page = 0; page <= whole.length; page += 4_096) for (const by of [-1, 0, 1]) lengths.add(page + by);
  for (let length = 0; length < whole.length; length += long ? 16 : 997) lengths.add(length);
  for (let length = 0; length < 120; length++) lengths.add(length);
  expect(lengths.size).toBeGreaterThan(120);
  for (const length of lengths) {
    if (length < 0 || length >= whole.length) continue;
    truncateSync(file, length);
    expect(await judge(`${length} bytes`, whole.subarray(0, length))).toBe('found');
    write(whole, 0);
  }
}, 14_400_000);

function write(bytes: Uint8Array, at: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}
