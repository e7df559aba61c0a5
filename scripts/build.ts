import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withHash } from './rescue-hash.ts';
import { tool } from './run.ts';

const checkout = join(import.meta.dirname, '..');
const stamp = join(checkout, 'out/.built');

/** Builds the app and the command line into `out/`; throws when a part does not build. */
export function build(): void {
  const sources = fingerprint();
  const app = tool('electron-vite', ['build', '--logLevel', 'warn']);
  const cli = tool('vite', ['build', '--config', 'build/cli.config.ts', '--configLoader', 'native']);
  const quick = tool('vite', ['build', '--config', 'build/quick.config.ts', '--configLoader', 'native']);
  const rescue = tool('vite', ['build', '--config', 'build/rescue.config.ts', '--configLoader', 'native']);
  if ([app, cli, quick, rescue].some((code) => code !== 0)) throw new Error('The build failed.');
  layRescue();
  writeFileSync(stamp, sources);
}

/** Puts what opens a backup beside the chunks that lay it beside backups (src/main/backups/pages.ts). */
function layRescue(): void {
  const made = join(checkout, 'out/rescue');
  for (const name of ['READ ME FIRST.txt', 'python/holdfast-rescue.py'])
    cpSync(join(checkout, 'src/rescue', name), join(made, basename(name)));
  const page = readFileSync(join(made, 'rescue.html'));
  for (const docs of ['main', 'cli'].map((part) => join(checkout, 'out', part, 'docs'))) {
    for (const name of ['rescue.html', 'holdfast-rescue.py', 'READ ME FIRST.txt'])
      cpSync(join(made, name), join(docs, name));
    const about = join(docs, 'rescue.md');
    writeFileSync(about, withHash(readFileSync(about, 'utf8'), page));
  }
}

/** Builds when a source changed since the last build. */
export function buildIfStale(): void {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return;
  console.error('Building ...');
  build();
}

/** Changes with any file that goes into the build: its name, size or time. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      'src/**/*',
      'build/*',
      'electron.vite.config.ts',
      'tsconfig.json',
      'package.json',
      'package-lock.json',
      'docs/{format,recovery,rescue}.md',
    ],
    { cwd: checkout },
  );
  for (const file of files.filter((name) => !name.includes('.test.')).sort()) {
    const { size, mtimeMs } = statSync(join(checkout, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  const start = performance.now();
  try {
    build();
    console.log(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
