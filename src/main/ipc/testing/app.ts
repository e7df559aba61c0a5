import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract, type Events, events, type Reply } from '../../../shared/contract.ts';
import { fileAt, type LocalKind } from '../../../shared/place.ts';
import type { PlacePurpose } from '../../../shared/place-form.ts';
import { defaultPreferences, type Preferences } from '../../../shared/preferences.ts';
import { encodeSheetText } from '../../../shared/sheets/sheet-text.ts';
import { backupParts } from '../../app/backups/parts.ts';
import { CredentialBook } from '../../app/credentials.ts';
import { GlobalKeys, type Grabbed } from '../../app/global-keys.ts';
import { OpenedFiles } from '../../app/opened-files.ts';
import { programs } from '../../app/programs.ts';
import type { QuickParts } from '../../app/quick-unlock/means.ts';
import { QuickUnlock } from '../../app/quick-unlock/quick-unlock.ts';
import { quickPartsForTest } from '../../app/quick-unlock/testing/parts.ts';
import type { Recent } from '../../app/recents.ts';
import type { Papers } from '../../app/recovery/papers.ts';
import { RecoverySession } from '../../app/recovery/recovery-session.ts';
import type { PictureReader } from '../../app/recovery/sheet-collection.ts';
import { SecurityKeySetup } from '../../app/security-key-setup.ts';
import type { Session } from '../../app/session.ts';
import { kdf, sessionForTest } from '../../app/testing/session.ts';
import { Work } from '../../app/work.ts';
import { MachineNotes, notesFile } from '../../backups/notes.ts';
import type { Plans } from '../../backups/plan.ts';
import { readHere } from '../../drill/read-here.ts';
import { ChosenFiles } from '../../electron/chosen.ts';
import { columnsOf } from '../../import/csv/table-columns.ts';
import { detectFile } from '../../import/detect.ts';
import { forkParser } from '../../import/fork.ts';
import { importFiles } from '../../import/import.ts';
import { FakeKeys } from '../../keyslots/testing/fake-keys.ts';
import { noLog } from '../../log.ts';
import { codeOf } from '../../recovery/code.ts';
import type { Letter } from '../../recovery/letter.ts';
import { forkReader } from '../../recovery/read/fork.ts';
import { drawPage, type RunReader, readPicture } from '../../recovery/read/reader.ts';
import type { Sheet } from '../../recovery/sheet.ts';
import { equip } from '../../store/transport.ts';
import { Drafts } from '../../vault/drafts.ts';
import { allHandlers } from '../all-handlers.ts';
import { dispatcher } from '../dispatch.ts';
import type { Importer } from '../handlers/transfer.ts';
import { ourOrigin } from '../sender.ts';

const choosers = [
  ...([
    'fieldFile',
    'keyFile',
    'newKeyFile',
    'backupFolder',
    'importFile',
    'exportFile',
    'breachList',
    'auditFile',
    'sheetsFolder',
  ] as const),
  ...(['fresh', 'personFile', 'newPersonFile'] as const),
];
type Chooser = (typeof choosers)[number];

export interface TestAppOptions {
  /** A folder of the test's own: vaults, notes and drafts lie there. */
  readonly folder: string;
  /** Where vaults lie; missing: in memory. */
  readonly store?: 'memory' | 'sqlite';
  readonly now?: () => number;
  /** A clock that nobody sets back; missing: `now`. */
  readonly steady?: () => number;
  /** Hears what main tells the window. */
  readonly tell?: (event: keyof Events, payload: unknown) => void;
}

/** The app without Electron: every handler that the window calls, over a real session. */
export interface TestApp {
  readonly session: Session;
  /** What is chosen in the system's choosers from now on; a missing one is cancelled. */
  readonly choices: Partial<Record<Chooser | PlacePurpose, string>>;
  /** Files that are chosen together with `importFile`. */
  alsoImported: readonly string[];
  /** Answers one message of the window as the app does. */
  readonly ask: (channel: string, input: unknown) => Promise<Reply<unknown>>;
  /** What the app met that it did not foresee. */
  readonly faults: unknown[];
  /** Whether the person lets it connect to a server that the page names. */
  connects: boolean;
  /** What was copied last. */
  copied: string;
  /** What the browser was told to open. */
  readonly opened: string[];
  /** The copy of a file that was handed to the system last, and whether a program takes it. */
  handed: string | undefined;
  opens: boolean;
  /** What the small window asked for: `closed`, `window`, or the path of a secret. */
  readonly quick: string[];
  /** What the desktop gives when it is asked for keys that work everywhere. */
  gives: Grabbed;
  /** What the system has for quick unlock. */
  quickParts: QuickParts;
  /** The security keys that are connected. */
  readonly securityKeys: FakeKeys;
  /** What was printed last. */
  printed: readonly Sheet[];
  /** The letters that were printed or saved. */
  readonly letters: Letter[];
}

