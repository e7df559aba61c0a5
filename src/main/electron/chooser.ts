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
import { words } from './words.ts';

// Asked for each time: the language may have changed.
const filter = (name: string, ...extensions: string[]): FileFilter => ({ name, extensions });
const text = words.choose;
const vaults = () => filter(text.vaults, 'holdfast');
const all = () => filter(text.all, '*');
const pdf = () => filter('PDF', 'pdf');
const jsonLines = () => filter(text.jsonLines, 'jsonl');
const imports = () => filter(text.imports, 'kdbx', 'env', 'json');

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
    const file = await save({ title, defaultPath: join(documents, name), filters: [vaults()] });
    return file && withEnding(file);
  };
  return {
    newVault: () => vault(text.newVault, text.newVaultName),
    restoredVault: () => vault(text.recovered, text.recoveredName),
    sheetsFile: (name: string) =>
      save({ title: text.sheetsFile, defaultPath: join(documents, name), filters: [pdf()] }),
    sheetsFolder: () =>
      open({
        title: text.sheetsFolder,
        defaultPath: documents,
        properties: ['openDirectory', 'createDirectory'],
      }),
    auditFile: (name: string, day: string) =>
      save({
        title: text.auditFile,
        defaultPath: join(documents, text.auditName(name, day)),
        filters: [jsonLines()],
      }),
    backupFolder: () => open({ title: text.backupFolder, properties: ['openDirectory', 'createDirectory'] }),
    backupFile: () => open({ title: text.backupFile, filters: [vaults(), all()] }),
    restoredBackup: () => vault(text.restored, text.restoredName),
    existingVault: () => open({ title: text.vault, filters: [vaults(), all()], defaultPath: documents }),
    importFile: () => open({ title: text.import, filters: [imports(), all()] }),
    keyFile: () => open({ title: text.keyFile, filters: [all()] }),
    newKeyFile: () => save({ title: text.newKeyFile, defaultPath: 'Holdfast.key', filters: [all()] }),
  };
}
