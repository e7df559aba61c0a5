import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync } from 'node:fs';
import net from 'node:net';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { modesOf, setModes } from '../../main/native/pty.ts';
import { isForeground, openPipe, type Pipe, unblockSigusr1 } from '../../main/native/system.ts';
import type { Io } from '../io.ts';
import { Masker } from '../mask/masker.ts';
import type { Command, Runner } from './child.ts';
import { Relay } from './relay.ts';
import { NotStarted, starting } from './unstarted.ts';

/** Runs a command whose output nobody looks for: it has our own streams. */
export const runPlain: Runner = async (command, _needles, io) => {
  return ended(start(command, ['inherit', 'inherit']), io);
};

/**
 * Runs a command whose output is masked on its way through pipes. It stays in our session: keys
 * reach it by themselves.
 */
export const runPiped: Runner = async (command, needles, io) => {
  // Where both go to one file (2>&1) the child gets one pipe as well: two would lose the order.
  const outputs = isSameFile(1, 2) ? [io.stdout] : [io.stdout, io.stderr];
  const lines = outputs.map((to) => ({ to, pipe: openPipe() }));
  const [out = 'pipe', err = out] = lines.map(({ pipe }) => pipe?.write ?? 'pipe');
  const child = startOr(command, [out, err], () => closeAll(lines));
  const relays = lines.map(({ to, pipe }, index) => {
    if (pipe !== undefined) closeSync(pipe.write);
    const from =
      pipe === undefined ? child.stdio[index + 1] : new net.Socket({ fd: pipe.read, writable: false });
    return new Relay(from as Readable, new Masker(needles), to);
  });
  // Without native code there is no pipe that both could share, and each has its own.
  if (out === 'pipe' && err === 'pipe' && child.stderr && relays.length === 1)
    relays.push(new Relay(child.stderr, new Masker(needles), io.stderr));
  try {
    return await ended(child, io);
  } finally {
    await Promise.all(relays.map((relay) => relay.finish()));
  }
};

function isSameFile(one: number, other: number): boolean {
  const [a, b] = [fstatSync(one), fstatSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}

type Streams = readonly (number | 'pipe' | 'inherit')[];

function start(command: Command, output: Streams): ChildProcess {
  const { file, name, args, env, withoutInput } = command;
  const stdio = [withoutInput ? 'ignore' : 'inherit', ...output] as const;
  return starting(() => spawn(file, args, { argv0: name, env, stdio: [...stdio] }));
}

function startOr(command: Command, output: Streams, giveUp: () => void): ChildProcess {
  try {
    return start(command, output);
  } catch (error) {
    giveUp();
    throw error;
  }
}

function closeAll(lines: readonly { pipe: Pipe | undefined }[]): void {
  for (const { pipe } of lines)
    if (pipe !== undefined) for (const end of [pipe.read, pipe.write]) closeSync(end);
}

async function ended(child: ChildProcess, io: Io): Promise<number> {
  const terminal = controllingTerminal();
  const isAtKeys = () => terminal !== undefined && isForeground(terminal);
  io.takeSignals((signal) => {
    // Raised by a key in the whole foreground: the child has it already.
    if (!(fromKeyboard.has(signal) && isAtKeys())) child.kill(signal);
    if (signal === 'SIGTSTP') process.kill(process.pid, 'SIGSTOP');
  });
  unblockSigusr1();
  const modes = terminal === undefined ? undefined : modesOf(terminal);
  const [code, signal] = (await once(child, 'exit').catch((error: unknown) => {
    // Node tells some refusals of the system so, and throws others.
    throw new NotStarted(error);
  })) as [number | null, NodeJS.Signals | null];
  // What a signal ended had no time to do so itself. From the background it would stop us.
  if (signal !== null && terminal !== undefined && modes !== undefined && isAtKeys())
    setModes(terminal, modes);
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

const fromKeyboard: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT', 'SIGTSTP']);

function controllingTerminal(): number | undefined {
  try {
    return openSync('/dev/tty', 'r');
  } catch {
    return undefined;
  }
}
