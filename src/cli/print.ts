import type { Session } from './command.ts';
import { textOf } from './input.ts';
import { misuse } from './usage.ts';
import { visible, visibleText } from './visible.ts';

/** Words, on standard error; nothing with --quiet. */
export async function say({ io, global }: Session, words: string): Promise<void> {
  if (!global.quiet) await io.stderr.write(`${visible(words)}\n`);
}

/** What went wrong, on standard error, in one line. */
export async function complain({ io }: Pick<Session, 'io'>, words: string): Promise<void> {
  await io.stderr.write(`holdfast: ${visible(words)}\n`);
}

// A terminal is told what a person can see; a program gets every value and name byte for byte.
function forOutput({ io }: Session, text: string): string {
  return io.stdout.isTTY ? visibleText(text) : text;
}

/** A name within a line of standard output. */
export function nameFor({ io }: Session): (name: string) => string {
  return io.stdout.isTTY ? visible : (name) => name;
}

/** Values, one a line, in one write. */
export async function printLines(call: Session, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await call.io.stdout.write(forOutput(call, `${lines.join('\n')}\n`));
}

/** What is known of a thing, a line each: what it is, and its value below those of the others. */
export async function printFacts<Name extends string>(
  call: Session,
  labels: Readonly<Record<Name, string>>,
  facts: readonly (readonly [Name, number | string])[],
): Promise<void> {
  const width = Math.max(...Object.values<string>(labels).map(({ length }) => length)) + 3;
  await printLines(
    call,
    facts.map(([name, value]) => `${labels[name]}:`.padEnd(width) + value),
  );
}

/** The one JSON value of --json. */
export async function printJson(call: Session, value: unknown): Promise<void> {
  await printLines(call, [JSON.stringify(value, undefined, call.io.stdout.isTTY ? 2 : undefined)]);
}

/**
 * One value and nothing else; on a terminal a line end follows, or the prompt would stick to it.
 */
export async function printValue(call: Session, value: string | Uint8Array): Promise<void> {
  await printExactly(call, value);
  if (call.io.stdout.isTTY) await call.io.stdout.write('\n');
}

/** A text or bytes, and nothing else. */
export async function printExactly({ io: { stdout } }: Session, value: string | Uint8Array): Promise<void> {
  if (!stdout.isTTY) return stdout.write(value);
  const text = typeof value === 'string' ? value : textOf(value);
  if (text === undefined) return misuse((say) => say.notText);
  await stdout.write(visibleText(text));
}