const us = { origin: ourOrigin, mainFrame: true, ourWindow: true };

/** All that the window calls, as in the app; what Electron is asked for there is played here. */
export function testApp(options: TestAppOptions): TestApp {
  const { folder, store = 'memory', now = Date.now } = options;
  const env = { HOME: folder, XDG_RUNTIME_DIR: folder };
  const tell = <E extends keyof Events>(event: E, payload: unknown) =>
    options.tell?.(event, events[event].parse(payload));
  const recents = kept<readonly Recent[]>([]);
  const plans = kept<Plans>({});
  const preferred = kept(defaultPreferences, (wanted) => tell('preferences', wanted));
  const preferences = {
    get: preferred.get,
    set: (wanted: Partial<Preferences>) => preferred.set({ ...preferred.get(), ...wanted }),
  };
  const atLogin = kept(false);
  const clients = programs({
    session: () => session,
    tell,
    ...{ log: noLog, env, platform: process.platform, version: '0' },
    drill: (sheets, gone) => recovery.drill.forProgram(sheets, gone),
  });
  const quickUnlock = new QuickUnlock({
    parts: async () => app.quickParts,
    note: async () => new Drafts(join(folder, 'drafts'), 'quick-unlock'),
    ...{ now, steady: options.steady ?? now, cost: kdf },
    ended: () => session.quickUnlockEnded(),
  });
  const session = sessionForTest({
    ...{ store, now, recents, quickUnlock },
    securityKeys: async () => app.securityKeys,
    changed: (state) => {
      tell('state', state);
      clients.follow(state);
    },
    written: () => tell('changed', { changes: session.changes }),
    resealing: (keys) => tell('keys', keys),
    fetching: (done, total) => tell('fetchProgress', { done, total }),
    autoLockMinutes: () => preferences.get().autoLockMinutes,
    aside: () => {
      clients.locking();
      recovery.forget();
    },
    locking: (reason) => {
      setup.forget();
      opened.clear();
      if (reason !== 'mending' && !session.isAnyOpen) credentials.locked();
      clients.locking();
      recovery.forget();
    },
  });
  const touch = () => tell('touchKey', undefined);
  const setup = new SecurityKeySetup({ session, keys: async () => app.securityKeys, touch });
  const app: TestApp = {
    session,
    choices: {},
    alsoImported: [],
    ask,
    faults: [],
    connects: true,
    copied: '',
    opened: [],
    handed: undefined,
    opens: true,
    quick: [],
    gives: { state: 'on' },
    quickParts: quickPartsForTest(),
    securityKeys: new FakeKeys(),
    printed: [],
    letters: [],
  };
  const grabber = { grab: async () => app.gives, release: async () => undefined };
  const globalKeys = new GlobalKeys(
    async () => grabber,
    () => undefined,
  );
  const read = forkReader(beside('../../recovery/read/process.ts'));
  const recovery = new RecoverySession({
    session,
    papers: papersFor(app),
    reader: readerAt(read),
    clipboard: async () => ({ text: app.copied }),
    camera: () => undefined,
    progress: (done, total) => tell('sheetProgress', { done, total }),
    drill: {
      ...{ plans, read: readHere, page: () => undefined },
      notes: new MachineNotes(notesFile(env, process.platform)),
      progress: (done, total) => tell('drillProgress', { done, total }),
    },
  });
  const parts = backupParts({ session, plans, env, platform: process.platform, log: noLog, tell });
  const credentials = new CredentialBook(() => undefined, kept({}));
  equip({ given: (location) => credentials.of(location) });
  const chosen = new ChosenFiles(() => recents.get().map(({ place }) => place));
  const files = Object.fromEntries(choosers.map((name) => [name, async () => app.choices[name]])) as Record<
    Chooser,
    () => Promise<string | undefined>
  >;
  const choose = {
    ...files,
    mayConnect: async () => app.connects,
    freshPlace: async () => {
      const { fresh } = app.choices;
      return fresh === undefined ? undefined : fileAt(fresh);
    },
    place: async (kind: LocalKind, purpose: PlacePurpose) => {
      const location = app.choices[purpose];
      return location === undefined ? undefined : { kind, location };
    },
  };
  const copy = (value: string) => {
    app.copied = value;
    return preferences.get().clipboardSeconds;
  };
  const notes = async () => new MachineNotes(notesFile(env, process.platform));
  const opened = new OpenedFiles({
    folder: join(folder, 'opened'),
    show: async (file) => {
      app.handed = file;
      return app.opens;
    },
  });
  const handlers = allHandlers({
    ...{ session, preferences, tell, chosen, credentials, plans, notes, opened },
    choose: { ...choose, newPersonFile: async () => app.choices.newPersonFile },
    sealed: async (kind) => new Drafts(join(folder, 'drafts'), kind),
    work: new Work(),
    app: {
      about: { version: '0.1.0', electron: '0', logFile: '/log/holdfast.log', hidesFromCapture: true },
      loginStart: atLogin,
      showLog: () => undefined,
      licences: async () => 'Holdfast\n\nMIT License\n',
      showReleases: async () => undefined,
      active: () => undefined,
      marked: async () => undefined,
    },
    copy,
    copyText: async (text) => void copy(text),
    openAddress: async (address) => void app.opened.push(address),
    drawPage: (pdf) => drawPage(pdf, read),
    pictures: {
      reader: async () => readerAt(read),
      camera: () => undefined,
      clipboard: async () => ({ text: app.copied }),
    },
    importer: { ...importerFor(choose, () => app.alsoImported), mayConnect: choose.mayConnect },
    programs: clients,
    quick: {
      globalKeys,
      close: () => void app.quick.push('closed'),
      showWindow: (path) => void app.quick.push(path ?? 'window'),
    },
    securityKeys: { setup, touch },
    quickUnlock: { quickUnlock, parts: async () => app.quickParts },
    backups: async () => parts,
    recovery: async () => recovery,
  });
  const dispatch = dispatcher(contract, handlers, {
    report: (error) => `fault ${app.faults.push(error)}`,
    refused: (failure) => session.noteFailure(failure),
    during: (work) => session.during(work),
  });
  async function ask(channel: string, input: unknown): Promise<Reply<unknown>> {
    return dispatch(channel, us, [input]);
  }
  return app;
}

