import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeProgram } from './pinned-node.ts';

const room = mkdtempSync(join(tmpdir(), 'holdfast-launcher-'));
afterAll(() => rmSync(room, { recursive: true }));

/**
 * A checkout with a blank in its name, whose program prints its arguments as JSON and ends with 7.
 */
function checkout(name: string): string {
  const root = join(room, name);
  for (const folder of ['bin', 'out/cli', dirname(nodeProgram)]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  copyFileSync(join(import.meta.dirname, '../bin/holdfast'), join(root, 'bin/holdfast'));
  chmodSync(join(root, 'bin/holdfast'), 0o755);
  symlinkSync(process.execPath, join(root, nodeProgram));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  return root;
}

function built(name: string): string {
  const root = checkout(name);
  const program = 'console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);';
  writeFileSync(join(root, 'out/cli/index.js'), program);
  return root;
}

const args = ['secret', 'put', 'a b', '', '*', '--x=$HOME'];

test('hands every argument on as it is, and the exit code back', () => {
  const ran = spawnSync(join(built('plain one'), 'bin/holdfast'), args, { encoding: 'utf8' });
  expect(JSON.parse(ran.stdout)).toEqual(args);
  expect(ran.status).toBe(7);
});

test('takes nothing for Node itself out of a file that --env-file names', () => {
  const root = built('env file');
  writeFileSync(join(root, 'env'), 'NODE_OPTIONS="--require ./planted.cjs"\n');
  writeFileSync(join(root, 'planted.cjs'), 'process.exit(1);');
  const flags = ['run', '--env-file', 'env', '--env-file=env'];
  const ran = spawnSync(join(root, 'bin/holdfast'), flags, { cwd: root, encoding: 'utf8' });
  expect({ out: JSON.parse(ran.stdout), code: ran.status }).toEqual({ out: flags, code: 7 });
});

test('follows links, absolute and relative, one after another', () => {
  const root = built('linked');
  symlinkSync(join(root, 'bin/holdfast'), join(room, 'absolute'));
  symlinkSync('absolute', join(room, 'relative'));
  const ran = spawnSync('relative', args, {
    encoding: 'utf8',
    env: { PATH: `${room}:${process.env['PATH']}` },
  });
  expect(JSON.parse(ran.stdout)).toEqual(args);
});

test('says in one line what to do when it is not built', () => {
  const ran = spawnSync(join(checkout('fresh'), 'bin/holdfast'), [], { encoding: 'utf8' });
  expect(ran.stderr).toBe('holdfast: not built yet; run: npm ci && npm run build\n');
  expect(ran.stdout).toBe('');
  expect(ran.status).toBe(1);
});
