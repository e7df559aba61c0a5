import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Program } from './measure.ts';

const interval = 2;

/**
 * The most memory (MiB) that a program and all processes it starts hold, as Linux counts it: the
 * sum of each one's highest resident set (VmHWM), which is at least what they ever held together.
 */
export async function peakOf({ command, args, input = '' }: Program): Promise<number> {
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdin.on('error', () => undefined).end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const peaks = new Map<number, number>();
  const watching = watch(child.pid ?? 0, peaks, () => child.exitCode === null && child.signalCode === null);
  const code = await ended;
  await watching;
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}\n${errors}`);
  return [...peaks.values()].reduce((sum, kib) => sum + kib, 0) / 1024;
}

async function watch(root: number, peaks: Map<number, number>, running: () => boolean): Promise<void> {
  while (running()) {
    for (const pid of treeOf(root)) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, highest(pid)));
    await pause(interval);
  }
}

function treeOf(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(treeOf)];
}

function highest(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

// A process that has just ended has nothing to read.
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
