import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fail } from '../shared/failure.ts';

// `nobody` has an account on every system and owns nothing.
const nobody = 65_534;
const minutes = 2;

/** An Electron to print with. */
export interface Chromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  /**
   * What it is to be told so that it prints; missing: it opens a folder with the printer as its
   * app.
   */
  readonly prints?: string;
}

/**
 * Documents as PDF, each as soon as it is printed, by one start of the app's own Chromium, in its
 * sandbox and without a display. Refuses with `store` and the reason `no-chromium` where there is
 * none or where it does not start, and with `cancelled`.
 */
export async function* printPdfs(
  pages: readonly string[],
  signal?: AbortSignal,
  chromium: Chromium = findChromium() ?? noChromium(),
): AsyncGenerator<Uint8Array> {
  if (signal?.aborted) fail({ code: 'cancelled' });
  const isRoot = process.getuid?.() === 0;
  // Its profile, which stays empty. Chromium's sandbox refuses root: nobody prints for him, from a
  // copy he can read.
  const room = await mkdtemp(join(tmpdir(), 'holdfast-print-'));
  try {
    if (!chromium.prints) await copyPrinter(room);
    await mkdir(join(room, 'profile'), { mode: 0o700 });
    if (isRoot) await open(room, chromium.prints === undefined);
    yield* run(chromium, room, pages, isRoot, signal);
  } finally {
    await rm(room, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function* run(
  { executable, env, prints }: Chromium,
  room: string,
  pages: readonly string[],
  isRoot: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const flags = ['--ozone-platform=headless', '--disable-gpu', `--user-data-dir=${join(room, 'profile')}`];
  const child = spawn(executable, prints ? [prints, ...flags] : [...flags, join(room, 'app')], {
    cwd: room,
    env: {
      HOME: join(room, 'profile'),
      TMPDIR: join(room, 'profile'),
      PATH: process.env['PATH'] ?? '',
      LANG: 'C.UTF-8',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: minutes * 60_000,
    killSignal: 'SIGKILL',
    ...(isRoot && { uid: nobody, gid: nobody }),
    ...(signal && { signal }),
  });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(pages));
  let printed = 0;
  try {
    for await (const line of linesOf(child.stdout)) {
      printed += 1;
      yield Buffer.from(line, 'base64');
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  if (signal?.aborted) fail({ code: 'cancelled' });
  if (!(await ended) || printed !== pages.length) noChromium();
}

/** Whole lines: what comes after the last line break was cut off. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const part of stream.setEncoding('latin1')) {
    const [first = '', ...others] = String(part).split('\n');
    const lines = [rest + first, ...others];
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The printer's few files, and what makes a folder an app of Electron's. */
async function copyPrinter(room: string): Promise<void> {
  const app = join(room, 'app');
  const names = await readdir(built()).catch(() => noChromium());
  for (const name of names.filter((one) => one.endsWith('.js')))
    await cp(join(built(), name), join(app, name));
  const manifest = { name: 'holdfast-printer', version: '1.0.0', type: 'module', main: 'sheet-printer.js' };
  await writeFile(join(app, 'package.json'), JSON.stringify(manifest));
}

// Beside the built command line; run from the sources, there is nothing there.
function built(): string {
  const beside = join(import.meta.dirname, '../main');
  return existsSync(join(beside, 'sheet-printer.js')) ? beside : join(import.meta.dirname, '../../out/main');
}

/**
 * Nobody may read the program and write the profile, and no more: another of his programs could
 * change it else.
 */
async function open(room: string, hasPrinter: boolean): Promise<void> {
  await chmod(room, 0o711);
  await chown(join(room, 'profile'), nobody, nobody);
  if (!hasPrinter) return;
  await chmod(join(room, 'app'), 0o755);
  for (const name of await readdir(join(room, 'app'))) await chmod(join(room, 'app', name), 0o644);
}

/**
 * In a package the app beside the command line; in a checkout the one that `npm start` uses.
 * `undefined`: none.
 */
export function findChromium(): Chromium | undefined {
  const packed = join(import.meta.dirname, '../holdfast');
  if (existsSync(join(import.meta.dirname, 'node')))
    return { executable: packed, env: {}, prints: '--print-sheets' };
  const finder = join(import.meta.dirname, '../../scripts/runtime.ts');
  if (!existsSync(finder)) return undefined;
  const found = spawnSync(process.execPath, [finder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const { executable, env } = JSON.parse(found.stdout) as Chromium;
    return { executable, env };
  } catch {
    return undefined;
  }
}

function noChromium(): never {
  fail({ code: 'store', reason: 'no-chromium' });
}
