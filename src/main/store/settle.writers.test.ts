import fs from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bundleProgram, remainingLines, startProgram } from '../backend/testing/processes.ts';
import { makeFile, openFile, scratchFolder } from '../backend/testing/vaults.ts';
import { type Settled, whenSettled } from './beside.ts';
import { SqliteStore } from './sqlite.ts';

// A vault that is opened while others write to it.
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
