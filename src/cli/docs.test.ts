import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, builtForTest } from './testing/built.ts';

// docs/run.md shows what a terminal shows: every command of it is run, in order, and must print
// what stands below it.
const page = readFileSync(join(import.meta.dirname, '../../docs/run.md'), 'utf8');
let built: Built;

beforeAll(() => {
  built = builtForTest();
  // The examples give no passphrase: `holdfast` on this PATH does, as the app would.
  const script = `#!/bin/sh\nexec ${built.bin} --passphrase-file ${join(built.home, 'p')} "$@"\n`;
  writeFileSync(join(built.home, 'holdfast'), script, { mode: 0o700 });
});
afterAll(() => built.remove());

/** Commands and what they print. */
function steps(text: string): { command: string; prints: string }[] {
  const blocks = [...text.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const end = step.indexOf('\n');
        return { command: step.slice(0, end), prints: step.slice(end + 1) };
      }),
  );
}

test('docs/run.md prints what it says', () => {
  const all = steps(page);
  expect(all.length).toBeGreaterThan(7);
  for (const { command, prints } of all) {
    // A file that is shown is one that the reader has.
    const [, file] = /^cat (\S+)$/.exec(command) ?? [];
    if (file !== undefined) writeFileSync(join(built.home, file), prints);
    const env = { ...built.env, PATH: `${built.home}:${built.env['PATH']}`, HOLDFAST_VAULT: 'a.holdfast' };
    const { stdout } = spawnSync('sh', ['-c', `exec 2>&1; ${command}`], { cwd: built.home, env });
    expect({ command, prints: stdout.toString() }).toEqual({ command, prints });
  }
});
