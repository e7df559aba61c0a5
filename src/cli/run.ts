import { type Settled, whenSettled } from '../main/store/beside.ts';
import { type Failure, failureOf } from '../shared/failure.ts';
import type { AnyCommand } from './command.ts';
import { exit, exitCode } from './exit.ts';
import type { Io } from './io.ts';
import { nearest } from './nearest.ts';
import { parse, split } from './parse.ts';
import { complain } from './print.ts';
import { referenceOf } from './reference.ts';
import { table } from './table.ts';
import { misuse, UsageError } from './usage.ts';
import { visibleText } from './visible.ts';
import { sentence, settledWords } from './words.ts';

/** Runs one command line, without the words `node holdfast`; its exit code. Never throws. `check` refuses before anything else. */
export async function run(
  argv: readonly string[],
  io: Io,
  check: (argv: readonly string[]) => void = () => {},
): Promise<number> {
  const { said, stop } = saySettled(io);
  try {
    check(argv);
    return await dispatch(argv, io);
  } catch (error) {
    await Promise.allSettled(said);
    return tell(error, io).catch(() => exit.internal);
  } finally {
    stop();
    await Promise.allSettled(said);
  }
}

// Whichever command opens or names a vault file: what lay beside it, and was not its own, is told in the moment.
function saySettled(io: Io): { said: Promise<void>[]; stop: () => void } {
  const said: Promise<void>[] = [];
  const say = (settled: Settled) => void said.push(complain({ io }, settledWords(settled)));
  return { said, stop: whenSettled(say) };
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const { words, rest, global, stray } = split(argv, isGroup);
  const [first] = words;
  if (first === 'help') return dispatch([...rest, '--help'], io);
  if (global.version && words.length < 2 && !(first && first in table)) return printVersion(io);
  if (stray !== undefined && !global.help && (first === undefined || isGroup(first))) {
    misuse(`${stray} is no option of every command: write it after the command's name.`);
  }
  if (first === undefined) return groupHelp(undefined, global.help, io);
  if (isGroup(first) && words.length === 1) return groupHelp(first, global.help, io);
  const command = await find(words);
  if (global.help) return print(io, (await import('./help.ts')).helpOf(command));
  if (global.version && !('version' in command.options)) return printVersion(io);
  const code = await command.run({ ...parse(command, rest), io });
  return code ?? exit.done;
}

async function find(words: readonly string[]): Promise<AnyCommand> {
  const name = words.join(' ');
  if (Object.hasOwn(table, name)) return (table[name] as (typeof table)[string]).load();
  return misuse(
    `There is no command "${name.replace(/=.*/s, '=...')}"; the closest is "${nearest(name, everyName())}".`,
  );
}

async function groupHelp(group: string | undefined, asked: boolean, io: Io): Promise<number> {
  const { overview } = await import('./help.ts');
  if (asked) return print(io, overview(group));
  await io.stderr.write(overview(group));
  return exit.usage;
}

function everyName(): string[] {
  const names = Object.keys(table);
  const groups = names.filter((name) => name.includes(' ')).map((name) => name.slice(0, name.indexOf(' ')));
  return [...new Set([...names, ...groups])];
}

function isGroup(word: string): boolean {
  return Object.keys(table).some((name) => name.startsWith(`${word} `));
}

async function printVersion(io: Io): Promise<number> {
  const { version } = await import('./version.ts');
  return print(io, `holdfast ${version}\n`);
}

async function print(io: Io, text: string): Promise<number> {
  await io.stdout.write(text);
  return exit.done;
}

async function tell(error: unknown, io: Io): Promise<number> {
  if (error instanceof UsageError) {
    await complain({ io }, error.message);
    return exit.usage;
  }
  const failure = io.signal.aborted ? cancelled : (failureOf(error) ?? faultOf(error));
  await complain({ io }, sentence(failure));
  if (io.env['HOLDFAST_DEBUG']) await io.stderr.write(`${visibleText(stackOf(error))}\n`);
  return exitCode(failure);
}

// Ctrl+C reaches the parser of an import as well, which then seems to have crashed.
const cancelled: Failure = { code: 'cancelled' };

function faultOf(error: unknown): Failure {
  return { code: 'internal', reference: referenceOf(error) };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.name) : typeof error;
}
