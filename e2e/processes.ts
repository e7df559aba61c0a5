import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** The whole command line; Chromium's children join its words by blanks. */
  readonly command: string;
}

/** A process and everything it started, directly or not. */
export function descendants(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(describeProcess);
  const family = new Set([root]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid));
}

/** Soft and hard limit of core dumps of every process of a family, in bytes. */
export function coreLimits(root: number): (string[] | undefined)[] {
  return descendants(root).flatMap(({ pid }) => {
    try {
      const limits = readFileSync(`/proc/${pid}/limits`, 'utf8');
      return [/^Max core file size +(\S+) +(\S+)/m.exec(limits)?.slice(1)];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

function describeProcess(name: string): Process[] {
  try {
    const status = readFileSync(`/proc/${name}/status`, 'utf8');
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return [{ pid: Number(name), parent: Number(/^PPid:\t(\d+)$/m.exec(status)?.[1]), command }];
  } catch {
    // It ended while we looked.
    return [];
  }
}
