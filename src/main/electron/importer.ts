import { fail } from '../../shared/failure.ts';
import type { Importer } from '../ipc/handlers/transfer.ts';
import type { Log } from '../log.ts';

/** The import, with Electron's own kind of child process under it; loaded when first asked for. */
export function importer(
  choose: { importFile(): Promise<string | undefined>; keyFile(): Promise<string | undefined> },
  _entry: string,
  _log: Log,
): Importer {
  return {
    chooseImport: choose.importFile,
    chooseKeyFile: choose.keyFile,
    inspect: async () => fail({ code: 'import-refused', reason: 'unknown-format' }),
    run: async () => fail({ code: 'import-refused', reason: 'unknown-format' }),
  };
}
