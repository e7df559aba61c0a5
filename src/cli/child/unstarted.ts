import { closeSync, openSync, readSync } from 'node:fs';
import type { Command } from './child.ts';
import { notFound, notRunnable } from './program.ts';

/** The system did not start a command; nothing of it ran. */
export class NotStarted extends Error {
  readonly code: string;
  constructor(cause: unknown) {
    super('not started', { cause });
    this.name = 'NotStarted';
    this.code = String((cause as { code?: unknown }).code ?? 'unknown');
  }
}

/** Runs what starts a command; what it throws is the system's refusal. */
export function starting<T>(start: () => T): T {
  try {
    return start();
  } catch (error) {
    throw new NotStarted(error);
  }
}

/** The exit code that a shell ends with then, and why, as a sentence. */
export function whyNotStarted({ code }: NotStarted, { file }: Command): { exit: number; words: string } {
  switch (code) {
    case 'E2BIG':
      return { exit: notRunnable, words: 'Its arguments and variables are longer than the system allows.' };
    case 'ENOENT':
    case 'ENOTDIR':
      return missing(file);
    case 'EACCES':
    case 'EPERM':
      return { exit: notRunnable, words: 'Running it, or what its first line names, is not permitted.' };
    case 'ENOEXEC':
    case 'ELIBBAD':
      return { exit: notRunnable, words: 'It is no program of this system.' };
    default:
      return { exit: notRunnable, words: `The system does not start it (${code}).` };
  }
}

// The file was found a moment ago, so what is missing is mostly what its first line names.
function missing(file: string): { exit: number; words: string } {
  const first = firstLine(file);
  if (!first?.startsWith('#!'))
    return { exit: notFound, words: 'It, or a part that it needs, is not there.' };
  const words = first.endsWith('\r')
    ? 'Its first line ends as on Windows (CR LF), so the program that it names is not found; save it with plain line ends.'
    : `Its first line names a program that is not there: ${first.slice(2).trim().slice(0, 80)}.`;
  return { exit: notFound, words };
}

function firstLine(file: string): string | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(256);
      const size = readSync(descriptor, bytes);
      return bytes.toString('utf8', 0, size).split('\n')[0];
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
