import type { Io } from '../io.ts';
import type { Needle } from '../mask/forms.ts';

/** A command to run, with all its environment. */
export interface Command {
  /** As it was typed: the child's own name for itself. */
  readonly name: string;
  /** Where it lies. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Nothing is to come from standard input: it was read for something else. */
  readonly withoutInput: boolean;
}

/** How a command is run: its exit code, 128 + n when signal n ended it. */
export type Runner = (command: Command, needles: readonly Needle[], io: Io) => Promise<number>;
