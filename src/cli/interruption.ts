import { exit } from './exit.ts';
import type { Io } from './io.ts';

/** Signals to this process. */
export interface Interruption extends Pick<Io, 'signal' | 'takeSignals'> {
  /** The exit code of the signal that came; `undefined` when none did. */
  readonly code: () => number | undefined;
}

const ending = [
  ['SIGINT', exit.interrupted],
  ['SIGTERM', exit.terminated],
] as const;
/**
 * What a child is told of when its parent is told. SIGCHLD, SIGPIPE and what a fault raises are
 * each process's own.
 */
export const passedSignals = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGWINCH',
  'SIGTSTP',
  'SIGCONT',
] as const satisfies readonly NodeJS.Signals[];

/** Listens from now on: the first SIGINT or SIGTERM aborts, the second ends the process. */
export function interruption(): Interruption {
  const interrupt = new AbortController();
  let code: number | undefined;
  const own = ending.map(([signal, its]) => {
    const listener = () => {
      // The first lets the command end its commit and lock the vault; the second is a person who
      // cannot wait.
      if (code !== undefined) process.exit(its);
      code = its;
      interrupt.abort();
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return {
    signal: interrupt.signal,
    code: () => code,
    takeSignals: (listener) => {
      for (const signal of process.platform === 'win32' ? (['SIGINT', 'SIGHUP'] as const) : passedSignals)
        process.on(signal, () => listener(signal));
      for (const stop of own) stop();
    },
  };
}
