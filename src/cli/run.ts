import { keepReplicasIn } from '../main/backend/replica-folder.ts';
import { devicesFolder, replicasFolder } from '../main/state-folder.ts';
import { type Settled, whenSettled } from '../main/store/beside.ts';
import { keepDevicesIn } from '../main/store/folder/device-notes.ts';
import { type Failure, failureOf } from '../shared/failure.ts';
import type { AnyCommand } from './command.ts';
import { exit, exitCode } from './exit.ts';
import type { Io } from './io.ts';
import { speakAs, texts } from './language.ts';
import { nearest } from './nearest.ts';
import { parse, split } from './parse.ts';
import { complain } from './print.ts';
import { referenceOf } from './reference.ts';
import { table } from './table.ts';
import { misuse, UsageError } from './usage.ts';
import { visibleText } from './visible.ts';

/**
 * Runs one command line, without the words `node holdfast`; its exit code. Never throws. `check`
 * refuses before anything else.
 */
export async function run(
  argv: readonly string[],
  io: Io,
  check: (argv: readonly string[]) => void = () => {},
): Promise<number> {
  speakAs(io.env);
  keepReplicasIn(replicasFolder(io.env, process.platform));
  keepDevicesIn(devicesFolder(io.env, process.platform));
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

// Whichever command opens or names a vault file: what lay beside it, and was not its own, is told
// in the moment.
function saySettled(io: Io): { said: Promise<void>[]; stop: () => void } {
  const said: Promise<void>[] = [];
  const say = (settled: Settled) => void said.push(tellSettled(io, settled));
  return { said, stop: whenSettled(say) };
}

async function tellSettled(io: Io, settled: Settled): Promise<void> {
  const { settledWords } = await import('./sentences.ts');
  await complain({ io }, await settledWords(settled));
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const { words, rest, global, stray } = split(argv, isGroup);
  const [first] = words;
  if (first === 'help') return dispatch([...rest, '--help'], io);
  if (global.version && words.length < 2 && !(first && first in table)) return printVersion(io);
  if (stray !== undefined && !global.help && (first === undefined || isGroup(first))) {
    misuse((say) => say.stray(stray));
  }
  if (first === undefined) return groupHelp(undefined, global.help, io);
  if (isGroup(first) && words.length === 1) return groupHelp(first, global.help, io);
  const command = await find(words);
  if (global.help) return print(io, await (await import('./help.ts')).helpOf(command));
  if (global.version && !('version' in command.options)) return printVersion(io);
  const code = await command.run({ ...parse(command, rest), io });
  return code ?? exit.done;
}

async function find(words: readonly string[]): Promise<AnyCommand> {
  const name = words.join(' ');
  if (Object.hasOwn(table, name)) return (table[name] as (typeof table)[string]).load();
  const close = nearest(name, everyName());
  return misuse((say) => say.noCommand(name.replace(/=.*/s, '=...'), close));
}

async function groupHelp(group: string | undefined, asked: boolean, io: Io): Promise<number> {
  const { overview } = await import('./help.ts');
  const page = await overview(group);
  if (asked) return print(io, page);
  await io.stderr.write(page);
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
    await complain({ io }, error.say(await texts('usage')));
    return exit.usage;
  }
  const failure = io.signal.aborted ? cancelled : (failureOf(error) ?? faultOf(error));
  const { sentence } = await import('./sentences.ts');
  await complain({ io }, await sentence(failure));
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
