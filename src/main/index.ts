import { app, type Event } from 'electron';
import type { Handlers } from '../shared/contract.ts';
import { localKinds } from '../shared/place.ts';
import { takeOutcomes } from './app/backups/backup-audit.ts';
import { trackBusy } from './app/busy-handlers.ts';
import { GlobalKeys } from './app/global-keys.ts';
import { Later } from './app/later.ts';
import { machineMemory } from './app/memory.ts';
import { programs } from './app/programs.ts';
import { SecurityKeySetup } from './app/security-key-setup.ts';
import { Session } from './app/session.ts';
import { Work } from './app/work.ts';
import { appearance } from './electron/appearance.ts';
import { AskedFor } from './electron/asked-for.ts';
import { Background, tendBackground } from './electron/background.ts';
import { beforeReady } from './electron/before-ready.ts';
import { choosers } from './electron/chooser.ts';
import { Copied } from './electron/copied.ts';
import { Crashes } from './electron/crash.ts';
import { endAll, endTurn } from './electron/endings.ts';
import { finishStart } from './electron/finish-start.ts';
import { openFirstWindow } from './electron/first-window.ts';
import { overwriteDropped } from './electron/guard-memory.ts';
import { openKept } from './electron/kept.ts';
import { lateParts } from './electron/late-parts.ts';
import { quick as quickStart, vaultIn } from './electron/launch.ts';
import { mayEnd, mayStart, tendLifecycle } from './electron/lifecycle.ts';
import { lockTriggers } from './electron/lock-triggers.ts';
import { Pictures } from './electron/pictures.ts';
import { Renewal } from './electron/renewal.ts';
import { runtimeNotices } from './electron/runtime.ts';
import { trayStateOf } from './electron/tray.ts';
import { unlockMeans } from './electron/unlock-means.ts';
import { Waiting } from './electron/waiting.ts';
import { windowCalls } from './electron/window-calls.ts';
import { home, Windows } from './electron/windows.ts';
import { openLog } from './log.ts';
import { whenSettled } from './store/beside.ts';

// The composition root: what the app is put together from. What the unlock screen does not need is
// loaded later.
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const dev = devServer !== undefined;
const log = openLog({ folder: app.getPath('logs') });
const { settings, recents, plans, store, chosen, credentials, openedFiles } = openKept(log);

const windows = new Windows({
  settings,
  preferences: () => preferences,
  isOpen: () => session.isOpen,
  devTools: dev,
});
const { main: window, tell, show } = windows;
const asked = new AskedFor({ session: () => session, windows, recents, chosen, log });
const { preferences, menu, tray, followLanguage } = appearance({
  ...{ windows, settings, log, dev },
  search: () => void asked.search(),
  lock: () => void session.lock('asked'),
  leave: () => void session.leave(),
  quit: () => {
    // What is asked then is asked in the window.
    if (session.unsent > 0) show();
    app.quit();
  },
});
const keyGrabber = new Later(async () =>
  (await import('./electron/key-grabber.ts')).grabberHere(process.env, process.platform),
);
const globalKeys = new GlobalKeys(keyGrabber.get, () => void asked.search());
const copied = new Copied(
  () => preferences.get().clipboardSeconds,
  () => tell('clipboardCleared', undefined),
);
const pictures = new Pictures(home, () => window()?.webContents);
const choose = () => choosers(window, app.getPath('documents'));

const work = new Work();
const { backups, recovery } = lateParts({ session: () => session, plans, choose, pictures, tell, log });
const waiting = new Waiting({ window, show, count: (waiting) => tray.tell({ waiting }) });
const clients = programs({
  session: () => session,
  tell: (event, waits, waiters) => {
    tell(event, waits);
    waiting.tell(event, waiters);
  },
  ...{ log, env: process.env, platform: process.platform, version: app.getVersion() },
  drill: async (sheets, gone) => (await recovery.get()).drill.forProgram(sheets, gone),
});

