// From process start to the unlock screen beside a bare window of the same Electron: `npm run bench
// window`.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRuntime } from '../scripts/runtime.ts';
import { openScreen } from '../scripts/screen.ts';
import { dataset } from './datasets.ts';
import { alternate, median } from './measure.ts';
import { provideHoldfast } from './programs.ts';
import { publish, table, target } from './results.ts';

const seconds = 60;
const checkout = join(import.meta.dirname, '..');
const probe = join(import.meta.dirname, 'window/probe.cjs');
const bare = join(import.meta.dirname, 'window/bare');

provideHoldfast();
const runtime = await findRuntime();
const { holdfast } = await dataset(100);
const screen = process.env['DISPLAY'] ? undefined : await openScreen();
const home = mkdtempSync(join(tmpdir(), 'holdfast-bench-home-'));
// As scripts/start.ts does: Chromium's sandbox refuses to run for root.
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

try {
  const times = await alternate(
    [
      { name: 'ours', run: () => untilDrawn('ours', [checkout, holdfast]) },
      { name: 'bare', run: () => untilDrawn('bare', [bare]) },
    ],
    11,
  );
  const [ours, plain] = [median(times.get('ours')), median(times.get('bare'))];
  publish('Window', [
    `From the start of the process until the password field has been drawn in a window that is shown, in ms. Both sides: ${runtime.fallback ? 'the test runtime (Electron 33)' : 'the Electron of package.json'}${sandbox.length > 0 ? ", as root, Chromium's sandbox off" : ''}.`,
    '',
    ...table(
      ['window', 'median', 'fastest'],
      [
        ['Holdfast, unlock screen', ours, times.get('ours')?.[0] ?? Number.NaN],
        ['bare BrowserWindow', plain, times.get('bare')?.[0] ?? Number.NaN],
      ],
    ),
    '',
    target('Holdfast against bare', ours / plain, 'at most', 1.4),
  ]);
} finally {
  screen?.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Milliseconds until the probe has spoken; each app has a home of its own, warm after its first
 * start.
 */
async function untilDrawn(name: string, app: readonly string[]): Promise<number> {
  const own = join(home, name);
  mkdirSync(own, { recursive: true });
  const display = screen === undefined ? {} : { DISPLAY: screen.display };
  const env = { ...process.env, ...runtime.env, ...display, HOME: own, XDG_CONFIG_HOME: join(own, 'config') };
  const start = performance.now();
  const child = spawn(runtime.executable, [...sandbox, '-r', probe, ...app], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: seconds * 1_000,
    killSignal: 'SIGKILL',
  });
  let drawn: number | undefined;
  child.stdout.on('data', (chunk) => {
    if (drawn === undefined && String(chunk).includes('drawn')) drawn = performance.now() - start;
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (drawn === undefined) throw new Error(`${name}: no password field within ${seconds} s`);
  return drawn;
}
