import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildIfStale } from './build.ts';
import { appImage } from './package/appimage.ts';
import { type Contents, deb, tarball } from './package/archives.ts';
import { layOut } from './package/tree.ts';
import { loud, run } from './run.ts';
import { findRuntime } from './runtime.ts';
import { archives, provide } from './system.ts';

// `npm run package [-- --quick] [-- dir tar deb appimage]`: dist/linux-unpacked and the archives
// made of it.
const checkout = join(import.meta.dirname, '..');
const dist = join(checkout, 'dist');

/** The unpacked program alone; its folder. */
export async function packageTree(): Promise<string> {
  const runtime = await findRuntime();
  provide(archives);
  buildIfStale();
  mkdirSync(dist, { recursive: true });
  const target = join(dist, 'linux-unpacked');
  await layOut({ checkout, runtime, version: version(), target });
  if (runtime.fallback)
    loud('Packed with the TEST RUNTIME: for a look and for tests, never for real secrets');
  return target;
}

/** What archives are made of. */
export function contentsOf(tree: string, quick: boolean): Contents {
  return { checkout, tree, version: version(), epoch: epoch(), quick };
}

/** What `npm run package` does with these arguments. */
export async function makePackages(args: readonly string[]): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('npm run package makes packages on Linux; for other systems see docs/release.md');
  const quick = args.includes('--quick');
  const kinds = args.filter((arg) => !arg.startsWith('-'));
  const wants = (kind: string) => kinds.length === 0 || kinds.includes(kind);
  const start = performance.now();
  for (const old of globSync('holdfast*', { cwd: dist })) rmSync(join(dist, old), { force: true });
  const contents = contentsOf(await packageTree(), quick);
  report('linux-unpacked', Number(run('du', ['-sb', contents.tree]).split('\t')[0]), start);
  for (const [kind, make] of [
    ['tar', tarball],
    ['deb', deb],
    ['appimage', appImage],
  ] as const) {
    if (!wants(kind)) continue;
    const begun = performance.now();
    const file = make(contents);
    if (file !== undefined) report(basename(file), statSync(file).size, begun);
  }
}

function report(name: string, bytes: number, since: number): void {
  const seconds = ((performance.now() - since) / 1_000).toFixed(1);
  console.log(`${name.padEnd(38)} ${(bytes / 1e6).toFixed(1).padStart(7)} MB ${seconds.padStart(6)} s`);
}

function version(): string {
  return JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')).version;
}

/**
 * The time of the last commit, unless the person gives another: no file in a package is dated by
 * its build.
 */
function epoch(env: NodeJS.ProcessEnv = process.env): number {
  if (env['SOURCE_DATE_EPOCH']) return Number(env['SOURCE_DATE_EPOCH']);
  if (!existsSync(join(checkout, '.git'))) return 1_767_225_600;
  return Number(run('git', ['log', '-1', '--format=%ct'], { cwd: checkout }));
}

if (import.meta.main) {
  try {
    await makePackages(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
