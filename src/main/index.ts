import { once } from 'node:events';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  type Event,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  session,
  shell,
} from 'electron';
import { contract, type Events, type Handlers, type State } from '../shared/contract.ts';
import { isPlaceKind, localKinds } from '../shared/place.ts';
import { shortcutOf } from '../shared/shortcuts.ts';
import { takeOutcomes } from './app/backups/backup-audit.ts';
import type { BackupParts } from './app/backups/parts.ts';
import { trackBusy } from './app/busy-handlers.ts';
import { type Core, loadCore } from './app/core.ts';
import { CredentialBook } from './app/credentials.ts';
import { GlobalKeys, type Grabber } from './app/global-keys.ts';
import { Later } from './app/later.ts';
import { machineMemory } from './app/memory.ts';
import { OneAtATime } from './app/one-at-a-time.ts';
import { OpenedFiles } from './app/opened-files.ts';
import { programs } from './app/programs.ts';
import { QuickUnlock } from './app/quick-unlock/quick-unlock.ts';
import { recentsFrom, recentsTo } from './app/recents.ts';
import type { RecoverySession } from './app/recovery/recovery-session.ts';
import { SecurityKeySetup } from './app/security-key-setup.ts';
import { Session } from './app/session.ts';
import { keepReplicasIn } from './backend/replica-folder.ts';
import type { PlanStore } from './backups/plan.ts';
import { attract } from './electron/attention.ts';
import { AutoLock } from './electron/auto-lock.ts';
import { Background, tendBackground } from './electron/background.ts';
import { markedBoard, systemBoard } from './electron/board.ts';
import { built } from './electron/built.ts';
import { hidesFromCapture } from './electron/capture.ts';
import { choosers } from './electron/chooser.ts';
import { ChosenFiles } from './electron/chosen.ts';
import { ClipboardGuard, keyedDigest } from './electron/clipboard.ts';
import { Crashes } from './electron/crash.ts';
import { guardContents } from './electron/guard.ts';
import { IdleClock } from './electron/idle.ts';
import { importer } from './electron/importer.ts';
import { keptCredentials, systemKeychain } from './electron/keychain.ts';
import { type Named, quick as quickStart, vaultIn } from './electron/launch.ts';
import { focus, mayStart, tendLifecycle } from './electron/lifecycle.ts';
import { loginStart } from './electron/login-start.ts';
import { closeNewSessions, closeSession, silenceChromium } from './electron/network.ts';
import { Notices } from './electron/notices.ts';
import { drawFirstPage, onClipboard, Pictures } from './electron/pictures.ts';
import { AppliedPreferences } from './electron/preferences.ts';
import { registerScheme, servePages } from './electron/protocol.ts';
import { QuickWindow } from './electron/quick-window.ts';
import { Renewal, renews } from './electron/renewal.ts';
import { reporter } from './electron/reporter.ts';
import { isTestRuntime, runtimeNotices } from './electron/runtime.ts';
import { SelectionGuard } from './electron/selection.ts';
import { serviceTransport } from './electron/service-network.ts';
import { openSettings } from './electron/settings.ts';
import { TrayIcon } from './electron/tray.ts';
import { watchPower } from './electron/watch-power.ts';
import { openWindow } from './electron/window.ts';
import { language, speak, wantedLanguage, words } from './electron/words.ts';
import { allHandlers } from './ipc/all-handlers.ts';
import { channels, dispatcher } from './ipc/dispatch.ts';
import { emit, serve } from './ipc/serve.ts';
import type { SecurityKeys } from './keyslots/security-key.ts';
import { openLog } from './log.ts';
import { devicesFolder, openedFolder, replicasFolder } from './state-folder.ts';
import { whenSettled } from './store/beside.ts';
import { keepDevicesIn } from './store/folder/device-notes.ts';
import { equip } from './store/transport.ts';

