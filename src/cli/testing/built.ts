import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../shared/words/languages.ts';
import { cheap } from './vault.ts';

const checkout = join(import.meta.dirname, '../../..');

/**
 * The launcher and a build of its own, with a vault `a.holdfast` and its passphrase in `p`: as a
 * person has them.
 */
export interface Built {
  readonly home: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
  /** Flags that name the vault and its passphrase file. */
  readonly vault: readonly string[];
  readonly holdfast: (
    args: readonly string[],
    input?: string,
    language?: Language,
  ) => { code: number | null; out: string; err: string };
  readonly remove: () => void;
}

/**
 * Builds the command line into a folder of its own, for the checkout's build may be older or being
 * replaced.
 */
export function builtForTest(): Built {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-built-'));
  const bin = join(home, 'bin/holdfast');
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: join(home, 'state') };
  mkdirSync(join(home, 'bin'));
  copyFileSync(join(checkout, 'bin/holdfast'), bin);
  symlinkSync(join(checkout, 'node_modules'), join(home, 'node_modules'));
  const vite = join(checkout, 'node_modules/vite/bin/vite.js');
  const out = ['--outDir', join(home, 'out/cli'), '--emptyOutDir'];
  execFileSync(process.execPath, [vite, 'build', '--config', 'build/cli.config.ts', ...out], {
    cwd: checkout,
    stdio: 'pipe',
  });
  writeFileSync(join(home, 'p'), 'correct horse battery\n');
  const holdfast = (args: readonly string[], input = '', language: Language = 'en') => {
    const spoken = { ...env, LANG: language };
    const { status, stdout, stderr } = spawnSync(bin, args, { cwd: home, env: spoken, input });
    return { code: status, out: stdout.toString(), err: stderr.toString() };
  };
  const made = holdfast(['init', 'a.holdfast', '--passphrase-file', 'p', ...cheap]);
  if (made.code !== 0) throw new Error(`no vault for the test: ${made.err}`);
  return {
    home,
    bin,
    env,
    vault: ['--vault', 'a.holdfast', '--passphrase-file', 'p'],
    holdfast,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
