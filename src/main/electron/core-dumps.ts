import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

// One byte: no file is that small, and the kernel starts no crash handler for this limit (core(5),
// "Piping core dumps").
const limit = '1:1';

/**
 * Forbids the system to write down this process's memory when it crashes, and that of every process
 * started so far: what they start inherits it. Tells how many; `undefined` where the system has no
 * prlimit.
 */
export function forbidCoreDumps(pid: number): Promise<number | undefined> {
  const family = descendants(pid);
  const each = 'for pid; do prlimit --core="$LIMIT" --pid "$pid" || exit; done';
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', each, 'sh', ...family.map(String)], { env: { LIMIT: limit } }, (error) =>
      resolve(error ? undefined : family.length),
    );
  });
}

function descendants(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(descendants)];
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'));
    return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  } catch {
    // It ended by itself.
    return [];
  }
}