// The composition root: builds everything and joins it. What the unlock screen does not need is
// loaded later.
const home = 'holdfast://app/';
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const log = openLog({ folder: app.getPath('logs') });
keepReplicasIn(replicasFolder(process.env, process.platform));
keepDevicesIn(devicesFolder(process.env, process.platform));
const settings = openSettings(app.getPath('userData'), log);
let window: BrowserWindow | undefined;
const tell = <E extends keyof Events>(event: E, payload: unknown) => {
  emit(window?.webContents, event, payload);
  quick.tell(event, payload);
};

const preferences = new AppliedPreferences({
  settings,
  window: () => window,
  platform: () => process.platform,
  changed: (wanted, before) => {
    tell('preferences', wanted);
    tray.turn(wanted.onClose === 'stay');
    const keys = [wanted, before].map(({ shortcuts }) => shortcutOf('lock', shortcuts));
    void followLanguage().then((isOther) => (isOther || keys[0] === keys[1] ? undefined : drawMenu()));
  },
});
const selectionGuard = new SelectionGuard(
  () => markedBoard(process.platform),
  () => performance.now(),
);
const clipboardGuard = new ClipboardGuard(
  () => systemBoard(process.platform),
  () => {
    void selectionGuard.clear();
    tell('clipboardCleared', undefined);
  },
);
const credentials = new CredentialBook(systemKeychain, keptCredentials(app.getPath('userData')));
const work = {
  imports: new OneAtATime(),
  exports: new OneAtATime(),
  repairs: new OneAtATime(),
  healthChecks: new OneAtATime(),
};
const clients = programs({
  session: () => vaultSession,
  tell: (event, waiting, waiters) => {
    tell(event, waiting);
    attract(window, waiting.length > 0);
    notices.tell(event === 'requests' ? 'asks' : 'waits', waiters);
    waitingFor = { ...waitingFor, [event]: waiting.length };
    tray.tell({ waiting: waitingFor.requests + waitingFor.unlockWanted });
  },
  log,
  env: process.env,
  platform: process.platform,
  version: app.getVersion(),
  drill: async (sheets, gone) => (await recovery.get()).drill.forProgram(sheets, gone),
});
const show = () => focus(window);
const notices = new Notices({ isLookedAt: () => window?.isFocused() ?? false, show });
let waitingFor = { requests: 0, unlockWanted: 0 };
const tray = new TrayIcon({
  show,
  search: () => void searchQuickly(),
  lock: () => void vaultSession.lock('asked'),
  quit: () => {
    // What is asked then is asked in the window.
    if (vaultSession.unsent > 0) show();
    app.quit();
  },
});
const background = new Background({
  window: () => window,
  onClose: () => preferences.get().onClose,
  remember: (onClose) => preferences.set({ onClose }),
  hasVault: () => vaultSession.chosen !== undefined || vaultSession.isAnyOpen,
  quit: () => app.quit(),
});
// Without "persist:" in its name a session lives in memory: Chromium writes no cache and no storage.
const pages = () => session.fromPartition('holdfast');
const { preload } = built;
const quick = new QuickWindow({
  ...{ session: pages, preload, home },
  zoom: () => preferences.get().zoom,
  apply: (small) => preferences.apply(small),
  isOpen: () => vaultSession.isOpen,
});
const globalKeys = new GlobalKeys(keyGrabber, () => void searchQuickly());
const pictures = new Pictures(home, () => window?.webContents);
let keyPortal: Grabber | undefined;
const recovery = new Later(openRecovery);
const backups = new Later(openBackups);
let holdEnd: (event: Event) => void = () => undefined;
const idle = new IdleClock({
  minutes: () => preferences.get().autoLockMinutes,
  now: () => Date.now(),
  steady: () => performance.now(),
  systemIdle: () => (app.isReady() ? powerMonitor.getSystemIdleTime() : 0),
});
let drawMenu: () => Promise<void> = async () => undefined;
let isAtWork = () => false;
let hasSheets = () => false;
const autoLock = new AutoLock({
  clock: idle,
  now: () => performance.now(),
  isOpen: () => vaultSession.isAnyOpen,
  locksOn: (reason) =>
    reason === 'minimized' ? preferences.get().lockOnMinimize : preferences.get().lockOnSleep,
  holds: () => (isAtWork() ? 'work' : hasSheets() ? 'sheets' : undefined),
  lock: (reason) => void vaultSession.lock(reason),
  warn: (seconds) => tell('locksSoon', { seconds }),
});
const store = process.env['HOLDFAST_STORE'] ?? settings.contents.store?.type;
const openedFiles = new OpenedFiles({
  folder: openedFolder(process.env, process.platform) ?? join(app.getPath('userData'), 'opened'),
  show: async (copy) => (await import('./electron/outside.ts')).openCopy(copy),
});
const plans: PlanStore = {
  get: () => settings.contents.backups ?? {},
  set: (all) => settings.update({ backups: { ...all } }),
};
const quickParts = new Later(async () =>
  (await import('./electron/quick-parts.ts')).quickParts(process.platform, process.env),
);
const quickUnlock = new QuickUnlock({
  parts: quickParts.get,
  note: () => sealedNotes('quick-unlock'),
  now: () => Date.now(),
  steady: () => performance.now(),
  ended: () => vaultSession.quickUnlockEnded(),
});
const securityKeys = new Later<SecurityKeys>(
  async () => new (await import('./native/security-keys.ts')).Fido2Keys(),
);
const vaultSession = new Session({
  core: loadKeys,
  securityKeys: securityKeys.get,
  quickUnlock,
  ...(store !== undefined && { store }),
  notices: runtimeNotices(process.env, process.versions.electron, (name) => app.commandLine.hasSwitch(name)),
  recents: {
    get: () => recents(),
    set: (recents) => settings.update({ recents: recentsTo(recents) }),
  },
  log,
  now: () => Date.now(),
  changed: (state) => {
    if (state.vault === 'open') autoLock.active();
    tray.tell(trayStateOf(state));
    tell('state', state);
    clients.follow(state);
    // From the first open vault on: what is due is looked for, and a lock gives an occasion.
    if (state.vault === 'open' || backups.isAskedFor)
      void backups.get().then(({ scheduler }) => scheduler.follow(state));
  },
  written: () => tell('changed', { changes: vaultSession.changes }),
  offered: (place, name) => tell('offered', { place, name }),
  memory: machineMemory(process.env, process.platform),
  outcomes: ({ id }) => takeOutcomes(plans, id, Date.now()),
  resealing: (keys) => tell('keys', keys),
  fetching: (done, total) => tell('fetchProgress', { done, total }),
  autoLockMinutes: () => preferences.get().autoLockMinutes,
  aside: turnAside,
  stored: () => settings.update({ store: { type: localKinds[0] } }),
  locking: (reason) => {
    quick.end();
    if (renews(reason)) void renewal.renew();
    // Where the vault goes on at once, or at another place, they are wanted there.
    if (reason !== 'mending' && !vaultSession.isAnyOpen) credentials.locked();
    for (const one of Object.values(work)) one.cancel();
    clients.locking();
    openedFiles.clear();
    securityKeySetup.forget();
    void clipboardGuard.clear();
    void selectionGuard.clear();
    void recovery.ifAskedFor((session) => session.forget());
    pictures.endFilm();
    void backups.ifAskedFor(({ scheduler, browser, files }) => {
      scheduler.locking();
      browser.close();
      files.cancelVerify();
    });
  },
});
const securityKeySetup = new SecurityKeySetup({
  session: vaultSession,
  keys: securityKeys.get,
  touch: touchKey,
});
// What belongs to the vault in front ends with its turn: nothing of it is asked or shown beside
// another one.
function turnAside(): void {
  clients.locking();
  void recovery.ifAskedFor((session) => session.forget());
  pictures.endFilm();
  void backups.ifAskedFor(({ browser, files }) => {
    browser.close();
    files.cancelVerify();
  });
}
whenSettled((settled) => vaultSession.noteSettled(settled));
const renewal = new Renewal({
  contents: () => window?.webContents,
  home,
  empty: () => tell('leaving', undefined),
  renewed: () => void forget(),
});
const recents = () => recentsFrom(settings.contents.recents ?? []);
const chosen = new ChosenFiles(() =>
  recents().flatMap(({ place, keyFile }) => (keyFile === undefined ? [place] : [place, keyFile])),
);
const crashes = new Crashes({
  log,
  home,
  window: () => window,
  lock: () => void vaultSession.lock('crash').catch(() => undefined),
});

