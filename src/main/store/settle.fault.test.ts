import fs from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { bundleProgram, remainingLines, startProgram } from '../backend/testing/processes.ts';
import { makeFile, openFile, scratchFolder } from '../backend/testing/vaults.ts';
import { type Settled, whenSettled } from './beside.ts';
import { SqliteStore } from './sqlite.ts';
import { breakOff, writeAll } from './testing/journals.ts';

// What lies beside a vault file while others write, and on a disk that takes nothing more.
let folder: string;
let location: string;
let told: Settled[];
let stop: () => void;

beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  await makeFile(location);
  told = [];
  stop = whenSettled((settled) => told.push(settled));
});
afterEach(() => {
  vi.restoreAllMocks();
  stop();
  fs.rmSync(folder, { recursive: true });
});

const journal = () => `${location}-journal`;

it('eight programs write while the vault is opened again and again: no write is lost, and no journal of theirs is put aside', async () => {
  const [writers, each] = [8, 12];
  const program = await bundleProgram('crowd-program');
  const running = Array.from({ length: writers }, (_, n) =>
    startProgram(program, [location, String(n), String(each)]),
  );
  let writing = running.length;
  const ends = running.map(async (one) => {
    await remainingLines(one);
    await one.done();
    writing -= 1;
  });
  let hot = 0;
  const looks = fs.openSync.bind(fs);
  vi.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
    if (file === journal()) hot += 1;
    return looks(file, ...(rest as [string]));
  });
  while (writing > 0) {
    await (await SqliteStore.open(location)).close();
    await setImmediate();
  }
  await Promise.all(ends);
  expect(hot).toBeGreaterThan(0);
  expect(told).toEqual([]);
  expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
  const backend = await openFile(location);
  const paths = (await backend.listSecrets('')).map((info) => info.path);
  const wanted = Array.from(
    { length: writers * each },
    (_, n) => `writer-${n % writers}/${Math.floor(n / writers)}`,
  );
  expect(paths).toEqual(['hot', ...wanted].sort());
  const { newest } = (await backend.loadInfo('hot')) ?? { newest: 0 };
  expect(newest).toBe(writers * Math.ceil(each / 5));
  expect((await backend.verify()).damaged).toEqual([]);
  await backend.close();
}, 300_000);

/**
 * A journal that is put aside, one that is undone with copies of both, or one of a write in the
 * midst of which the power went.
 */
function broken(kind: 'foreign' | 'doubtful' | 'ours'): void {
  const { journal: bytes, done } = breakOff(location, writeAll);
  // As in a write: the journal before the file. The other way round it would be told as one that
  // came later.
  fs.writeFileSync(journal(), kind === 'foreign' ? 'no journal of ours' : bytes);
  fs.utimesSync(journal(), 1, 1);
  if (kind === 'ours') {
    const whole = fs.readFileSync(location);
    fs.writeFileSync(location, Buffer.concat([done.subarray(0, 4_096), whole.subarray(4_096)]));
  }
  if (kind === 'doubtful') fs.writeFileSync(location, done);
}

const refusals = [
  ['ENOSPC', 'no-space'],
  ['EDQUOT', 'no-space'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
] as const;
const cases = (['foreign', 'doubtful', 'ours'] as const).flatMap((kind) =>
  refusals.map(([code, failure]) => ({ kind, code, failure })),
);

/**
 * Each call that makes, fills or names a file, refused from the nth on, until none is left to
 * refuse: what is heard, and what lies there.
 */
function refusing(code: string, from: number): () => number {
  let calls = 0;
  const refuse = () => {
    calls += 1;
    if (calls >= from) throw Object.assign(new Error(code), { code });
  };
  const { linkSync, renameSync } = fs;
  vi.spyOn(fs, 'linkSync').mockImplementation((...args) => {
    refuse();
    return linkSync(...args);
  });
  vi.spyOn(fs, 'renameSync').mockImplementation((...args) => {
    refuse();
    return renameSync(...args);
  });
  const { open } = fs.promises;
  vi.spyOn(fs.promises, 'open').mockImplementation(async (...args) => {
    refuse();
    const handle = await open(...args);
    const write = handle.writeFile.bind(handle);
    handle.writeFile = async (...given) => {
      refuse();
      return write(...given);
    };
    return handle;
  });
  return () => calls;
}

it.each(cases)(
  '$code while a journal ($kind) is settled: $failure, all stays as it was, and later all is well',
  async ({ kind, code, failure }) => {
    broken(kind);
    const [file, bytes] = [fs.readFileSync(location), fs.readFileSync(journal())];
    for (let from = 1; ; from++) {
      const calls = refusing(code, from);
      const opened = await SqliteStore.open(location).catch((error: unknown) => error);
      const made = calls();
      vi.restoreAllMocks();
      if (opened instanceof SqliteStore) {
        expect([made < from, from > 1]).toEqual([true, true]);
        await opened.close();
        break;
      }
      expect([from, failureOf(opened)?.code]).toEqual([from, failure]);
      expect(fs.readdirSync(folder).sort()).toEqual(['a.holdfast', 'a.holdfast-journal']);
      expect(fs.readFileSync(location).equals(file)).toBe(true);
      expect(fs.readFileSync(journal()).equals(bytes)).toBe(true);
      expect(told).toEqual([]);
    }
    expect(fs.existsSync(journal())).toBe(false);
    expect(told).toMatchObject([{ did: kind === 'foreign' ? 'set-aside' : 'undone' }]);
  },
);

it.each(refusals)('%s while a log is put aside: %s, and it stays', async (code, failure) => {
  fs.writeFileSync(`${location}-wal`, 'left');
  refusing(code, 1);
  const refused = await SqliteStore.open(location).catch((error: unknown) => error);
  expect(failureOf(refused)?.code).toBe(failure);
  expect(fs.readFileSync(`${location}-wal`, 'utf8')).toBe('left');
});
