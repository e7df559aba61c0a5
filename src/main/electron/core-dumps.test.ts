import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { forbidCoreDumps } from './core-dumps.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

test.runIf(process.platform === 'linux')('a process and what it started may leave no core dump', async () => {
  const parent = spawn('sh', ['-c', 'ulimit -c unlimited; sleep 600 & echo $!; wait'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(parent);
  const [line] = await once(parent.stdout, 'data');
  const pids = [Number(parent.pid), Number(String(line))];
  expect(pids.map(coreLimit)).toEqual(['unlimited', 'unlimited']);
  expect(await forbidCoreDumps(Number(parent.pid))).toBe(2);
  expect(pids.map(coreLimit)).toEqual(['1', '1']);
  process.kill(Number(String(line)), 'SIGKILL');
});

test.runIf(process.platform === 'linux')('of a process that is gone, nothing is claimed', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  expect(await forbidCoreDumps(Number(child.pid))).toBeUndefined();
});

function coreLimit(pid: number): string | undefined {
  return /^Max core file size\s+\S+\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1];
}