const asksQuickly = process.argv.includes(quickStart);
const named = vaultIn(process.argv, process.cwd(), app.isPackaged);
if (mayStart(log, named)) begin();
else app.exit(0);

function begin(): void {
  // Ours comes when the page is there; Electron would make one of its own until then.
  Menu.setApplicationMenu(null);
  registerScheme();
  silenceChromium();
  // Together with --no-sandbox, which root needs, it would keep Chromium's own processes from
  // starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  guardContents(app, (contents, address) => crashes.follow(contents, address));
  nativeTheme.themeSource = preferences.get().theme;
  app.on('activate', show);
  const search = () => void searchQuickly();
  holdEnd = tendLifecycle({ log, window: () => window, offer, search, wipe, mayEnd, last });
  tendBackground(background);
  if (named !== undefined) offer(named);
  void app.whenReady().then(openFirstWindow);
}

// The pages that are served name the language from the first moment on; main's own words follow
// once they are loaded.
async function followLanguage(): Promise<boolean> {
  if (!(await speak(wantedLanguage(preferences.get().language, app.getLocale())))) return false;
  tell('language', language());
  tray.redraw();
  await drawMenu();
  return true;
}

async function openFirstWindow(): Promise<void> {
  void followLanguage();
  let refused = 0;
  const refuse = () => log.warn('network.refused', { count: ++refused });
  closeNewSessions(refuse, devServer);
  equip({ transport: serviceTransport(refuse), given: (location) => credentials.of(location) });
  pictures.camera.guard(pages());
  servePages(pages(), { root: built.pages, logFile: log.file, ...(devServer && { devServer }) });
  // Who chose that the app goes on without its window gets the small one alone.
  const hidden = asksQuickly && preferences.get().onClose === 'stay' && recents().length > 0;
  window = openWindow({
    ...{ session: pages(), preload, hidden },
    placement: settings.contents.window,
    keep: (placement) => settings.update({ window: placement }),
    devTools: devServer !== undefined,
  });
  preferences.apply(window);
  window.webContents.on('did-navigate', () => preferences.apply(window));
  crashes.watch(window);
  window.on('minimize', () => autoLock.left('minimized'));
  window.on('close', (event) => background.closing(event) || holdEnd(event));
  window.on('focus', () => void vaultSession.refresh());
  window.on('closed', () => {
    window = undefined;
    quick.end();
  });
  const shown = once(window, hidden ? 'ready-to-show' : 'show');
  const loaded = window.loadURL(home).catch(() => undefined);
  const calls = trackBusy(handlers());
  isAtWork = calls.isAtWork;
  // While the page's process starts, and in the same turn: nothing of a page is heard before this
  // is there.
  serve(
    ipcMain,
    channels(contract),
    dispatcher(contract, calls.handlers, {
      ...reporter(log, (failure) => vaultSession.noteFailure(failure)),
      during: (work) => vaultSession.during(work),
    }),
    () => [...(window ? [{ contents: window.webContents, may: () => true }] : []), ...quick.pages()],
  );
  closeSession(session.defaultSession, refuse, devServer);
  await Promise.all([loaded, shown]);
  if (asksQuickly) await searchQuickly(true);
  setTimeout(() => void finishStart(), drawingMs);
}

