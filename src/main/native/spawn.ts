import { constants } from 'node:os';
import { type Libc, libc } from './c-library.ts';
import { check, refuse } from './system.ts';

/** What is started on a terminal of its own. */
export interface Program {
  /** The file, looked up already. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const mac = process.platform === 'darwin';
/** POSIX_SPAWN_SETSIGDEF, _SETSIGMASK, _SETSID. */
const flags = 0x04 | 0x08 | (mac ? 0x0400 : 0x80);
/** O_RDWR, WNOHANG. */
const [readWrite, noHang] = [2, 1];
/** Larger than any system's posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t. */
const room = () => Buffer.alloc(1024);

/**
 * Starts a program as the leader of a session whose terminal is `terminal`; its id. Of its three
 * streams those that `streams` leaves out are the terminal, the others that descriptor. Node's
 * spawn cannot give a child a terminal of its own; this is posix_spawn(3), where the first terminal
 * that a session leader opens becomes its own. Throws with `code`.
 */
export function spawnOnTerminal(
  program: Program,
  terminal: string,
  streams: readonly (number | undefined)[],
): number {
  const c = libc();
  if (c === undefined) return refuse(constants.errno.ENOSYS);
  const actions = fileActions(c, terminal, streams);
  const attributes = freshAttributes(c);
  const pid = Buffer.alloc(4);
  const spawn = c.call(
    'int posix_spawn(void *pid, const char *file, const void *actions, const void *attributes, const char **argv, const char **env)',
  );
  const start = (file: string, argv: readonly string[]) =>
    spawn(pid, file, actions, attributes, [...argv, null], [...environment(program.env), null]);
  try {
    const { file, args } = program;
    let result = start(file, args);
    // A script without #! is one for sh, as everywhere.
    if (result === constants.errno.ENOEXEC) result = start('/bin/sh', ['sh', file, ...args.slice(1)]);
    if (result !== 0) refuse(result);
    return pid.readInt32LE(0);
  } finally {
    c.call('int posix_spawn_file_actions_destroy(void *actions)')(actions);
    c.call('int posix_spawnattr_destroy(void *attributes)')(attributes);
  }
}

function environment(env: Program['env']): string[] {
  return Object.entries(env).map(([name, value]) => `${name}=${value}`);
}

function fileActions(c: Libc, terminal: string, streams: readonly (number | undefined)[]): Buffer {
  const actions = room();
  check(c, -c.call('int posix_spawn_file_actions_init(void *actions)')(actions));
  for (const [stream, descriptor] of streams.entries())
    if (descriptor === undefined)
      c.call(
        'int posix_spawn_file_actions_addopen(void *actions, int fd, const char *path, int how, int mode)',
      )(actions, stream, terminal, readWrite, 0);
    else if (descriptor !== stream)
      c.call('int posix_spawn_file_actions_adddup2(void *actions, int from, int to)')(
        actions,
        descriptor,
        stream,
      );
  return actions;
}

// Node ignores SIGPIPE, which a child would inherit.
function freshAttributes(c: Libc): Buffer {
  const [attributes, all, none] = [room(), room(), room()];
  c.call('int posix_spawnattr_init(void *attributes)')(attributes);
  c.call('int sigfillset(void *set)')(all);
  c.call('int sigemptyset(void *set)')(none);
  c.call('int posix_spawnattr_setsigdefault(void *attributes, const void *set)')(attributes, all);
  c.call('int posix_spawnattr_setsigmask(void *attributes, const void *set)')(attributes, none);
  c.call('int posix_spawnattr_setflags(void *attributes, short flags)')(attributes, flags);
  return attributes;
}

/**
 * The exit code of a child of `spawnOnTerminal`, once; 128 + n after signal n. `undefined` while it
 * runs.
 */
export function exitOf(pid: number): number | undefined {
  const status = Buffer.alloc(4);
  const wait = libc()?.call('int waitpid(int pid, void *status, int options)');
  if (wait?.(pid, status, noHang) !== pid) return undefined;
  const word = status.readInt32LE(0);
  const signal = word & 0x7f;
  return signal === 0 ? (word >> 8) & 0xff : 128 + signal;
}
