import { closeSync, openSync } from 'node:fs';
import { type Libc, libc } from './c-library.ts';
import { check, closeOnExec } from './system.ts';

/** The settings of a terminal as the system keeps them (struct termios), unopened. */
export type Modes = Uint8Array & { readonly __modes: never };

const mac = process.platform === 'darwin';
/** TIOCGWINSZ, TIOCSWINSZ. */
const [getSize, setSize] = mac ? [0x40087468, 0x80087467] : [0x5413, 0x5414];
/** TCSADRAIN: what was written before is shown as it was meant. */
const afterOutput = 1;

/** A pseudo terminal: what is written to `master` is typed, what is read from it was printed. */
export interface Pty {
  readonly master: number;
  /** The terminal's own name, such as /dev/pts/3. */
  readonly name: string;
  /** Keeps the terminal from hanging up until a program has opened it: to be closed then. */
  readonly slave: number;
}

/**
 * A pseudo terminal with the settings and the size of another; `undefined` where there is no native
 * code for it.
 */
export function openPty(like: number): Pty | undefined {
  const c = libc();
  if (c === undefined) return undefined;
  const { O_RDWR, O_NOCTTY } = constantsOfOpen;
  const master = check(c, c.call('int posix_openpt(int flags)')(O_RDWR | O_NOCTTY));
  try {
    closeOnExec(c, master);
    check(c, c.call('int grantpt(int master)')(master));
    check(c, c.call('int unlockpt(int master)')(master));
    const name = nameOf(c, master);
    const slave = openSync(name, O_RDWR | O_NOCTTY);
    const modes = modesOf(like);
    if (modes !== undefined) setModes(slave, modes);
    copySize(like, master);
    return { master, name, slave };
  } catch (error) {
    closeSync(master);
    throw error;
  }
}

const constantsOfOpen = { O_RDWR: 2, O_NOCTTY: mac ? 0x20000 : 0x100 } as const;

function nameOf(c: Libc, master: number): string {
  const name = c.call('const char *ptsname(int master)')(master) as unknown as string | null;
  return name ?? check(c, -1).toString();
}

/** The terminal's settings; `undefined` when it has none or there is no native code. */
export function modesOf(terminal: number): Modes | undefined {
  const c = libc();
  // 60 bytes on Linux, 72 on macOS.
  const modes = Buffer.alloc(256);
  return c?.call('int tcgetattr(int terminal, void *modes)')(terminal, modes) === 0
    ? (modes as unknown as Modes)
    : undefined;
}

/** Makes the settings those. A terminal that hung up is no failure. */
export function setModes(terminal: number, modes: Modes): void {
  libc()?.call('int tcsetattr(int terminal, int when, const void *modes)')(terminal, afterOutput, modes);
}

/**
 * Those settings, changed so that every key comes through as it is and every byte is shown as it
 * is.
 */
export function rawModes(modes: Modes): Modes {
  const raw = Buffer.from(modes) as unknown as Modes;
  libc()?.call('void cfmakeraw(void *modes)')(raw);
  return raw;
}

/** Gives a terminal the size of another; its programs hear of it. */
export function copySize(from: number, to: number): void {
  const ioctl = libc()?.call('int ioctl(int terminal, unsigned long request, ...)');
  const size = Buffer.alloc(8);
  if (ioctl?.(from, getSize, 'void *', size) === 0) ioctl(to, setSize, 'void *', size);
}

/**
 * Whether Ctrl+Z would stop what runs in the foreground of the terminal, which is the group
 * `group`.
 */
export function wouldSuspend(terminal: number, group: number, keys: Uint8Array): boolean {
  const modes = modesOf(terminal);
  if (modes === undefined) return false;
  const bytes = Buffer.from(modes);
  // c_lflag, ISIG, c_cc[VSUSP]
  const [flags, suspend] = mac
    ? [bytes.readUInt32LE(24) & 0x80, bytes[42]]
    : [bytes.readUInt32LE(12) & 1, bytes[27]];
  if (flags === 0 || suspend === undefined || suspend === 0 || !keys.includes(suspend)) return false;
  return libc()?.call('int tcgetpgrp(int descriptor)')(terminal) === group;
}
