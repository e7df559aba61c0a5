import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from './testing/small-vault.ts';
import { scratchFolder } from './testing/vaults.ts';

const traceable = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
const why = 'skipped: needs strace and the right to trace (apt-get install strace)';
if (!traceable) console.warn(`memory trace: ${why}`);

const program = path.join(import.meta.dirname, 'testing/memory-program.ts');
const folders = ['cwd', 'home', 'tmp'] as const;
let scratch: string;
let vault: string;
beforeAll(() => {
  scratch = scratchFolder();
  vault = path.join(scratch, 'cwd', 'none.holdfast');
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs the program with working, home and temporary folder of its own. */
function run(before: readonly string[] = []): void {
  for (const folder of folders) mkdirSync(path.join(scratch, folder), { recursive: true });
  const [cwd, home, tmp] = folders.map((folder) => path.join(scratch, folder)) as [string, string, string];
  const command = [...before, process.execPath, '--disable-warning=ExperimentalWarning', program, vault];
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: tmp,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
  };
  execFileSync(command[0] ?? '', command.slice(1), { cwd, env });
}

it('a vault in memory leaves nothing in the working, home or temporary folder', () => {
  run();
  for (const folder of folders) expect(readdirSync(path.join(scratch, folder)), folder).toEqual([]);
});

describe.skipIf(!traceable)(`a vault in memory, traced${traceable ? '' : `, ${why}`}`, () => {
  it('opens, makes, renames and writes no file', () => {
    const trace = path.join(scratch, 'trace');
    run([
      'strace',
      '-f',
      '-y',
      '-s',
      '4096',
      '-e',
      'trace=%file,write,pwrite64,writev,ftruncate,fallocate',
      '-o',
      trace,
    ]);
    const lines = readFileSync(trace, 'utf8').split('\n');
    const begin = lines.findIndex((line) => line.includes('/mark-begin'));
    const end = lines.findIndex((line) => line.includes('/mark-end'));
    expect(begin).toBeGreaterThan(0);
    expect(end).toBeGreaterThan(begin);
    // What wakes a thread goes to an eventfd, and no file.
    const touched = lines
      .slice(begin + 1, end)
      .filter((line) => !/<(anon_inode:)?\[?eventfd|resumed>|<pipe:/.test(line));
    expect(
      touched.filter((line) => /\b(open|creat|rename|link|unlink|mkdir|truncate|write|allocate)/.test(line)),
    ).toEqual([]);
    // Nor is a word of it in any call of the whole run, whatever it was.
    const text = lines.join('\n');
    for (const word of Object.values(words)) expect(text.includes(word), word).toBe(false);
  });
});
