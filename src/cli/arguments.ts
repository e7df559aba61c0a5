import { readFileSync } from 'node:fs';
import { fail } from '../shared/failure.ts';
import { textOf } from './input.ts';

/** What Node puts in the place of bytes that are not UTF-8. */
const replacement = '\ufffd';

/**
 * Refuses arguments that are not UTF-8. Node hands them on with other letters: a value or a path
 * would be stored that nobody typed, and no file of that name would be found.
 */
export function refuseForeignArguments(args: readonly string[]): void {
  if (!args.some((arg) => arg.includes(replacement))) return;
  const raw = rawArguments(args.length);
  const at =
    raw?.findIndex((bytes) => textOf(bytes) === undefined) ??
    args.findIndex((arg) => arg.includes(replacement));
  if (at === -1) return;
  fail({ code: 'bad-input', what: 'argument', reason: 'not-text', number: at + 1 });
}

/**
 * The last `count` arguments of this process as the system has them; `undefined` where it does not
 * tell.
 */
function rawArguments(count: number): Uint8Array[] | undefined {
  try {
    const bytes = readFileSync('/proc/self/cmdline');
    const all: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(0, from);
      all.push(bytes.subarray(from, end === -1 ? bytes.length : end));
      from = end === -1 ? bytes.length : end + 1;
    }
    return all.slice(-count);
  } catch {
    return undefined;
  }
}
