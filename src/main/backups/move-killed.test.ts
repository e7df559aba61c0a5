import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fileAt, type Place, parsePlace, printPlace } from '../../shared/place.ts';
import { bundleProgram, startProgram } from '../backend/testing/processes.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { S3Double, testEnv } from '../store/s3/testing/double.ts';
import { placeFor } from '../store/s3/testing/kind.ts';
import { createVault, openVault } from '../vault/open.ts';
import { moveVault } from './move.ts';
import { MachineNotes } from './notes.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const long = process.env['HOLDFAST_LONG'] === '1';
let program: string;
let folder: string;
let double: S3Double;
beforeAll(async () => {
  program = await bundleProgram(path.join(import.meta.dirname, 'testing/killed-move.ts'));
}, 300_000);
afterAll(() => fs.rmSync(path.dirname(program), { recursive: true }));
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  double = await S3Double.start();
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
});
afterEach(async () => {
  await double.stop();
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

const file = (name: string): Place => fileAt(path.join(folder, `${name}.holdfast`));
const inFolder = (name: string): Place => ({ kind: 'folder', location: path.join(folder, name) });
const inBucket = (name: string): Place =>
  parsePlace(placeFor({ endpoint: double.endpoint, bucket: 'vaults' }, path.join(folder, name)));

async function write(at: Place, value: string): Promise<void> {
  const vault = await openVault(at, 'one');
  await vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value }]);
  await vault.lock();
}
/** What a whole vault there has; `undefined` where none lies. */
async function valueAt(at: Place): Promise<string | undefined> {
  const vault = await openVault({ ...at, readOnly: true }, 'one').catch((error) => {
    if (error.failure?.code === 'not-found') return undefined;
    throw error;
  });
  try {
    expect((await vault?.verify())?.damaged ?? []).toEqual([]);
    return (await vault?.secrets.get('prod/db'))?.fields[0]?.value;
  } finally {
    await vault?.lock();
  }
}

/** Moves in a process that kills itself before this step; how many there were where it came through. */
async function killedAt(step: number, from: Place, to: Place): Promise<number | undefined> {
  const running = startProgram(program, [folder, printPlace(from), printPlace(to), String(step)]);
  const said = await running.line();
  if (said !== undefined) await running.done();
  else await running.done().catch((error: Error) => expect(error.message).toContain('SIGKILL'));
  return said === undefined ? undefined : Number(said);
}

/** A vault that was put aside by a move. */
const aside = () =>
  fs
    .readdirSync(folder)
    .filter((name) => name.includes('(moved '))
    .map((name) => path.join(folder, name));

const pairs = [
  ['a file to a bucket', file, inBucket],
  ...(long
    ? ([
        ['a folder to a file', inFolder, file],
        ['a bucket to a folder', inBucket, inFolder],
        ['a file to a folder', file, inFolder],
        ['a folder to a bucket', inFolder, inBucket],
      ] as const)
    : []),
] as const;

test.each(pairs)(
  'killed at its steps from %s nothing is lost, and it can be run again',
  async (_, source, target) => {
    const ends = { before: 0, after: 0 };
    for (let step = 1; ; step += long ? 1 : 3) {
      const [from, to] = [source(`here-${step}`), target(`there-${step}`)];
      const made = await createVault(from, { passphrase: 'one', kdf });
      await made.lock();
      await write(from, 'one');
      if ((await killedAt(step, from, to)) !== undefined) break;
      const [here, there] = [await valueAt(from), await valueAt(to)];
      // The old one is whole where it was, or aside; then the new one is there, too.
      if (here === undefined) expect(there, `step ${step}`).toBe('one');
      else expect(here, `step ${step}`).toBe('one');
      expect([undefined, 'one'], `step ${step}`).toContain(there);
      ends[here === undefined ? 'after' : 'before'] += 1;
      // Another program writes to the old one meanwhile, as long as it is there.
      const value = here === undefined ? 'one' : `two-${step}`;
      if (here !== undefined) await write(from, value);
      const notes = new MachineNotes(path.join(folder, 'notes.json'));
      const { kept, place } = await moveVault(from, to, { now: () => 2_000, notes });
      expect([place, await valueAt(to), await valueAt(kept)], `step ${step}`).toEqual([to, value, value]);
      for (const name of aside()) fs.rmSync(name, { recursive: true });
    }
    // The kills must have met both sides of the moment at which the old one goes aside.
    expect(ends.before).toBeGreaterThan(long ? 10 : 3);
    if (source !== inBucket) expect(ends.after).toBeGreaterThan(0);
  },
  900_000,
);

test('run again once it is done and the new one was written, a move says so and changes nothing', async () => {
  const [from, to] = [file('here'), inBucket('there')];
  await (await createVault(from, { passphrase: 'one', kdf })).lock();
  await write(from, 'one');
  const notes = new MachineNotes(path.join(folder, 'notes.json'));
  const move = () => moveVault(from, to, { now: () => 2_000, notes });
  const { kept } = await move();
  await write(to, 'later');
  expect(await move()).toMatchObject({ kept, place: to });
  expect([await valueAt(to), await valueAt(kept)]).toEqual(['later', 'one']);
});
