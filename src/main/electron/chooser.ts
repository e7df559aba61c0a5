import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BrowserWindow,
  dialog,
  type FileFilter,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { fileAt, type LocalKind, type Place, printPlace } from '../../shared/place.ts';
import { describe, type PlacePurpose } from '../../shared/place-form.ts';
import { withEnding } from './chosen.ts';
import { plainName } from './paper-names.ts';
import { underTheDesktop } from './traces.ts';
import { words } from './words.ts';

const importExtensions = [
  ...['kdbx', 'kdb', '1pux', '1pif', 'json', 'jsonl', 'csv', 'tsv', 'zip', 'xml', 'env', 'txt'],
  ...['2fas', 'aes', 'authpro', 'stratum', 'yaml', 'yml', 'pem', 'key', 'pub', 'ppk', 'png', 'jpg', 'jpeg'],
];

// Asked for each time: the language may have changed.
const filter = (name: string, ...extensions: string[]): FileFilter => ({ name, extensions });
const text = words.choose;
const vaults = () => filter(text.vaults, 'holdfast');
const all = () => filter(text.all, '*');
const pdf = () => filter('PDF', 'pdf');
const jsonLines = () => filter(text.jsonLines, 'jsonl');
const texts = () => filter(text.texts, 'txt');
const imports = () => filter(text.imports, ...importExtensions);

/** What the system's chooser is asked for to name a place of a kind. */
function asks(kind: LocalKind): 'file' | 'folder' {
  return describe(kind).fields.some((field) => field.asks === 'folder') ? 'folder' : 'file';
}

/** The system's dialogs over our window; every one gives `undefined` when it is cancelled. */
export function choosers(window: () => BrowserWindow | undefined, documents: string) {
  // `dialog` is asked for its method each time: a test puts its own there.
  const openAll = async (options: OpenDialogOptions) => {
    const over = window();
    const asked: OpenDialogOptions = { properties: ['openFile', 'showHiddenFiles'], ...options };
    const { canceled, filePaths } = await underTheDesktop(() =>
      over ? dialog.showOpenDialog(over, asked) : dialog.showOpenDialog(asked),
    );
    return canceled ? [] : filePaths;
  };
  const open = async (options: OpenDialogOptions): Promise<string | undefined> => (await openAll(options))[0];
  const save = async (options: SaveDialogOptions) => {
    const over = window();
    const asked: SaveDialogOptions = { properties: ['createDirectory'], ...options };
    const { canceled, filePath } = await underTheDesktop(() =>
      over ? dialog.showSaveDialog(over, asked) : dialog.showSaveDialog(asked),
    );
    return canceled || !filePath ? undefined : filePath;
  };
  // A vault that exists is never overwritten: the answer to "replace?" would be a lie.
  const newPlace = async (kind: LocalKind, { title, name }: { title: string; name: string }) => {
    const isFile = asks(kind) === 'file';
    const defaultPath = join(documents, isFile ? withEnding(name) : name);
    const path = await save({ title, defaultPath, ...(isFile && { filters: [vaults()] }) });
    return path === undefined ? undefined : { kind, location: isFile ? withEnding(path) : path };
  };
  const thereAlready = async (kind: LocalKind, file: OpenDialogOptions, title: string) => {
    const location =
      asks(kind) === 'file'
        ? await open({ ...file, filters: [vaults(), all()] })
        : await open({ title, properties: ['openDirectory', 'showHiddenFiles'] });
    return location === undefined ? undefined : { kind, location };
  };
  const place = async (kind: LocalKind, purpose: PlacePurpose): Promise<Place | undefined> => {
    switch (purpose) {
      case 'new':
        return newPlace(kind, { title: text.newVault, name: text.newVaultName });
      case 'restored':
        return newPlace(kind, { title: text.restored, name: text.restoredName });
      case 'recovered':
        return newPlace(kind, { title: text.recovered, name: text.recoveredName });
      case 'existing':
        return thereAlready(kind, { title: text.vault, defaultPath: documents }, text.vaultFolder);
      case 'backup':
        return thereAlready(kind, { title: text.backupFile }, text.copyFolder);
      case 'copy':
        return thereAlready(kind, { title: text.copyFile }, text.copyFolder);
    }
  };
  // The page names the place: the person says that it is theirs, out of reach of the page.
  const mayConnect = async (to: string) => {
    const { title, text: told, yes, no } = words.connect;
    const asked = {
      type: 'question' as const,
      message: title,
      detail: told(to),
      buttons: [yes, no],
      ...{ defaultId: 0, cancelId: 1, noLink: true },
    };
    const over = window();
    const { response } = await (over ? dialog.showMessageBox(over, asked) : dialog.showMessageBox(asked));
    return response === 0;
  };
  const freshPlace = async (): Promise<Place | undefined> => {
    if (!existsSync(documents)) return undefined;
    for (let n = 1; n < 100; n++) {
      const name = n === 1 ? text.newVaultName : `${text.newVaultName} ${n}`;
      const location = join(documents, withEnding(name));
      if (!existsSync(location)) return fileAt(location);
    }
    return undefined;
  };
  return {
    place,
    freshPlace,
    mayConnect: (to: Place) => mayConnect(printPlace(to)),
    mayConnectTo: mayConnect,
    sheetsFile: (name: string) =>
      save({ title: text.sheetsFile, defaultPath: join(documents, name), filters: [pdf()] }),
    rescueFile: (name: string) =>
      save({ title: text.rescueFile, defaultPath: join(documents, name), filters: [filter('HTML', 'html')] }),
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
    exportFile: (vault: string, day: string, extension: string) =>
      save({
        title: text.export,
        defaultPath: join(documents, `${text.exportName(vault, day)}${extension}`),
      }),
    fieldFile: (name: string) =>
      save({ title: text.fieldFile, defaultPath: join(documents, plainName(name)) }),
    backupFolder: () => open({ title: text.backupFolder, properties: ['openDirectory', 'createDirectory'] }),
    importFiles: () =>
      openAll({
        title: text.import,
        filters: [imports(), all()],
        properties: ['openFile', 'multiSelections', 'showHiddenFiles'],
      }),
    breachList: () => open({ title: text.breachList, filters: [texts(), all()] }),
    keyFile: () => open({ title: text.keyFile, filters: [all()] }),
    personFile: () => open({ title: text.personFile, filters: [texts(), all()] }),
    newPersonFile: (kind: 'invitation' | 'answer', name: string) =>
      save({
        title: text.newPersonFile[kind],
        defaultPath: join(documents, text.personName[kind](fileNameOf(name))),
        filters: [texts()],
      }),
    newKeyFile: () => save({ title: text.newKeyFile, defaultPath: 'Holdfast.key', filters: [all()] }),
  };
}

// A person's name may hold what no file system takes.
function fileNameOf(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} _-]/gu, '-').trim() || '-';
}
