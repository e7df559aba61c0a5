import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../shared/failure.ts';

// `nobody` has an account on every system and owns nothing.
const nobody = 65_534;
const minutes = 2;

/** An Electron to print with. */
export interface Chromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Documents as PDF, by one start of the app's own Chromium, in its sandbox and without a display. Refuses with
 * `store` and the reason `no-chromium` where there is none or where it does not start, and with `cancelled`.
 */
export async function printPdfs(
  pages: readonly string[],
  signal?: AbortSignal,
  chromium: Chromium = findChromium() ?? noChromium(),
): Promise<Uint8Array[]> {
  if (signal?.aborted) fail({ code: 'cancelled' });
  const isRoot = process.getuid?.() === 0;
  // Its profile, which stays empty. Chromium's sandbox refuses root: nobody prints for him, from a copy he can read.
  const room = await mkdtemp(join(tmpdir(), 'holdfast-print-'));
  try {
    await copyPrinter(room);
    await mkdir(join(room, 'profile'), { mode: 0o700 });
    if (isRoot) await open(room);
    const output = await run(chromium, room, JSON.stringify(pages), isRoot, signal);
    const pdfs = pdfsIn(output);
    return pdfs.length === pages.length ? pdfs : noChromium();
  } finally {
    await rm(room, { recursive: true, force: true, maxRetries: 3 });
  }
}

function run(
  { executable, env }: Chromium,
  room: string,
  input: string,
  isRoot: boolean,
  signal: AbortSignal | undefined,
): Promise<string> {
  const flags = ['--ozone-platform=headless', '--disable-gpu', `--user-data-dir=${join(room, 'profile')}`];
  const child = spawn(executable, [...flags, join(room, 'app')], {
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
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.once('error', () => reject(signal?.aborted ? caught(cancelled) : caught(noChromium)));
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(parts).toString('latin1'));
      else reject(caught(noChromium));
    });
  });
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

/** Nobody may read the program and write the profile, and no more: another of his programs could change it else. */
async function open(room: string): Promise<void> {
  await chmod(room, 0o711);
  await chmod(join(room, 'app'), 0o755);
  for (const name of await readdir(join(room, 'app'))) await chmod(join(room, 'app', name), 0o644);
  await chown(join(room, 'profile'), nobody, nobody);
}

/** In a checkout the one that `npm start` uses; in an installed app this program itself. `undefined`: none. */
export function findChromium(): Chromium | undefined {
  if (process.versions['electron'] !== undefined) return { executable: process.execPath, env: {} };
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

function pdfsIn(output: string): Uint8Array[] {
  const list: unknown = JSON.parse(output);
  return Array.isArray(list) ? list.map((pdf) => Buffer.from(String(pdf), 'base64')) : noChromium();
}

function noChromium(): never {
  fail({ code: 'store', reason: 'no-chromium' });
}

function cancelled(): never {
  fail({ code: 'cancelled' });
}

function caught(refusal: () => never): unknown {
  try {
    return refusal();
  } catch (error) {
    return error;
  }
}
