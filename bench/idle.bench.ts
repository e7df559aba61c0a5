// What the app does while nobody does anything, an open vault of 10,000 secrets in its window: `npm
// run bench idle`.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendants } from '../e2e/processes.ts';
import { findRuntime } from '../scripts/runtime.ts';
import { openScreen } from '../scripts/screen.ts';
import { dataset } from './datasets.ts';
import { publish, table, target } from './results.ts';

const [settling, watching] = [30_000, 60_000];
/** Of /proc's clock: so long is a tick on every Linux that Electron runs on. */
const tick = 10;
const checkout = join(import.meta.dirname, '..');
const probe = join(import.meta.dirname, 'window/unlock.cjs');

const runtime = await findRuntime();
const { holdfast, key } = await dataset(10_000);
const screen = process.env['DISPLAY'] ? undefined : await openScreen();
const home = mkdtempSync(join(tmpdir(), 'holdfast-bench-home-'));
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const app = spawn(runtime.executable, [...sandbox, '-r', probe, checkout, holdfast], {
  env: {
    ...process.env,
    ...runtime.env,
    ...(screen && { DISPLAY: screen.display }),
    ...{ HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_RUNTIME_DIR: home },
    HOLDFAST_BENCH_PASSPHRASE: readFileSync(key, 'utf8').trim(),
  },
  stdio: ['ignore', 'pipe', 'ignore'],
});

try {
  await new Promise<void>((resolve, reject) => {
    app.stdout.on('data', (chunk) => String(chunk).includes('open') && resolve());
    app.once('close', () => reject(new Error('the app ended')));
    setTimeout(() => reject(new Error('the vault was not open within a minute')), 60_000).unref();
  });
  const blinking = await watched();
  app.kill('SIGUSR2');
  const still = await watched();
  const sum = (rows: typeof still) => (100 * rows.reduce((all, { ms }) => all + ms, 0)) / watching;
  publish('Idle', [
    `Processor time of every process of the app in ${watching / 1_000} s, ${settling / 1_000} s after a vault of 10,000 secrets was opened, its list in a window that is shown. With the caret in its search field, whose blinking renderer and GPU process draw, two frames a second, without a GPU here; and with the focus in no field, as in a window that is not the one in front. ${runtime.fallback ? 'The test runtime (Electron 33)' : 'The Electron of package.json'}.`,
    '',
    ...table(
      ['process', 'a caret blinks, ms', 'no caret, ms'],
      blinking.map(({ pid, name, ms }) => [name, ms, still.find((one) => one.pid === pid)?.ms ?? 0]),
    ),
    '',
    target('percent of one core, all processes, a caret blinks', sum(blinking), 'at most', 0.5),
    target('percent of one core, all processes, no caret', sum(still), 'at most', 0.5),
  ]);
} finally {
  app.kill('SIGKILL');
  screen?.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

/** What each process takes of the processor while nobody does anything. */
async function watched(): Promise<{ pid: number; name: string; ms: number }[]> {
  await sleep(settling);
  const before = spent();
  await sleep(watching);
  return [...spent()].map(([pid, { name, ms }]) => ({ pid, name, ms: ms - (before.get(pid)?.ms ?? 0) }));
}

/** Milliseconds of processor time that each process has taken since it began. */
function spent(): Map<number, { name: string; ms: number }> {
  const all = new Map<number, { name: string; ms: number }>();
  for (const { pid, command } of descendants(Number(app.pid))) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const name = /--type=(\S+)/.exec(command)?.[1] ?? 'main';
    all.set(pid, { name, ms: (Number(fields[11]) + Number(fields[12])) * tick });
  }
  return all;
}
