import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Place, parsePlace, printPlace } from '../../shared/place.ts';
import { refusal } from '../backend/testing/harness.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { S3Double, testEnv } from '../store/s3/testing/double.ts';
import { placeFor } from '../store/s3/testing/kind.ts';
import { createVault, openVault } from '../vault/open.ts';
import { type MoveOptions, moveVault } from './move.ts';
import { MachineNotes } from './notes.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
let folder: string;
let double: S3Double;
let notes: MachineNotes;
beforeEach(() => {
  folder = scratchFolder({ fast: true });
  notes = new MachineNotes(path.join(folder, 'notes.json'));
});
beforeEach(async () => {
  double = await S3Double.start();
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
});
afterEach(async () => {
  await double.stop();
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

const file = (name: string): Place => ({ kind: 'sqlite', location: path.join(folder, `${name}.holdfast`) });
const inFolder = (name: string): Place => ({ kind: 'folder', location: path.join(folder, name) });
const inBucket = (name: string): Place =>
  parsePlace(placeFor({ endpoint: double.endpoint, bucket: 'vaults' }, path.join(folder, name)));
const move = (from: Place, to: Place, more: Partial<MoveOptions> = {}) =>
  moveVault(from, to, { now: () => 1_000, notes, ...more });

async function make(at: Place): Promise<void> {
  const vault = await createVault(at, { passphrase: 'one', kdf });
  await vault.lock();
  await write(at, 'one');
}
async function write(at: Place, value: string): Promise<void> {
  const vault = await openVault(at, 'one');
  await vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value }]);
  await vault.lock();
}
async function valueAt(at: Place): Promise<string | undefined> {
  const vault = await openVault({ ...at, readOnly: true }, 'one');
  try {
    expect((await vault.verify()).damaged).toEqual([]);
    return (await vault.secrets.get('prod/db')).fields[0]?.value;
  } finally {
    await vault.lock();
  }
}

describe.each([
  ['a file', 'a folder', file, inFolder],
  ['a file', 'a bucket', file, inBucket],
  ['a folder', 'a bucket', inFolder, inBucket],
  ['a bucket', 'a file', inBucket, file],
] as const)('from %s to %s', (_from, _to, source, target) => {
  test('the vault lies there, and what was moved is kept', async () => {
    const [from, to] = [source('here'), target('there')];
    await make(from);
    const { kept, place, revision } = await move(from, to);
    expect([place, revision]).toEqual([to, 2]);
    expect(await valueAt(to)).toBe('one');
    expect(await valueAt(kept)).toBe('one');
    const isService = from.kind === 's3';
    expect(printPlace(kept).includes('(moved ')).toBe(!isService);
    expect(isService).toBe(kept.location === from.location);
    if (!isService) expect(fs.existsSync(from.location)).toBe(false);
  });

  test('broken off before the old one is put aside, it goes on, with what was written since', async () => {
    const [from, to] = [source('here'), target('there')];
    await make(from);
    const broken = () =>
      move(from, to, {
        switched: async () => {
          throw new Error('broken off');
        },
      });
    await expect(broken()).rejects.toThrow();
    expect([await valueAt(from), await valueAt(to)]).toEqual(['one', 'one']);
    await write(from, 'two');
    const { kept } = await move(from, to);
    expect([await valueAt(to), await valueAt(kept)]).toEqual(['two', 'two']);
  });

  test('what is written until it is put aside goes along', async () => {
    const [from, to] = [source('here'), target('there')];
    await make(from);
    await move(from, to, { switched: () => write(from, 'at the last moment') });
    expect(await valueAt(to)).toBe('at the last moment');
  });

  test('what lies there already is left alone, and so is the vault', async () => {
    const [from, to] = [source('here'), target('there')];
    await make(from);
    await make(to);
    expect(await refusal(move(from, to))).toMatchObject({ code: 'exists' });
    expect(await refusal(move(from, from))).toMatchObject({ code: 'exists' });
    expect(await valueAt(from)).toBe('one');
    // One that was moved there once and written since is another's, too.
    const other = target('other');
    await expect(
      move(from, other, { switched: () => Promise.reject(new Error('broken off')) }),
    ).rejects.toThrow();
    await write(other, 'theirs');
    expect(await refusal(move(from, other))).toMatchObject({ code: 'exists' });
    expect([await valueAt(from), await valueAt(other)]).toEqual(['one', 'theirs']);
  });
});

test('called off, or where nothing lies, nothing is changed', async () => {
  const [from, to] = [file('here'), inFolder('there')];
  expect(await refusal(move(from, to))).toMatchObject({ code: 'not-found' });
  await make(from);
  const work = new AbortController();
  work.abort();
  expect(await refusal(move(from, to, { signal: work.signal }))).toMatchObject({ code: 'cancelled' });
  expect([fs.existsSync(to.location), await valueAt(from)]).toEqual([false, 'one']);
});
