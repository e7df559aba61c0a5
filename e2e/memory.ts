import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descendants, type Process } from './processes.ts';

/**
 * Something that may or must not be in memory: what it is called, and the bytes it would be there
 * as.
 */
export interface Needle {
  readonly name: string;
  readonly forms: readonly Buffer[];
}

/** A text as UTF-8 and as UTF-16. */
export function text(name: string, value: string): Needle {
  return { name, forms: [Buffer.from(value, 'utf8'), Buffer.from(value, 'utf16le')] };
}

/** A key as its bytes, and as base64url, hex and base64 say them. */
export function key(name: string, bytes: Uint8Array): Needle {
  const buffer = Buffer.from(bytes);
  const said = (['base64url', 'hex', 'base64'] as const).flatMap(
    (encoding) => text(name, buffer.toString(encoding)).forms,
  );
  return { name, forms: [buffer, ...said] };
}

/**
 * What the system's loader is told so that the program stays open to a reader of its memory: the
 * program itself asks the kernel to shut it (PR_SET_DUMPABLE), which this takes away and nothing
 * else.
 */
export function leftOpen(home: string): Record<string, string> {
  const [source, library] = [join(home, 'open.c'), join(home, 'open.so')];
  writeFileSync(
    source,
    `#include <sys/syscall.h>
#include <unistd.h>
int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d) {
  return option == 4 ? 0 : syscall(SYS_prctl, option, a, b, c, d);
}
`,
  );
  const made = spawnSync('gcc', ['-shared', '-fPIC', '-o', library, source], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`gcc: ${made.stderr}`);
  return { LD_PRELOAD: library };
}

const page = 4096;
const atOnce = 4096;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * `NAME in KIND` for everything that some process of a family holds in its memory; reads as a
 * debugger would.
 */
export function whoHolds(root: number, needles: readonly Needle[]): string[] {
  const held = new Set<string>();
  for (const one of descendants(root)) {
    // One that Chromium has just started is closed to others until its sandbox stands.
    for (let tries = 0; !isReadable(one) && tries < 100; tries++) Atomics.wait(pause, 0, 0, 50);
    if (!isReadable(one)) throw new Error(`may not be read: ${one.pid} ${one.command}`);
    for (const part of memoryOf(one.pid)) {
      for (const { name, forms } of needles)
        if (forms.some((form) => part.includes(form))) held.add(`${name} in ${kindOf(one)}`);
    }
  }
  return [...held].sort();
}

function isReadable({ pid }: Process): boolean {
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'));
    return true;
  } catch {
    // It ended while we looked.
    return !existsSync(`/proc/${pid}`);
  }
}

function kindOf({ command }: Process): string {
  return /--utility-sub-type=(\S+)/.exec(command)?.[1] ?? /--type=(\S+)/.exec(command)?.[1] ?? 'main';
}

/** What lies in a process's own pages, run after run; what is only a file's content is left out. */
function* memoryOf(pid: number): Generator<Buffer> {
  if (!existsSync(`/proc/${pid}`)) return;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const pagemap = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    for (const [start, end] of writable(pid)) {
      for (const [from, to] of presentRuns(pagemap, start, end)) {
        const bytes = Buffer.alloc(to - from);
        yield bytes.subarray(0, readAt(memory, bytes, from));
      }
    }
  } finally {
    closeSync(memory);
    closeSync(pagemap);
  }
}

function writable(pid: number): [number, number][] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line): [number, number][] => {
      const [, start, end, access, file = ''] = /^(\w+)-(\w+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
      const isFile = file.startsWith('/') && !file.includes('(deleted)') && !access?.includes('w');
      if (start === undefined || end === undefined || !access?.includes('r') || isFile) return [];
      return /^\[v/.test(file) ? [] : [[Number.parseInt(start, 16), Number.parseInt(end, 16)]];
    });
}

// Gigabytes are reserved and never touched: pages that are there, or in swap, have one of two bits
// set.
function* presentRuns(pagemap: number, start: number, end: number): Generator<[number, number]> {
  let from: number | undefined;
  for (let at = start; at < end; at += atOnce * page) {
    const count = Math.min(atOnce, (end - at) / page);
    const entries = Buffer.alloc(count * 8);
    readAt(pagemap, entries, (at / page) * 8);
    for (let i = 0; i < count; i++) {
      const present = (entries.readUInt8(i * 8 + 7) & 0xc0) !== 0;
      const here = at + i * page;
      if (present) from ??= here;
      if (from !== undefined && (!present || here - from >= atOnce * page)) {
        // A page more than the run: what lies over the edge of two parts is found too.
        yield [from, present ? here + page : here];
        from = present ? here : undefined;
      }
    }
  }
  if (from !== undefined) yield [from, end];
}

function readAt(file: number, into: Buffer, position: number): number {
  try {
    return readSync(file, into, 0, into.length, position);
  } catch {
    // Given back while we looked.
    return 0;
  }
}
