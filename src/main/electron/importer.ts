import { utilityProcess } from 'electron';
import type { Importer } from '../ipc/handlers/transfer.ts';
import type { Log } from '../log.ts';
import type { Channel } from '../transfer/import/channel.ts';

/** Where an import's files come from, and the built parser that reads them. */
export interface ImporterDeps {
  readonly choose: { importFile(): Promise<string | undefined>; keyFile(): Promise<string | undefined> };
  /** `import-process.js`. */
  readonly script: string;
  readonly log: Log;
}

/** The import, with Electron's own kind of child process under it. Its code is loaded when first asked for. */
export function importer({ choose, script, log }: ImporterDeps): Importer {
  return {
    chooseImport: choose.importFile,
    chooseKeyFile: choose.keyFile,
    inspect: async (file) => {
      const { detectFile, needsPassword } = await import('../transfer/import/detect.ts');
      const format = await detectFile(file);
      return { format, needsPassword: needsPassword(format) };
    },
    run: async (vault, request, options) => {
      const [{ importFile }, { parserHeap }] = await Promise.all([
        import('../transfer/import/import.ts'),
        import('../transfer/import/channel.ts'),
      ]);
      const start = performance.now();
      const report = await importFile(vault, request, () => startParser(script, parserHeap), options);
      const { read, created, skipped, failed } = report;
      const milliseconds = Math.round(performance.now() - start);
      log.info('import.done', {
        read,
        created,
        skipped: skipped.length,
        failed: failed.length,
        milliseconds,
      });
      return report;
    },
  };
}

/** A parser in a process without our environment, terminal or keys. */
function startParser(script: string, heap: number): Channel {
  const child = utilityProcess.fork(script, [], {
    execArgv: [`--max-old-space-size=${heap}`],
    env: {},
    stdio: 'ignore',
    serviceName: 'Holdfast import',
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
