import { constants } from 'node:os';
import { type Libc, libc } from './c-library.ts';

/**
 * A pipe of the system. Node's own `pipe` is a socket, which a program cannot open again as
 * /dev/stdout.
 */
export interface Pipe {
  readonly read: number;
  readonly write: number;
}

/**
 * A new pipe, whose ends no child inherits by itself; `undefined` where there is no native code for
 * it.
 */
export function openPipe(): Pipe | undefined {
  const c = libc();
  if (c === undefined) return undefined;
  const ends = Buffer.alloc(8);
  check(c, c.call('int pipe(void *ends)')(ends));
  const [read, write] = [ends.readInt32LE(0), ends.readInt32LE(4)];
  for (const end of [read, write]) closeOnExec(c, end);
  return { read, write };
}

/** F_SETFD with FD_CLOEXEC; both are the same number on every system. */
export function closeOnExec(c: Libc, descriptor: number): void {
  check(c, c.call('int fcntl(int descriptor, int command, ...)')(descriptor, 2, 'int', 1));
}

/**
 * Whether this process is in the foreground of the terminal: keys that raise a signal then raise it
 * here too.
 */
export function isForeground(terminal: number): boolean {
  const c = libc();
  if (c === undefined) return true;
  return c.call('int tcgetpgrp(int descriptor)')(terminal) === c.call('int getpgrp()')();
}

/**
 * Lets SIGUSR1 through to a listener that is there. Node blocks it in every thread, and keeps it so
 * where it is told to open no debugger (--disable-sigusr1).
 */
export function unblockSigusr1(): void {
  const set = Buffer.alloc(128);
  set.writeUInt32LE(2 ** (constants.signals.SIGUSR1 - 1));
  // SIG_UNBLOCK.
  const how = process.platform === 'darwin' ? 2 : 1;
  libc()?.call('int pthread_sigmask(int how, const void *set, void *before)')(how, set, null);
}

/** Throws what the system says as a Node error would: with its `code`. */
export function check(c: Libc, result: number, errno: number = c.errno()): number {
  if (result >= 0) return result;
  return refuse(errno);
}

/** An error with the name of the number in `code`. */
export function refuse(errno: number): never {
  const code = Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? `E${errno}`;
  throw Object.assign(new Error(code), { code, errno: -errno });
}
