import { globalShortcut } from 'electron';
import type { Grabbed, Grabber } from '../app/global-keys.ts';
import { needsPortal, PortalGrabber } from '../dbus/global-shortcuts.ts';
import { words } from './words.ts';

/** What gives keys that work everywhere on this desktop. */
export function grabberHere(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Grabber {
  if (!needsPortal(env, platform)) return new SystemGrabber();
  return new PortalGrabber({ env, description: () => words.tray.search, app: 'holdfast' });
}

/** Keys as X11, macOS and Windows give them: to who asks first. */
class SystemGrabber implements Grabber {
  async grab(keys: string, pressed: () => void): Promise<Grabbed> {
    try {
      return { state: globalShortcut.register(keys, pressed) ? 'on' : 'taken' };
    } catch {
      return { state: 'unavailable' };
    }
  }

  async release(): Promise<void> {
    globalShortcut.unregisterAll();
  }
}