// The page draws its first screen in this time; what comes next would keep its questions waiting.
const drawingMs = 100;

// Once the page is there: nothing of this is waited for.
async function finishStart(): Promise<void> {
  const { version, electron } = about();
  log.info('app.started', {
    electron: Number.parseInt(electron, 10),
    packaged: app.isPackaged,
    testRuntime: isTestRuntime(process.env, electron),
    store: isPlaceKind(store ?? localKinds[0]) ? 'durable' : store === 'memory' ? 'memory' : 'unknown',
  });
  // What a crash left behind.
  openedFiles.clear();
  watchPower(powerMonitor, autoLock);
  // By the wall clock: what sleep put off is made up for when the machine wakes.
  const lookForBackups = () => void backups.ifAskedFor(({ scheduler }) => scheduler.tick());
  setInterval(lookForBackups, 60_000).unref();
  powerMonitor.on('resume', lookForBackups);
  // Electron hears of a locked screen on macOS and Windows alone.
  if (process.platform === 'linux') {
    const { watchDepartures } = await import('./dbus/departure.ts');
    watchDepartures({ env: process.env, pid: process.pid, left: (reason) => autoLock.left(reason) });
  }
  drawMenu = () => openMenu(version, electron);
  await drawMenu();
  tray.turn(preferences.get().onClose === 'stay');
  void globalKeys.set(preferences.get().quickKeys);
  await guardMemory();
  await loadCore();
  await clients.start();
}

