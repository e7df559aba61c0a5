import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remainingLines, startProgram } from '../backend/testing/processes.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';

const compiler = ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0);
const shimPossible = process.platform === 'linux' && compiler !== undefined;
const mountPossible =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
const why = 'skipped: needs Linux with a C compiler for the shim of faults (apt-get install gcc)';
const whyMount = 'skipped: needs Linux, root and unshare for a small tmpfs';
if (!shimPossible) console.warn(`sqlite faults: ${why}`);
if (!mountPossible) console.warn(`full disk: ${whyMount}`);

const program = path.join(import.meta.dirname, '../backend/testing/fault-program.ts');
let scratch: string;
let shim: string;
beforeAll(() => {
  scratch = scratchFolder({ fast: true });
  shim = path.join(scratch, 'fault.so');
  const source = path.join(import.meta.dirname, '../backend/testing/fault.c');
  if (compiler) execFileSync(compiler, ['-shared', '-fPIC', '-O1', '-o', shim, source, '-ldl']);
});
afterAll(() => rmSync(scratch, { recursive: true }));

const long = process.env['HOLDFAST_LONG'] === '1';
const errors = { ENOSPC: 28, EIO: 5, EACCES: 13, 'a short write': 0 };
// In a quick round each call meets half of them, each error every second call.
const every = long ? 1 : 2;
const cases = Object.entries(errors)
  .flatMap(([name, errno]) => [
    { name, errno, sticky: false },
    ...(errno === 0 || (errno === 13 && !long)
      ? []
      : [{ name: `${name} from then on`, errno, sticky: true }]),
  ])
  .map((one, n) => ({ ...one, first: 1 + (n % every) }));

describe.skipIf(!shimPossible)(`27: file-system calls that fail${shimPossible ? '' : `, ${why}`}`, () => {
  it.each(cases)(
    `$name, at ${long ? 'each' : 'every second'} call`,
    async ({ name, errno, sticky, first }) => {
      const folder = path.join(scratch, name.replaceAll(' ', '-'));
      const control = `${folder}-control`;
      mkdirSync(folder);
      writeFileSync(control, Buffer.alloc(20));
      const args = [String(errno), sticky ? '1' : '0', String(first), String(every)];
      const run = startProgram(program, [folder, ...args], {
        env: { LD_PRELOAD: shim, FAULT_FOLDER: folder, FAULT_CONTROL: control },
      });
      const lines = await remainingLines(run);
      await run.done();
      const count = Number(/^faults (\d+)$/.exec(lines.pop() ?? '')?.[1]);
      expect(lines).toEqual([]);
      expect(count).toBeGreaterThan(40 / every);
    },
    300_000,
  );
});

describe.skipIf(!mountPossible)(`27: a disk that fills${mountPossible ? '' : `, ${whyMount}`}`, () => {
  it('no-space, the vault unchanged and usable, and a retry with room succeeds', async () => {
    const folder = path.join(scratch, 'full');
    mkdirSync(folder);
    const run = startProgram('full-disk-program', [folder], { wrap: ['unshare', '-m'] });
    const [line = '{}'] = await remainingLines(run);
    await run.done();
    const met = JSON.parse(line);
    expect(met).toMatchObject({
      codes: ['no-space'],
      unchanged: true,
      retried: true,
      whole: true,
      reads: true,
    });
    expect(met).toMatchObject({ created: true, files: ['full.holdfast'] });
    expect(met.rounds).toBeGreaterThan(5);
    expect(met.stored).toBeGreaterThan(5);
  }, 120_000);

  it('while a vault is sealed anew: no-space, all of it readable, and the next run goes on', async () => {
    const folder = path.join(scratch, 'full-rekey');
    mkdirSync(folder);
    const run = startProgram('full-disk-rekey-program', [folder], { wrap: ['unshare', '-m'] });
    const [line = '{}'] = await remainingLines(run);
    await run.done();
    const { rounds, ...met } = JSON.parse(line);
    expect(met).toEqual({
      codes: ['no-space'],
      unchanged: true,
      usable: true,
      renewing: false,
      whole: true,
      files: ['full.holdfast'],
    });
    expect(rounds).toBeGreaterThan(2);
  }, 120_000);
});

describe.skipIf(!mountPossible)(`32: a read-only medium${mountPossible ? '' : `, ${whyMount}`}`, () => {
  it('opens for reading, every write is a read-only failure, nothing is touched', async () => {
    const folder = path.join(scratch, 'read-only');
    mkdirSync(folder);
    const run = startProgram('read-only-program', [folder], { wrap: ['unshare', '-m'] });
    const [line = '{}'] = await remainingLines(run);
    await run.done();
    const { heard, ...met } = JSON.parse(line);
    expect(met).toEqual({ readOnly: true, reads: true, untouched: true });
    expect(new Set(Object.values(heard))).toEqual(new Set(['read-only']));
  }, 120_000);
});
