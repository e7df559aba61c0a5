import { app, type BrowserWindow, shell } from 'electron';
import { shortcutOf } from '../../shared/shortcuts.ts';
import type { Log } from '../log.ts';
import type { MenuActions } from './menu.ts';
import type { AppliedPreferences } from './preferences.ts';

export interface MenuBarDeps extends Pick<MenuActions, 'lock' | 'leave'> {
  readonly window: () => BrowserWindow | undefined;
  readonly preferences: AppliedPreferences;
  readonly log: Log;
  /** With what a build that is worked on has besides. */
  readonly dev: boolean;
}

/** The application menu. There is none until it is first drawn, once the page is there. */
export class MenuBar {
  readonly #deps: MenuBarDeps;
  #isDrawn = false;

  constructor(deps: MenuBarDeps) {
    this.#deps = deps;
  }

  async draw(): Promise<void> {
    this.#isDrawn = true;
    const { applicationMenu, setMenu, showAbout } = await import('./menu.ts');
    const { lock, leave, window, preferences, log, dev } = this.#deps;
    const actions = {
      ...{ lock, leave },
      showLog: () => shell.showItemInFolder(log.file),
      about: () => void showAbout(window(), app.getVersion(), process.versions.electron ?? ''),
      updates: () => void import('./outside.ts').then(({ openReleases }) => openReleases()),
      zoom: (way: 1 | -1 | 0) => preferences.zoom(way),
    };
    const lockKeys = shortcutOf('lock', preferences.get().shortcuts);
    setMenu(applicationMenu(actions, { dev, mac: process.platform === 'darwin', lockKeys }));
  }

  /** After a change of its words or keys. */
  async redraw(): Promise<void> {
    if (this.#isDrawn) await this.draw();
  }
}
