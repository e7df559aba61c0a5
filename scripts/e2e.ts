import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.ts';
import { type Driven, driven } from './driven.ts';
import { nodeProgram } from './pinned-node.ts';
import { findRuntime, type Runtime } from './runtime.ts';
import { openScreen, type Screen } from './screen.ts';
import { invite, type Stranger, seenBy } from './stranger.ts';
import { endToEnd, provide } from './system.ts';

const checkout = join(import.meta.dirname, '..');

/** As many tests run at once: one takes two thirds of a core. Each has a screen of its own. */
const workers = 3;

/**
 * Runs the end-to-end tests as an unprivileged user on a virtual screen and returns Playwright's
 * exit code; its JSON report is copied to `report` when that is given. `packed`: what is tested is
 * the unpacked build, not the checkout.
 */
export async function runEndToEnd(
  args: readonly string[],
  { report, packed = false }: { report?: string; packed?: boolean } = {},
): Promise<number> {
  const runtime = await findRuntime();
  provide(endToEnd);
  buildIfStale();
  const stranger = invite(checkout);
  const screens = await Promise.all(Array.from({ length: workers }, () => openScreen()));
  try {
    const code = await playwright(['e2e', ...args], stranger, {
      ...environment(runtime, stranger, screens),
      ...programs(await driven(stranger.room, runtime), packed),
    });
    bringHome(stranger, report);
    return code;
  } finally {
    for (const screen of screens) screen.close();
    stranger.leave();
  }
}

/** Playwright's exit code; its first argument is the folder of its configuration. */
export async function playwright(
  args: readonly string[],
  stranger: Stranger,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const node = seenBy(stranger, checkout, join(checkout, nodeProgram));
  const cli = join(stranger.checkout, 'node_modules/@playwright/test/cli.js');
  const [program = '', ...rest] = [...stranger.prefix, node, cli, 'test', '--config', ...args];
  const tests = spawn(program, rest, {
    cwd: stranger.checkout,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(tests, 'exit');
  return typeof code === 'number' ? code : 1;
}

/** Only what the tests need: nothing of root's own environment reaches the stranger. */
function environment(runtime: Runtime, stranger: Stranger, screens: readonly Screen[]): NodeJS.ProcessEnv {
  return {
    ...runtime.env,
    ...bare(stranger),
    HOLDFAST_E2E_DISPLAYS: screens.map(({ display }) => display).join(' '),
    HOLDFAST_ELECTRON: seenBy(stranger, checkout, runtime.executable),
  };
}

/** The same where no Electron is started. */
export function bare(stranger: Stranger): NodeJS.ProcessEnv {
  const { PATH, CI, HOLDFAST_LONG, HOLDFAST_SHOTS, HOLDFAST_SOAK } = process.env;
  return {
    ...(CI && { CI }),
    ...(HOLDFAST_LONG && { HOLDFAST_LONG }),
    ...(HOLDFAST_SHOTS && { HOLDFAST_SHOTS }),
    ...(HOLDFAST_SOAK && { HOLDFAST_SOAK }),
    PATH,
    LANG: 'C.UTF-8',
    HOME: stranger.home,
    TMPDIR: stranger.home,
    HOLDFAST_E2E_RESULTS: join(stranger.home, 'results'),
    HOLDFAST_E2E_REPORT: join(stranger.home, 'report.json'),
  };
}

function programs({ packed, executable }: Driven, isPacked: boolean): NodeJS.ProcessEnv {
  if (!isPacked) return { HOLDFAST_PACKAGE: packed };
  // What the test runtime needs in a checkout is inside the package.
  const none = { HOLDFAST_TEST_RUNTIME: undefined, HOLDFAST_SQLITE_BINDING: undefined };
  return { ...none, HOLDFAST_PACKAGE: packed, HOLDFAST_ELECTRON: executable, HOLDFAST_E2E_PACKED: '1' };
}

/** Copies what the tests left where it can be found. */
export function bringHome(stranger: Stranger, report?: string): void {
  const from = (name: string) => join(stranger.home, name);
  if (report && existsSync(from('report.json'))) cpSync(from('report.json'), report);
  if (existsSync(from('results')))
    cpSync(from('results'), join(checkout, 'test-results'), { recursive: true });
}

if (import.meta.main) {
  try {
    const args = process.argv.slice(2);
    const packed = args.includes('--packed');
    process.exitCode = await runEndToEnd(
      args.filter((arg) => arg !== '--packed'),
      { packed },
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
