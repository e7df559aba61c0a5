import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/**
 * What is compared: `run` does it once and gives milliseconds, or times nothing itself and gives
 * nothing.
 */
export interface Subject {
  readonly name: string;
  readonly run: () => number | Promise<number>;
}

const { values } = parseArgs({
  options: { sizes: { type: 'string' }, runs: { type: 'string' }, program: { type: 'string' } },
  strict: false,
});

/** Numbers of secrets that the issue names; `--sizes 100,1000` for a short look. */
export const sizes = (
  typeof values['sizes'] === 'string' ? values['sizes'].split(',') : [100, 10_000, 100_000]
).map(Number);
/** True when this run measures what the issue asks for: only such numbers are written down. */
export const whole =
  values['sizes'] === undefined && values['runs'] === undefined && values['program'] === undefined;
/** Another `bin/holdfast` than this checkout's: `--program FILE`. */
export const otherProgram = typeof values['program'] === 'string' ? values['program'] : undefined;

/**
 * Times all subjects in turn, A B A B: whatever slows the machine down meets both. Sorted
 * milliseconds by name.
 */
export async function alternate(
  subjects: readonly Subject[],
  runs: number,
): Promise<ReadonlyMap<string, number[]>> {
  const times = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (const { run } of subjects) await run(); // warm-up: file cache, compile cache
  const rounds = typeof values['runs'] === 'string' ? Number(values['runs']) : runs;
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of subjects) times.get(name)?.push(await run());
    await pause(1);
  }
  for (const list of times.values()) list.sort((a, b) => a - b);
  return times;
}

/** The middle of sorted numbers. */
export function median(sorted: readonly number[] | undefined): number {
  const list = sorted ?? [];
  const middle = (list.length - 1) / 2;
  return ((list[Math.floor(middle)] ?? Number.NaN) + (list[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** A program to run to its end: what it reads, and what it must print to have done its work. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly input?: string;
  readonly expect?: string;
}

/** Milliseconds from start to end of a program; throws when it did not do what it should. */
export function timeOf({ command, args, input = '', expect }: Program): number {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}\n${stderr}`);
  if (expect !== undefined && stdout.trim() !== expect)
    throw new Error(`${command} ${args[0]} printed something else`);
  return ms;
}

/**
 * Processor time (ms) of all programs that have ended, on every processor and with what they
 * started; Linux counts it in steps of 10 ms. Where others use the machine, it says more than a
 * clock.
 */
export function childrenMs(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[13]) + Number(fields[14]));
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
