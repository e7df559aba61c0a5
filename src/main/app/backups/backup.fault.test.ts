import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleProgram, remainingLines, startProgram } from '../../backend/testing/processes.ts';
import { makeFile, scratchFolder } from '../../backend/testing/vaults.ts';
import { flows, prepare, time } from './testing/fault-flows.ts';

const compiler = ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0);
const possible = process.platform === 'linux' && compiler !== undefined;
const why = possible ? '' : ', skipped: needs Linux with a C compiler for the shim of faults';
const long = process.env['HOLDFAST_LONG'] === '1';

let scratch: string;
let shim: string;
let program: string;
beforeAll(async () => {
  scratch = scratchFolder({ fast: true });
  shim = path.join(scratch, 'fault.so');
  const source = path.join(import.meta.dirname, '../../backend/testing/fault.c');
  if (compiler) execFileSync(compiler, ['-shared', '-fPIC', '-O1', '-o', shim, source, '-ldl']);
  program = await bundleProgram(path.join(import.meta.dirname, 'testing/fault-program.ts'));
});
afterAll(() => {
  for (const folder of [scratch, path.dirname(program)]) rmSync(folder, { recursive: true });
});

function start(folder: string, args: readonly string[]) {
  const control = `${folder}-control`;
  writeFileSync(control, Buffer.alloc(20));
  return startProgram(program, [folder, ...args], {
    env: { LD_PRELOAD: shim, FAULT_FOLDER: folder, FAULT_CONTROL: control },
  });
}

// In a quick round each call meets one of two errors; in the long one all of them.
const every = long ? 1 : 2;
const errors = { EIO: 5, 'a short write': 0, ...(long && { ENOSPC: 28, EACCES: 13 }) };
const cases = Object.entries(errors).flatMap(([name, errno]) => [
  { name, errno, sticky: '0', first: long || errno === 0 ? 1 : 2 },
  ...(errno === 0 || !long ? [] : [{ name: `${name} from then on`, errno, sticky: '1', first: 1 }]),
]);

describe.skipIf(!possible)(`what backups, restoring, repair and settings leave${why}`, () => {
  it.each(cases)(
    `after $name at ${long ? 'each' : 'every second'} call: every file under a final name is whole, and a retry does it`,
    async ({ name, errno, sticky, first }) => {
      const calls = ['every', String(first), String(every)];
      const run = start(path.join(scratch, name.replaceAll(' ', '-')), [String(errno), sticky, ...calls]);
      const lines = await remainingLines(run);
      await run.done();
      const count = Number(/^faults (\d+)$/.exec(lines.pop() ?? '')?.[1]);
      expect(lines).toEqual([]);
      expect(count).toBeGreaterThan(100 / every);
    },
    long ? 3_000_000 : 600_000,
  );

  it.each(Object.keys(flows))(
    'after a kill at each call of %s',
    async (flow) => {
      const folder = path.join(scratch, `killed-${Object.keys(flows).indexOf(flow)}`);
      await prepare(`${folder}-origin`, (file) => makeFile(file, () => time));
      let killed = 0;
      for (let n = 1; ; n += long ? 1 : 20) {
        const run = start(folder, ['-1', '0', flow, String(n)]);
        const lived = (await remainingLines(run)).includes('lived');
        await run.done().catch(() => undefined);
        const judge = start(folder, ['0', '0', 'judge']);
        expect(await remainingLines(judge), `call ${n}`).toEqual([]);
        await judge.done();
        if (lived) break;
        killed += 1;
      }
      expect(killed).toBeGreaterThan(0);
    },
    long ? 3_000_000 : 600_000,
  );
});
