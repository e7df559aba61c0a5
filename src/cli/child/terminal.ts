import { closeSync, openSync } from 'node:fs';
import net from 'node:net';
import { isatty, ReadStream } from 'node:tty';
import { openPty, type Pty, wouldSuspend } from '../../main/native/pty.ts';
import { exitOf, spawnOnTerminal } from '../../main/native/spawn.ts';
import { openPipe, unblockSigusr1 } from '../../main/native/system.ts';
import { passedSignals } from '../interruption.ts';
import type { Io } from '../io.ts';
import type { Needle } from '../mask/forms.ts';
import { Masker } from '../mask/masker.ts';
import { guardTerminal } from '../terminal-signals.ts';
import type { Command } from './child.ts';
import { type Keyboard, openKeyboard } from './keyboard.ts';
import { Relay } from './relay.ts';
import { leavesSuspendAlone } from './suspend.ts';
import { starting } from './unstarted.ts';

/**
 * Runs a command that prints to a terminal, masked: it gets a pseudo terminal, which is joined to
 * ours. `undefined` where that cannot be: there is no native code for the machine, or no terminal
 * to take keys from.
 */
export async function runOnTerminal(
  command: Command,
  needles: readonly Needle[],
  io: Io,
): Promise<number | undefined> {
  let typed = (_keys: Buffer) => {};
  const keyboard = openKeyboard((keys) => typed(keys));
  if (keyboard === undefined) return undefined;
  const pty = openPty(keyboard.descriptor);
  if (pty === undefined) return undefined;
  const screen = new ReadStream(pty.master);
  const joined = new Joined(keyboard, pty, screen);
  typed = (keys) => joined.type(keys);
  try {
    return await joined.run(command, needles, io);
  } finally {
    keyboard.close();
    screen.destroy();
  }
}

/**
 * Our terminal and the child's: keys, size and signals go one way, what is printed comes the other.
 */
class Joined {
  readonly #keyboard: Keyboard;
  readonly #pty: Pty;
  readonly #screen: ReadStream;
  #pid = 0;
  /** Signals that came before the child was there. */
  readonly #early: NodeJS.Signals[] = [];

  constructor(keyboard: Keyboard, pty: Pty, screen: ReadStream) {
    this.#keyboard = keyboard;
    this.#pty = pty;
    this.#screen = screen;
  }

  async run(command: Command, needles: readonly Needle[], io: Io): Promise<number> {
    let end = (_code: number) => {};
    const ended = new Promise<number>((resolve) => {
      end = resolve;
    });
    const look = () => {
      const code = exitOf(this.#pid);
      if (code !== undefined) end(code);
    };
    const leave = () => this.#keyboard.leave();
    // Called before the terminal is changed: from now on every signal either reaches the child, or
    // finds the terminal as it was.
    io.takeSignals((signal) => this.#signal(signal));
    unblockSigusr1();
    const release = guardTerminal({ leave }, passedSignals);
    // A listener for signals does not keep a process alive: without this it would end once our
    // terminal is gone. And no SIGCHLD is missed.
    const alive = setInterval(look, 1000);
    const relays = [new Relay(this.#screen, new Masker(needles), io.stdout)];
    process.on('exit', leave);
    try {
      // First: what is typed at the sight of the child's first words is for the child.
      this.#keyboard.enter();
      const errors = this.#start(command, io);
      process.on('SIGCHLD', look);
      if (errors !== undefined) relays.push(new Relay(errors, new Masker(needles), io.stderr));
      for (const signal of this.#early.splice(0)) this.#signal(signal);
      // It may have ended before we listened.
      look();
      const code = await ended;
      await Promise.all(relays.map((relay) => relay.finish()));
      return code;
    } finally {
      clearInterval(alive);
      process.off('SIGCHLD', look);
      process.off('exit', leave);
      release();
    }
  }

  type(keys: Buffer): void {
    // Nobody in the child's session could wake it, so the system ignores Ctrl+Z there: we stop it
    // ourselves.
    const suspends = wouldSuspend(this.#pty.master, this.#pid, keys) && !leavesSuspendAlone(this.#pid);
    this.#screen.write(keys);
    if (suspends) this.#suspend();
  }

  /** Starts the command; what it says on standard error, when that is no terminal. */
  #start({ name, file, args, env, withoutInput }: Command, io: Io): net.Socket | undefined {
    const errors = io.stderr.isTTY ? undefined : openPipe();
    const nothing = withoutInput ? openSync('/dev/null', 'r') : undefined;
    const input = nothing ?? (isatty(0) ? undefined : 0);
    const streams = [input, undefined, errors?.write];
    try {
      const program = { file, args: [name, ...args], env };
      this.#pid = starting(() => spawnOnTerminal(program, this.#pty.name, streams));
    } finally {
      for (const done of [this.#pty.slave, errors?.write, nothing]) if (done !== undefined) closeSync(done);
    }
    return errors && new net.Socket({ fd: errors.read, writable: false });
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#pid === 0) this.#early.push(signal);
    else if (signal === 'SIGWINCH') this.#keyboard.size(this.#pty.master);
    else if (signal === 'SIGTSTP') this.#suspend();
    else if (signal === 'SIGCONT') this.#resume();
    else process.kill(this.#pid, signal);
  }

  // The whole job stops, as it does when a key stops it; the shell then says so, and wakes it with
  // fg or bg.
  #suspend(): void {
    this.#keyboard.leave();
    process.kill(-this.#pid, 'SIGSTOP');
    process.kill(0, 'SIGSTOP');
  }

  #resume(): void {
    this.#keyboard.enter();
    this.#keyboard.size(this.#pty.master);
    process.kill(-this.#pid, 'SIGCONT');
  }
}
