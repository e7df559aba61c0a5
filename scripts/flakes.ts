import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runEndToEnd } from './e2e.ts';
import { Flakes } from './flaky.ts';
import { show } from './run.ts';

// `npm run flakes`: the unit tests ten times and the end-to-end tests three times beside a busy
// loop that takes one core; what failed, and how often, comes last. `-- --unit 2 --e2e 0
// src/main/store` is a part of that: what else is given chooses tests for both.
const checkout = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  options: {
    unit: { type: 'string', default: '10' },
    e2e: { type: 'string', default: '3' },
  },
  allowPositionals: true,
});

const reports = mkdtempSync(join(tmpdir(), 'holdfast-flakes-'));
const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
const flakes = new Flakes();
try {
  await repeat('unit tests', values.unit, (report) => {
    const vitest = join(checkout, 'node_modules/vitest/vitest.mjs');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = show(process.execPath, [vitest, ...args, ...positionals], { cwd: checkout });
    flakes.addVitest(report, code);
  });
  await repeat('end-to-end tests', values.e2e, async (report) => {
    flakes.addPlaywright(report, await runEndToEnd(positionals, { report }));
  });
} finally {
  busy.kill('SIGKILL');
  rmSync(reports, { recursive: true });
}
console.log(`\n${flakes.lines().join('\n')}`);
process.exitCode = flakes.failed ? 1 : 0;

async function repeat(
  name: string,
  times: string,
  run: (report: string) => void | Promise<void>,
): Promise<void> {
  if (!/^\d+$/.test(times)) throw new Error(`how often? ${times} is no number`);
  for (let n = 1; n <= Number(times); n++) {
    console.log(`\n# ${name}, run ${n} of ${times}`);
    await run(join(reports, `${name.replaceAll(' ', '-')}-${n}.json`));
  }
}
