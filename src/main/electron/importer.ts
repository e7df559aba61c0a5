import type { Importer } from '../ipc/handlers/transfer.ts';
import type { Log } from '../log.ts';
import { startChild } from './child.ts';

/** Where an import's files come from, and the built parser that reads them. */
export interface ImporterDeps {
  readonly choose: {
    importFiles(): Promise<readonly string[]>;
    keyFile(): Promise<string | undefined>;
    mayConnectTo(address: string): Promise<boolean>;
  };
  /** `import-process.js`. */
  readonly script: string;
  readonly log: Log;
}

/**
 * The import, with Electron's own kind of child process under it. Its code is loaded when first
 * asked for.
 */
export function importer({ choose, script, log }: ImporterDeps): Importer {
  return {
    chooseImport: choose.importFiles,
    chooseKeyFile: choose.keyFile,
    mayConnect: choose.mayConnectTo,
    inspect: async (file) => {
      const { detectFile } = await import('../import/detect.ts');
      return detectFile(file);
    },
    columns: async ({ file, ...asked }) => {
      const { columnsOf } = await import('../import/csv/table-columns.ts');
      return columnsOf(file, asked);
    },
    run: async (vault, requests, options) => {
      const [{ importFile, importFiles }, { parserHeap }] = await Promise.all([
        import('../import/import.ts'),
        import('../import/channel.ts'),
      ]);
      const start = () => startChild({ script, megabytes: parserHeap, name: 'Holdfast import' });
      const began = performance.now();
      const [request, ...others] = requests;
      const report = await (request !== undefined && others.length === 0
        ? importFile(vault, request, start, options)
        : importFiles(vault, requests, start, options));
      const { read, created, skipped, failed } = report;
      const milliseconds = Math.round(performance.now() - began);
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
