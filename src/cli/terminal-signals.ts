import { constants } from 'node:os';

/** A terminal whose settings are changed for a while. */
export interface Changed {
  /** Puts the settings back. */
  readonly leave: () => void;
  /** Changes them again, after a stop. */
  readonly enter?: () => void;
}

/** Signals that end a process unless it listens, and that no command of ours listens to for itself. Node, as it is
 *  started, does nothing at SIGUSR1. */
const ending = [
  ...['SIGHUP', 'SIGQUIT', 'SIGALRM', 'SIGUSR2', 'SIGVTALRM', 'SIGPROF', 'SIGXCPU', 'SIGXFSZ'],
  ...['SIGIO', 'SIGPWR', 'SIGSYS', 'SIGTRAP', 'SIGABRT', 'SIGSTKFLT'],
].filter((name): name is NodeJS.Signals => name in constants.signals);

/**
 * Until the returned function is called, a signal that ends or stops this process finds the
 * terminal as it was. `others`: signals that somebody else answers.
 */
export function guardTerminal({ leave, enter }: Changed, others: readonly NodeJS.Signals[] = []): () => void {
  const heard: [NodeJS.Signals, () => void][] = [];
  const on = (signal: NodeJS.Signals, listener: () => void) => {
    if (others.includes(signal)) return;
    process.on(signal, listener);
    heard.push([signal, listener]);
  };
  const release = () => {
    for (const [signal, listener] of heard.splice(0)) process.off(signal, listener);
  };
  if (process.platform === 'win32') return release;
  for (const signal of ending)
    on(signal, () => {
      leave();
      release();
      // Nobody listens any more: now it does what it does.
      process.kill(process.pid, signal);
    });
  if (enter === undefined) return release;
  on('SIGTSTP', () => {
    leave();
    process.kill(process.pid, 'SIGSTOP');
  });
  on('SIGCONT', enter);
  return release;
}