async function openMenu(version: string, electron: string): Promise<void> {
  const { applicationMenu, setMenu, showAbout } = await import('./electron/menu.ts');
  const actions = {
    lock: () => void vaultSession.lock('asked'),
    leave: () => void vaultSession.leave(),
    showLog: () => shell.showItemInFolder(log.file),
    about: () => void showAbout(window, version, electron),
    updates: () => void import('./electron/outside.ts').then(({ openReleases }) => openReleases()),
    zoom: (way: 1 | -1 | 0) => preferences.zoom(way),
  };
  const mac = process.platform === 'darwin';
  const lockKeys = shortcutOf('lock', preferences.get().shortcuts);
  setMenu(applicationMenu(actions, { dev: devServer !== undefined, mac, lockKeys }));
}

async function loadKeys(): Promise<Core> {
  const [core, { deriveInUtility }] = await Promise.all([loadCore(), import('./electron/derivation.ts')]);
  deriveInUtility(built.program('derive-process'));
  return core;
}

// No passphrase is typed so early in the life of a window.
async function guardMemory(): Promise<void> {
  if (process.platform !== 'linux') return;
  const { forbidCoreDumps } = await import('./electron/core-dumps.ts');
  const processes = await forbidCoreDumps(process.pid);
  if (processes === undefined) log.warn('memory.core-dumps-on', {});
  else log.info('memory.core-dumps-off', { processes });
  const { forbidTracing } = await import('./electron/traces.ts');
  if (forbidTracing()) log.info('memory.closed', {});
  else log.warn('memory.open', {});
}

function handlers(): Handlers {
  const choose = choosers(() => window, app.getPath('documents'));
  return allHandlers({
    ...{ session: vaultSession, preferences, tell, choose, chosen, credentials, plans, work },
    notes: machineNotes,
    sealed: sealedNotes,
    app: {
      about: about(),
      showLog: () => shell.showItemInFolder(log.file),
      licences: async () => (await import('./electron/outside.ts')).shippedLicences(process.resourcesPath),
      showReleases: async () => (await import('./electron/outside.ts')).openReleases(),
      active: () => autoLock.active(),
      loginStart: loginStart(app, {
        platform: process.platform,
        env: process.env,
        program: process.execPath,
      }),
      marked: async () => selectionGuard.marked(await keyedDigest()),
    },
    copy: async (value) => {
      const { clipboardSeconds } = preferences.get();
      await clipboardGuard.copy(value, clipboardSeconds, await keyedDigest());
      return clipboardSeconds;
    },
    copyText: (text) => systemBoard(process.platform).write(text),
    openAddress: async (address) => (await import('./electron/outside.ts')).openAddress(address),
    opened: openedFiles,
    drawPage: drawFirstPage,
    pictures: {
      reader: pictures.reader,
      clipboard: onClipboard,
      camera: (on) => pictures.camera.turn(on),
    },
    importer: importer({ choose, script: built.program('import-process'), log }),
    programs: clients,
    quick: {
      globalKeys,
      close: () => quick.hide(),
      showWindow: (path) => {
        quick.hide();
        show();
        if (path !== undefined) tell('goTo', { path });
      },
    },
    securityKeys: { setup: securityKeySetup, touch: touchKey },
    quickUnlock: { quickUnlock, parts: quickParts.get },
    backups: backups.get,
    recovery: recovery.get,
  });
}

