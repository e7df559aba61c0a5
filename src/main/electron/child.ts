import { utilityProcess } from 'electron';
import type { Channel } from '../child/channel.ts';

/** What is started, and what it may take. */
export interface UtilityOptions {
  /** The built script. */
  readonly script: string;
  /** Of heap. */
  readonly megabytes: number;
  /** As the system's list of processes shows it. */
  readonly name: string;
}

/** A process of Electron's own kind without our environment, terminal or keys. */
export function startChild({ script, megabytes, name }: UtilityOptions): Channel {
  const child = utilityProcess.fork(script, [], {
    execArgv: [`--max-old-space-size=${megabytes}`],
    env: {},
    stdio: 'ignore',
    serviceName: name,
  });
  let over = false;
  return {
    post: (message) => {
      if (!over) child.postMessage(message);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.once('exit', () => {
        over = true;
        listener();
      });
    },
    kill: () => {
      const { pid } = child;
      // Electron's own kill asks politely; a parser in an endless loop does not listen.
      if (pid === undefined) child.kill();
      else if (!over) killNow(pid);
    },
  };
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago.
  }
}