const means = unlockMeans(() => session.quickUnlockEnded());
let calls: ReturnType<typeof trackBusy> | undefined;
const autoLock = lockTriggers({
  preferences: () => preferences.get(),
  isOpen: () => session.isAnyOpen,
  holds: () => (calls?.isAtWork() ? 'work' : recovery.made?.fresh.isAtHand ? 'sheets' : undefined),
  lock: (reason) => void session.lock(reason),
  warn: (seconds) => tell('locksSoon', { seconds }),
});
const session = new Session({
  core: means.core,
  securityKeys: means.securityKeys,
  quickUnlock: means.quickUnlock,
  ...(store !== undefined && { store }),
  notices: runtimeNotices(process.env, process.versions.electron, (name) => app.commandLine.hasSwitch(name)),
  ...{ recents, log },
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
  written: () => tell('changed', { changes: session.changes }),
  offered: (place, name) => tell('offered', { place, name }),
  memory: machineMemory(process.env, process.platform),
  outcomes: ({ id }) => takeOutcomes(plans, id, Date.now()),
  resealing: (keys) => tell('keys', keys),
  fetching: (done, total) => tell('fetchProgress', { done, total }),
  autoLockMinutes: () => preferences.get().autoLockMinutes,
  aside: () => endTurn(holders),
  stored: () => settings.update({ store: { type: localKinds[0] } }),
  locking: (reason) => endAll(holders, reason),
});
whenSettled((settled) => session.noteSettled(settled));
const touch = () => tell('touchKey', undefined);
const setup = new SecurityKeySetup({ session, keys: means.securityKeys, touch });
const renewal = new Renewal({
  contents: () => window()?.webContents,
  home,
  empty: () => tell('leaving', undefined),
  // What was dropped at the lock, now that the page's last messages were received too.
  renewed: () => void (session.isAnyOpen ? undefined : overwriteDropped(log)),
});
const holders = {
  ...{ session, windows, renewal, credentials, work, programs: clients },
  ...{ recovery, backups, pictures, openedFiles, setup, copied },
};

const background = new Background({
  window,
  onClose: () => preferences.get().onClose,
  remember: (onClose) => preferences.set({ onClose }),
  hasVault: () => session.chosen !== undefined || session.isAnyOpen,
  quit: () => app.quit(),
});
const crashes = new Crashes({
  ...{ log, home, window },
  lock: () => void session.lock('crash').catch(() => undefined),
});

// The page draws its first screen in this time; what comes next would keep its questions waiting.
const drawingMs = 100;
const asksQuickly = process.argv.includes(quickStart);
const named = vaultIn(process.argv, process.cwd(), app.isPackaged);
if (mayStart(log, named)) begin();
else app.exit(0);

function begin(): void {
  beforeReady(preferences.get().theme, (contents, address) => crashes.follow(contents, address));
  app.on('activate', show);
  const hold = tendLifecycle({
    ...{ log, window },
    offer: asked.vault,
    search: () => void asked.search(),
    wipe: async () => void (await Promise.all([clients.close(), copied.clear(), session.lock('quit')])),
    mayEnd: () => mayEnd(window(), session.unsent),
    last: () => backups.ifAskedFor(({ scheduler }) => scheduler.last()),
  });
  tendBackground(background);
  if (named !== undefined) asked.vault(named);
  void app.whenReady().then(() => open(hold));
}

async function open(hold: (event: Event) => void): Promise<void> {
  void followLanguage();
  await openFirstWindow({
    ...{ windows, session, credentials, camera: pictures.camera, log, devServer },
    // Who chose that the app goes on without its window gets the small one alone.
    hidden: asksQuickly && preferences.get().onClose === 'stay' && recents.get().length > 0,
    attend: (opened) => {
      crashes.watch(opened);
      opened.on('minimize', () => autoLock.left('minimized'));
      opened.on('close', (event) => background.closing(event) || hold(event));
      opened.on('focus', () => void session.refresh());
    },
    calls: answers,
  });
  if (asksQuickly) await asked.search(true);
  const rest = { log, store, openedFiles, autoLock, backups, menu, tray, globalKeys, preferences };
  setTimeout(() => void finishStart({ ...rest, programs: clients }), drawingMs);
}

function answers(): Handlers {
  calls = trackBusy(
    windowCalls({
      ...{ windows, session, preferences, chosen, credentials, plans, work, copied, pictures, log },
      ...{ choose: choose(), opened: openedFiles, programs: clients, globalKeys },
      active: () => autoLock.active(),
      securityKeys: { setup, touch },
      quickUnlock: { quickUnlock: means.quickUnlock, parts: means.quickParts },
      ...{ backups: backups.get, recovery: recovery.get },
    }),
  );
  return calls.handlers;
}
