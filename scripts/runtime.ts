import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { fallbackElectron } from './fallback/electron.ts';
import { fallbackSqlite } from './fallback/sqlite.ts';
import { loud } from './run.ts';
import { compiler, electron, type Need, provide } from './system.ts';

/** An Electron to run the app with. */
export interface Runtime {
  readonly executable: string;
  /** What the app must find in its environment; empty for the real Electron. */
  readonly env: Readonly<Record<string, string>>;
  /** True for the out-of-support fallback: right for tests, never for real secrets. */
  readonly fallback: boolean;
}

const require = createRequire(import.meta.url);
const refusalHours = 12;
const downloadMinutes = 10;

/**
 * Finds the Electron that package.json names, or prepares the fallback where its download is
 * refused, or where HOLDFAST_RUNTIME=fallback asks for it. What the system lacks for it is named at
 * once, with what is needed `besides`.
 */
export async function findRuntime(
  env: NodeJS.ProcessEnv = process.env,
  besides: readonly Need[] = [],
): Promise<Runtime> {
  const forced = env['HOLDFAST_RUNTIME'] === 'fallback';
  const executable = forced ? undefined : (installedElectron() ?? downloadElectron());
  provide([...electron, ...(executable ? [] : compiler), ...besides]);
  if (executable) return { executable, env: {}, fallback: false };
  const why = forced ? 'HOLDFAST_RUNTIME=fallback' : 'Electron could not be downloaded';
  return prepareFallback(why);
}

async function prepareFallback(why: string): Promise<Runtime> {
  loud(`${why}. TEST RUNTIME (Electron 33, out of support): not for real secrets`);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The test runtime exists for Linux on x64 only; here the download of Electron must work.',
    );
  }
  const executable = await fallbackElectron();
  const binding = await fallbackSqlite();
  const env = { HOLDFAST_TEST_RUNTIME: '1', HOLDFAST_SQLITE_BINDING: binding };
  return { executable, env, fallback: true };
}

/** The executable that the `electron` package holds already, or `undefined`. */
function installedElectron(): string | undefined {
  const folder = dirname(require.resolve('electron/package.json'));
  const path = join(folder, 'path.txt');
  if (!existsSync(path)) return undefined;
  const executable = join(folder, 'dist', readFileSync(path, 'utf8'));
  return existsSync(executable) ? executable : undefined;
}

/**
 * The executable after a download by the `electron` package itself, or `undefined` where that is
 * refused.
 */
function downloadElectron(): string | undefined {
  const manifest = require.resolve('electron/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const refusal = join(cacheFolder(), `electron-${version}.refused`);
  if (isFresh(refusal)) return undefined;
  console.error(`Downloading Electron ${version}, once ...`);
  const install = spawnSync(process.execPath, [join(dirname(manifest), 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: downloadMinutes * 60_000,
  });
  if (install.status === 0) return installedElectron();
  // A refusal may take long to be noticed: it is asked for again only after some hours.
  mkdirSync(dirname(refusal), { recursive: true });
  writeFileSync(refusal, 'The download of Electron failed. Delete this file to try again at once.\n');
  return undefined;
}

function isFresh(path: string): boolean {
  if (!existsSync(path)) return false;
  if (Date.now() - statSync(path).mtimeMs < refusalHours * 3_600_000) return true;
  rmSync(path, { force: true });
  return false;
}

if (import.meta.main) {
  const runtime = await findRuntime();
  console.log(JSON.stringify(runtime, null, 2));
}
