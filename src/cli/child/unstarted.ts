import { closeSync, openSync, readSync } from 'node:fs';
import type { CliWords } from '../../shared/words/cli.ts';
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
export function whyNotStarted(
  { code }: NotStarted,
  { file }: Command,
  text: CliWords['run'],
): { exit: number; words: string } {
  switch (code) {
    case 'E2BIG':
      return { exit: notRunnable, words: text.tooLong };
    case 'ENOENT':
    case 'ENOTDIR':
      return missing(file, text);
    case 'EACCES':
    case 'EPERM':
      return { exit: notRunnable, words: text.notPermitted };
    case 'ENOEXEC':
    case 'ELIBBAD':
      return { exit: notRunnable, words: text.foreign };
    default:
      return { exit: notRunnable, words: text.system(code) };
  }
}

// The file was found a moment ago, so what is missing is mostly what its first line names.
function missing(file: string, text: CliWords['run']): { exit: number; words: string } {
  const first = firstLine(file);
  if (!first?.startsWith('#!')) return { exit: notFound, words: text.missing };
  const words = first.endsWith('\r')
    ? text.windowsLines
    : text.missingProgram(first.slice(2).trim().slice(0, 80));
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