async function machineNotes() {
  const { MachineNotes, notesFile } = await import('./backups/notes.ts');
  return new MachineNotes(notesFile(process.env, process.platform));
}

async function openBackups(): Promise<BackupParts> {
  const { backupParts: parts } = await import('./app/backups/parts.ts');
  return parts({
    session: vaultSession,
    plans,
    env: process.env,
    platform: process.platform,
    log,
    tell,
  });
}

function touchKey(): void {
  tell('touchKey', undefined);
}

/** What vaults seal beside their files, by its kind. */
async function sealedNotes(kind: string) {
  const { Drafts } = await import('./vault/drafts.ts');
  return new Drafts(join(app.getPath('userData'), 'drafts'), kind);
}

async function keyGrabber(): Promise<Grabber> {
  const { needsPortal, PortalGrabber } = await import('./dbus/global-shortcuts.ts');
  if (!needsPortal(process.env, process.platform))
    return new (await import('./electron/key-grabber.ts')).SystemGrabber();
  keyPortal ??= new PortalGrabber({
    env: process.env,
    description: () => words.tray.search,
    app: 'holdfast',
  });
  return keyPortal;
}

async function openRecovery(): Promise<RecoverySession> {
  const [parts, notes] = await Promise.all([import('./electron/recovery-parts.ts'), machineNotes()]);
  const places = choosers(() => window, app.getPath('documents'));
  const { camera } = pictures;
  const opened = await parts.openRecovery({ session: vaultSession, plans, notes, places, camera, tell, log });
  hasSheets = () => opened.fresh.isAtHand;
  return opened;
}

// Of several it tells those that are open.
function trayStateOf({ vault, name, beside = [] }: State) {
  const front = vault !== 'none' && name !== undefined ? [name] : [];
  const others = beside.map((one) => one.name);
  const open = vault === 'open' ? [...front, ...others] : others;
  const names = open.length > 0 ? open : front;
  return { name: names.length > 0 ? names.join(', ') : undefined, isOpen: open.length > 0 };
}

function about() {
  return {
    version: app.getVersion(),
    electron: process.versions.electron ?? '',
    logFile: log.file,
    hidesFromCapture: hidesFromCapture(process.platform),
  };
}

// Where no vault is chosen and nobody is about to choose one in the window, it is the last.
async function searchQuickly(isFree = !(window?.isVisible() ?? false)): Promise<void> {
  const [last] = recents();
  if (vaultSession.chosen === undefined && last !== undefined && isFree) await vaultSession.offer(last.place);
  if (vaultSession.chosen === undefined) show();
  else quick.show();
}

function offer(named: Named): void {
  log.info('vault.offered', {});
  if ('failure' in named) vaultSession.refuse(named.failure);
  else {
    chosen.add(named.place);
    void vaultSession.offer(named.place);
  }
}

// What this process dropped at the lock, now that the page's last messages were received too.
async function forget(): Promise<void> {
  if (vaultSession.isAnyOpen) return;
  const { overwriteFreed } = await import('./electron/freed.ts');
  const start = performance.now();
  overwriteFreed();
  log.info('memory.overwritten', { milliseconds: Math.round(performance.now() - start) });
}

function mayEnd(): Promise<boolean> | undefined {
  const { unsent } = vaultSession;
  if (unsent === 0) return undefined;
  return import('./electron/unsent.ts').then(({ asksToEnd }) => asksToEnd(window, unsent));
}

function last(): Promise<void> | undefined {
  return backups.ifAskedFor(({ scheduler }) => scheduler.last());
}

async function wipe(): Promise<void> {
  await Promise.all([
    clients.close(),
    clipboardGuard.clear(),
    selectionGuard.clear(),
    vaultSession.lock('quit'),
  ]);
}
