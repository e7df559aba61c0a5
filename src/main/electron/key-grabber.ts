import { globalShortcut } from 'electron';
import type { Grabbed, Grabber } from '../app/global-keys.ts';

/** Keys as X11, macOS and Windows give them: to who asks first. */
export class SystemGrabber implements Grabber {
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
