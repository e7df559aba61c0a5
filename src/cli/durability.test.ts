import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleProgram } from '../main/backend/testing/processes.ts';
import { scratchFolder } from '../main/backend/testing/vaults.ts';
import { crashes, read } from '../main/store/testing/crashes.ts';
import { Disk } from '../main/store/testing/disk.ts';
import { traceable, traced, untraced } from '../main/store/testing/trace.ts';

let scratch: string;
let program: string;
beforeAll(async () => {
  scratch = scratchFolder({ fast: true });
  program = await bundleProgram(path.join(import.meta.dirname, 'testing/durable-program.ts'));
}, 120_000);
afterAll(() => {
  for (const folder of [scratch, path.dirname(program)]) rmSync(folder, { recursive: true });
});

describe.skipIf(!traceable)(`what a crash leaves of files that the command line writes${untraced}`, () => {
  it.each([
    ['sheets in a new folder', 'deep/sheets/sheet-1.html'],
    ['sheets in a folder', 'sheet-1.html'],
    ['a filled template', 'old.env'],
    ['an encrypted file', 'new.hc'],
  ])('%s: on the disk once it is done', (flow, name) => {
    const folder = path.join(scratch, flow.replaceAll(' ', '-'));
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'old.env'), 'A=0\n');
    const before = read(folder);
    const { calls } = traced([program, folder, flow], folder);
    const after = read(folder);
    expect(after.get(name)?.equals(before.get(name) ?? Buffer.alloc(0))).toBe(false);
    const disk = new Disk(before);
    const found = [...crashes(calls, disk, (one) => !/[.](new|part)$/.test(one))];
    expect(disk.seen()).toEqual(after);
    const last = found.filter(({ ended }) => ended);
    expect(last.map(({ state }) => state)).toEqual([after]);
    // A new sheet may be there in part: it counts only once all of them were read back.
    const part = found.filter(({ state }) => {
      const [is, was] = [state.get(name), before.get(name)];
      return is !== undefined && !is.equals(after.get(name) ?? is) && was?.equals(is) !== true;
    });
    expect(part.length > 0).toBe(flow.startsWith('sheets'));
  });
});
