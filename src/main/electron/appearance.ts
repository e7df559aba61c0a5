import { app } from 'electron';
import { shortcutOf } from '../../shared/shortcuts.ts';
import type { Log } from '../log.ts';
import type { MenuActions } from './menu.ts';
import { MenuBar } from './menu-bar.ts';
import { AppliedPreferences } from './preferences.ts';
import type { Settings } from './settings.ts';
import { type TrayActions, TrayIcon } from './tray.ts';
import type { Windows } from './windows.ts';
import { language, speak, wantedLanguage } from './words.ts';

export interface AppearanceDeps
  extends Pick<MenuActions, 'lock' | 'leave'>,
    Pick<TrayActions, 'search' | 'quit'> {
  readonly windows: Windows;
  readonly settings: Settings;
  readonly log: Log;
  /** With what a build that is worked on has besides. */
  readonly dev: boolean;
}

/** The preferences, and what goes by them beside the windows: the menu, the tray and the language. */
export function appearance({ windows, settings, log, dev, lock, leave, search, quit }: AppearanceDeps) {
  const { main: window, tell, show } = windows;
  const preferences = new AppliedPreferences({
    ...{ settings, window },
    platform: () => process.platform,
    changed: (wanted, before) => {
      tell('preferences', wanted);
      tray.turn(wanted.onClose === 'stay');
      const keys = [wanted, before].map(({ shortcuts }) => shortcutOf('lock', shortcuts));
      void followLanguage().then((isOther) => (isOther || keys[0] === keys[1] ? undefined : menu.redraw()));
    },
  });
  const menu = new MenuBar({ window, preferences, log, dev, lock, leave });
  const tray = new TrayIcon({ show, search, lock, quit });
  /**
   * The pages that are served name the language from the first moment on; main's own words follow
   * once they are loaded. True where another language was spoken before.
   */
  async function followLanguage(): Promise<boolean> {
    if (!(await speak(wantedLanguage(preferences.get().language, app.getLocale())))) return false;
    tell('language', language());
    tray.redraw();
    await menu.redraw();
    return true;
  }
  return { preferences, menu, tray, followLanguage };
}
