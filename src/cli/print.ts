import type { Session } from './command.ts';
import { visible } from './visible.ts';

/** Words, on standard error; nothing with --quiet. */
export async function say({ io, global }: Session, words: string): Promise<void> {
  if (!global.quiet) await io.stderr.write(`${visible(words)}\n`);
}

/** Values, one a line, in one write. */
export async function printLines({ io }: Session, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await io.stdout.write(`${lines.join('\n')}\n`);
}

/** The one JSON value of --json. */
export async function printJson({ io }: Session, value: unknown): Promise<void> {
  await io.stdout.write(`${JSON.stringify(value, undefined, io.stdout.isTTY ? 2 : undefined)}\n`);
}

/** One value and nothing else; on a terminal a line end follows, or the prompt would stick to it. */
export async function printValue({ io }: Session, value: string | Uint8Array): Promise<void> {
  await io.stdout.write(value);
  if (io.stdout.isTTY) await io.stdout.write('\n');
}