function kept<T>(first: T, changed: (value: T) => void = () => undefined) {
  let value = first;
  return {
    get: () => value,
    set: (next: T) => {
      value = next;
      changed(next);
    },
  };
}

// Nothing is drawn without Chromium: the codes are the sheets' own, paper is what was given last.
function papersFor(app: TestApp): Papers {
  const put = (sheets: readonly Sheet[]) => {
    app.printed = sheets;
  };
  return {
    proof: async (sheets, _, progress) => progress(sheets.length, sheets.length),
    code: (sheet) =>
      codeOf(encodeSheetText(sheet)).map((row) => row.map((dark) => (dark ? '#' : '.')).join('')),
    letter: async (letter, _, as) => {
      app.letters.push(letter);
      return as === 'pdf' ? { file: 'letter.pdf' } : {};
    },
    rescue: async () => ({ folder: 'Documents', file: 'rescue.html' }),
    print: async (sheets) => {
      put(sheets);
      return true;
    },
    save: async (sheets) => {
      put(sheets);
      return { folder: 'Documents', files: sheets.map(({ sheet }) => `${sheet}.pdf`) };
    },
  };
}

function readerAt(run: RunReader): PictureReader {
  return {
    picture: (bytes) => readPicture(bytes, run),
    frame: async () => [],
    rest: () => undefined,
  };
}

function importerFor(
  choose: Record<'importFile' | 'keyFile', () => Promise<string | undefined>>,
  others: () => readonly string[],
): Omit<Importer, 'mayConnect'> {
  return {
    chooseImport: async () => {
      const file = await choose.importFile();
      return file === undefined ? [] : [file, ...others()];
    },
    chooseKeyFile: choose.keyFile,
    inspect: detectFile,
    columns: ({ file, ...asked }) => columnsOf(file, asked),
    run: (vault, requests, options) =>
      importFiles(vault, requests, forkParser(beside('../../import/process.ts')), options),
  };
}

function beside(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
