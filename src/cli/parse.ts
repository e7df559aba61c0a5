import { parseArgs } from 'node:util';
import {
  type AnyCommand,
  type Call,
  globalOptions,
  type Option,
  type Options,
  type Values,
} from './command.ts';
import { nearest } from './nearest.ts';
import { misuse } from './usage.ts';

type Token = NonNullable<ReturnType<typeof tokensOf>>[number];

/** Arguments parted into the words that name a command and all others. */
export interface Split {
  readonly words: readonly string[];
  readonly rest: readonly string[];
  readonly global: Values<typeof globalOptions>;
  /** The unknown option at which the search for words ended, if it did. */
  readonly stray: string | undefined;
}

/**
 * Takes the first words out, wherever global flags stand: as many as `isGroup` asks for. An option
 * of the command itself cannot stand before its name, for without the command nobody knows whether
 * it takes a value.
 */
export function split(argv: readonly string[], isGroup: (word: string) => boolean): Split {
  const words: string[] = [];
  const taken = new Set<number>();
  let stray: string | undefined;
  for (const token of tokensOf(argv, globalOptions)) {
    if (token.kind === 'option-terminator') break;
    if (token.kind === 'option' && !Object.hasOwn(globalOptions, token.name)) {
      stray = token.rawName;
      break;
    }
    if (token.kind !== 'positional') continue;
    words.push(token.value);
    taken.add(token.index);
    if (words.length === 2 || !isGroup(token.value)) break;
  }
  const rest = argv.filter((_, index) => !taken.has(index));
  return { words, rest, global: lenientGlobals(argv), stray };
}

/** Checks the arguments against what the command declares. Refuses with a `UsageError`. */
export function parse(command: AnyCommand, rest: readonly string[]): Omit<Call, 'io'> {
  // A command's own option wins: `secret get --version 3` is no question about Holdfast's version.
  const known: Options = { ...globalOptions, ...command.options };
  const args: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokensOf(rest, known)) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind !== 'option') continue;
    const value = checkedValue(token, known, command);
    const before = given.get(token.name) ?? [];
    if (before.length > 0 && !known[token.name]?.many) misuse((say) => say.twice(`--${token.name}`));
    given.set(token.name, [...before, value]);
  }
  requireCount(command, args.length);
  refuseEmptyNames(command, args);
  return {
    args,
    options: valuesOf(command.options, given),
    global: valuesOf(globalOptions, given) as Values<typeof globalOptions>,
  };
}

function checkedValue(token: Token & { kind: 'option' }, known: Options, command: AnyCommand): string {
  const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
  if (option === undefined || token.rawName === `-${token.name}`) {
    const close = nearest(token.name, Object.keys(known));
    const afterDashes = command.args.startsWith('--');
    return misuse(
      (say) => `${say.noOption(command.name, token.rawName, close)}${afterDashes ? say.afterDashes : ''}`,
    );
  }
  if (option.value === undefined) {
    if (token.value !== undefined) misuse((say) => say.noValue(token.name));
    return '';
  }
  if (token.value === undefined) return misuse((say) => say.needsValue(token.name, option.value ?? ''));
  // A flag that was swallowed as a value is far likelier than a value that looks like one.
  if (!token.inlineValue && /^-./.test(token.value)) {
    misuse((say) => say.needsInline(token.name));
  }
  if (token.value === '' && isFile(option.value))
    misuse((say) => say.emptyName(`--${token.name} ${option.value}`));
  return token.value;
}

// An empty name is the folder that the program runs in, which nobody means: a variable in a script
// was empty.
function refuseEmptyNames({ name, args: declared }: AnyCommand, args: readonly string[]): void {
  const words = declared.split(' ');
  for (const [i, arg] of args.entries()) {
    const word = (words[i] ?? words.at(-1) ?? '').replace(/^\[/, '');
    if (arg === '' && isFile(word)) misuse((say) => say.emptyName(`holdfast ${name} ${declared}`));
  }
}

function isFile(word: string): boolean {
  return /^((\[FILE=\])?F|(FILE|PLACE|DEST|DIR|SHEET|TEMPLATE|BACKUP|OUT)\b.*)$/.test(word);
}

function valuesOf(options: Options, given: ReadonlyMap<string, string[]>): Values<Options> {
  const entries = Object.entries(options).map(([name, option]) => [name, givenFor(option, given.get(name))]);
  return Object.fromEntries(entries);
}

function givenFor(
  option: Option,
  given: string[] | undefined,
): string | readonly string[] | boolean | undefined {
  if (option.value === undefined) return given !== undefined;
  return option.many ? (given ?? []) : given?.[0];
}

function requireCount(command: AnyCommand, count: number): void {
  const [least, most] = command.count;
  if (count >= least && count <= most) return;
  const usage = `holdfast ${command.name} ${command.args}`;
  misuse((say) => (count < least ? say.missing(usage) : say.tooMany(usage)).trim());
}

// Only to know whether --help, --version and the like were asked for; `parse` is the one that
// checks.
function lenientGlobals(argv: readonly string[]): Values<typeof globalOptions> {
  const given = new Map<string, string[]>();
  for (const token of tokensOf(argv, globalOptions)) {
    if (token.kind === 'option-terminator') break;
    if (token.kind === 'option') given.set(token.name, [token.value ?? '']);
  }
  return valuesOf(globalOptions, given) as Values<typeof globalOptions>;
}

function tokensOf(argv: readonly string[], options: Options) {
  const config = Object.entries(options).map(([name, { value, many }]) => [
    name,
    {
      type: value === undefined ? 'boolean' : 'string',
      multiple: many === true,
      ...(name === 'help' && { short: 'h' }),
    },
  ]);
  return parseArgs({
    args: [...argv],
    options: Object.fromEntries(config) as Record<string, { type: 'string' | 'boolean' }>,
    // Our own checks name what is meant, and never repeat a value.
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}
