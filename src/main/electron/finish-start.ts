import { app, powerMonitor } from 'electron';
import { isPlaceKind, localKinds } from '../../shared/place.ts';
import type { BackupParts } from '../app/backups/parts.ts';
import { loadCore } from '../app/core.ts';
import type { GlobalKeys } from '../app/global-keys.ts';
import type { Later } from '../app/later.ts';
import type { OpenedFiles } from '../app/opened-files.ts';
import type { Programs } from '../app/programs.ts';
import type { Log } from '../log.ts';
import type { AutoLock } from './auto-lock.ts';
import { guardMemory } from './guard-memory.ts';
import { watchTriggers } from './lock-triggers.ts';
import type { MenuBar } from './menu-bar.ts';
import type { AppliedPreferences } from './preferences.ts';
import { isTestRuntime } from './runtime.ts';
import type { TrayIcon } from './tray.ts';

/** What begins once the page is there. */
export interface FinishStartDeps {
  readonly log: Log;
  /** The configured kind of store; missing: the default. */
  readonly store: string | undefined;
  readonly openedFiles: OpenedFiles;
  readonly autoLock: AutoLock;
  readonly backups: Later<BackupParts>;
  readonly menu: MenuBar;
  readonly tray: TrayIcon;
  readonly globalKeys: GlobalKeys;
  readonly preferences: AppliedPreferences;
  readonly programs: Programs;
}

/** Nothing of this is waited for. */
export async function finishStart(deps: FinishStartDeps): Promise<void> {
  const { log, store, openedFiles, autoLock, backups, menu, tray, globalKeys, preferences, programs } = deps;
  const electron = process.versions.electron ?? '';
  log.info('app.started', {
    electron: Number.parseInt(electron, 10),
    packaged: app.isPackaged,
    testRuntime: isTestRuntime(process.env, electron),
    store: isPlaceKind(store ?? localKinds[0]) ? 'durable' : store === 'memory' ? 'memory' : 'unknown',
  });
  // What a crash left behind.
  openedFiles.clear();
  await watchTriggers(autoLock);
  // By the wall clock: what sleep put off is made up for when the machine wakes.
  const lookForBackups = () => void backups.ifAskedFor(({ scheduler }) => scheduler.tick());
  setInterval(lookForBackups, 60_000).unref();
  powerMonitor.on('resume', lookForBackups);
  await menu.draw();
  tray.turn(preferences.get().onClose === 'stay');
  void globalKeys.set(preferences.get().quickKeys);
  await guardMemory(log);
  await loadCore();
  await programs.start();
}
