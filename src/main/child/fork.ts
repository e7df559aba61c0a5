import { fork } from 'node:child_process';
import type { Channel, ChildOptions } from './channel.ts';

// SIGUSR1 would open a debugger on it. Older versions of Node have no such switch.
const undebugged = ['--disable-sigusr1'].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag));

/**
 * Starts a built script as a child of this program. It gets no environment, no terminal and no
 * argument: nothing but what is posted to it.
 */
export function forkChild(script: string, { megabytes, bytes = false, flags = [] }: ChildOptions): Channel {
  const child = fork(script, [], {
    // A small nursery: V8's own of 16 MiB and more is never given back, and a child sends on what
    // it makes.
    execArgv: [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=4', ...undebugged, ...flags],
    // Electron's binary is a plain Node only when told so.
    env: process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: bytes ? 'advanced' : 'json',
  });
  return {
    // A child that is gone says so by its exit.
    post: (message) => void (child.connected && child.send(message as object, () => {})),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      let over = false;
      const end = () => {
        if (!over) listener();
        over = true;
      };
      child.once('error', end);
      // After the last message, unlike `exit`.
      child.once('close', end);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
