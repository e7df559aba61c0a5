import { join } from 'node:path';
import { type BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron';
import { withEnding } from './chosen.ts';

const vaults: FileFilter = { name: 'Holdfast vault', extensions: ['holdfast'] };
const all: FileFilter = { name: 'All files', extensions: ['*'] };
const imports: FileFilter = { name: 'KeePass, dotenv, JSON', extensions: ['kdbx', 'env', 'json'] };

/** The system's dialogs over our window; every one gives `undefined` when it is cancelled. */
export function choosers(window: () => BrowserWindow | undefined, documents: string) {
  // `dialog` is asked for its method each time: a test puts its own there.
  const open = async (options: OpenDialogOptions) => {
    const over = window();
    const asked: OpenDialogOptions = { properties: ['openFile', 'showHiddenFiles'], ...options };
    const { canceled, filePaths } = await (over
      ? dialog.showOpenDialog(over, asked)
      : dialog.showOpenDialog(asked));
    return canceled ? undefined : filePaths[0];
  };
  return {
    newVault: async (): Promise<string | undefined> => {
      const options = {
        title: 'Create a vault',
        defaultPath: join(documents, 'My vault.holdfast'),
        filters: [vaults],
        // A vault that exists is never overwritten: the answer to "replace?" would be a lie.
        properties: ['createDirectory' as const],
      };
      const over = window();
      const { canceled, filePath } = await (over
        ? dialog.showSaveDialog(over, options)
        : dialog.showSaveDialog(options));
      return canceled || !filePath ? undefined : withEnding(filePath);
    },
    existingVault: () => open({ title: 'Open a vault', filters: [vaults, all], defaultPath: documents }),
    importFile: () => open({ title: 'Import a file', filters: [imports, all] }),
    keyFile: () => open({ title: 'Choose the key file', filters: [all] }),
  };
}
