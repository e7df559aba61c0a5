import { join } from 'node:path';
import { buildIfStale } from './build.ts';
import { loud, show, tool } from './run.ts';
import { findRuntime } from './runtime.ts';
import { x11 } from './system.ts';

// `npm start [-- ARGUMENTS]` opens the window, `npm run dev` with hot reload.
const checkout = join(import.meta.dirname, '..');
const dev = process.argv[2] === '--dev';
const args = process.argv.slice(dev ? 3 : 2);

async function start(): Promise<number> {
  const screen = hasScreen();
  const runtime = await findRuntime(process.env, screen ? [] : x11);
  if (!screen) throw new Error('There is no screen here. To start on a virtual one: xvfb-run -a npm start');
  // Chromium's sandbox refuses to run for root; for everybody else it stays on.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (sandbox.length > 0)
    loud("Running as root: Chromium's sandbox is OFF. Do not open real secrets like this");
  const env = { ...process.env, ...runtime.env };
  if (!dev) {
    buildIfStale();
    return show(runtime.executable, [...sandbox, checkout, ...args], { env });
  }
  const noSandbox = sandbox.length > 0 ? ['--noSandbox'] : [];
  return tool('electron-vite', ['dev', '--watch', ...noSandbox, ...args], {
    env: { ...env, ELECTRON_EXEC_PATH: runtime.executable },
  });
}

function hasScreen(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
