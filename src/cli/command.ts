import type { Io } from './io.ts';

/**
 * One `--name`: with `value` it takes one (the word that stands for it in help), without it is on
 * or off. What it means is in shared/words.
 */
export interface Option {
  readonly value?: string;
  /** May be given several times. */
  readonly many?: true;
}
export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends { readonly value: string }
  ? O extends { readonly many: true }
    ? readonly string[]
    : string | undefined
  : boolean;
/** What was given: `undefined`, an empty list or false where an option was not. */
export type Values<O extends Options> = { readonly [Name in keyof O]: ValueOf<O[Name]> };

export const globalOptions = {
  vault: { value: 'PLACE' },
  'passphrase-file': {
    value: 'F',
  },
  'key-file': {
    value: 'F',
  },
  'security-key': {},
  json: {},
  quiet: {},
  help: {},
  version: {},
} as const satisfies Options;

/** What every run of every command has. */
export interface Session {
  readonly global: Values<typeof globalOptions>;
  readonly io: Io;
  /** Its terminal is about to be another program's: no advice is written there. */
  readonly unadvised?: true;
}

/** One run of a command. */
export interface Call<O extends Options = Options> extends Session {
  readonly args: readonly string[];
  readonly options: Values<O>;
}

export interface Command<O extends Options = Options> {
  /** Its words, such as `secret get`. */
  readonly name: string;
  /** What stands after the name, such as `PATH [KEY]`. */
  readonly args: string;
  /** Least and most arguments. */
  readonly count: readonly [number, number];
  readonly options: O;
  /** The exit code when it is not 0. */
  readonly run: (call: Call<O>) => Promise<number | undefined>;
}

/** A command with its options' types forgotten: `parse` gives it what it declared. */
export type AnyCommand = Command<Options>;

export function command<const O extends Options>(made: Command<O>): AnyCommand {
  return made as unknown as AnyCommand;
}

export interface Entry {
  /**
   * Each command is a file of its own, read when it is called: one `get` starts only what it needs.
   */
  readonly load: () => Promise<AnyCommand>;
}

export type Table = Readonly<Record<string, Entry>>;
