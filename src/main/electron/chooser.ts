import { join } from 'node:path';
import {
  type BrowserWindow,
  dialog,
  type FileFilter,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { withEnding } from './chosen.ts';
import { underTheDesktop } from './traces.ts';

const vaults: FileFilter = { name: 'Holdfast vault', extensions: ['holdfast'] };
const all: FileFilter = { name: 'All files', extensions: ['*'] };
const pdf: FileFilter = { name: 'PDF', extensions: ['pdf'] };
const jsonLines: FileFilter = { name: 'JSON lines', extensions: ['jsonl'] };
const imports: FileFilter = { name: 'KeePass, dotenv, JSON', extensions: ['kdbx', 'env', 'json'] };

/** The system's dialogs over our window; every one gives `undefined` when it is cancelled. */
export function choosers(window: () => BrowserWindow | undefined, documents: string) {
  // `dialog` is asked for its method each time: a test puts its own there.
  const open = async (options: OpenDialogOptions) => {
    const over = window();
    const asked: OpenDialogOptions = { properties: ['openFile', 'showHiddenFiles'], ...options };
    const { canceled, filePaths } = await underTheDesktop(() =>
      over ? dialog.showOpenDialog(over, asked) : dialog.showOpenDialog(asked),
    );
    return canceled ? undefined : filePaths[0];
  };
  const save = async (options: SaveDialogOptions) => {
    const over = window();
    const asked: SaveDialogOptions = { properties: ['createDirectory'], ...options };
    const { canceled, filePath } = await underTheDesktop(() =>
      over ? dialog.showSaveDialog(over, asked) : dialog.showSaveDialog(asked),
    );
    return canceled || !filePath ? undefined : filePath;
  };
  // A vault that exists is never overwritten: the answer to "replace?" would be a lie.
  const vault = async (title: string, name: string) => {
    const file = await save({ title, defaultPath: join(documents, name), filters: [vaults] });
    return file && withEnding(file);
  };
  return {
    newVault: () => vault('Create a vault', 'My vault.holdfast'),
    restoredVault: () => vault('Where the recovered vault is to lie', 'Recovered vault.holdfast'),
    sheetsFile: (name: string) =>
      save({ title: 'Save the sheets', defaultPath: join(documents, name), filters: [pdf] }),
    sheetsFolder: () =>
      open({
        title: 'A folder for the sheets',
        defaultPath: documents,
        properties: ['openDirectory', 'createDirectory'],
      }),
    auditFile: (name: string) =>
      save({ title: 'Export the audit', defaultPath: join(documents, name), filters: [jsonLines] }),
    backupFolder: () =>
      open({ title: 'A folder for backups', properties: ['openDirectory', 'createDirectory'] }),
    backupFile: () => open({ title: 'Choose a backup', filters: [vaults, all] }),
    restoredBackup: () => vault('Where the restored vault is to lie', 'Restored vault.holdfast'),
    existingVault: () => open({ title: 'Open a vault', filters: [vaults, all], defaultPath: documents }),
    importFile: () => open({ title: 'Import a file', filters: [imports, all] }),
    keyFile: () => open({ title: 'Choose the key file', filters: [all] }),
    newKeyFile: () => save({ title: 'Make a key file', defaultPath: 'Holdfast.key', filters: [all] }),
  };
}
