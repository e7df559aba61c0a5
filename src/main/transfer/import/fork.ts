import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parserHeap, type RunParser } from './channel.ts';

/**
 * A parser as a child of this program. `script` is the built `import-process.js`, which lies beside every chunk. It
 * gets no environment, no terminal and no argument: nothing but what is posted to it.
 */
export function forkParser(
  script: string = fileURLToPath(new URL('./import-process.js', import.meta.url)),
): RunParser {
  return () => {
    const child = fork(script, [], {
      execArgv: [`--max-old-space-size=${parserHeap}`],
      // Electron's binary is a plain Node only when told so.
      env: process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
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
  };
}
