import type { BrowserWindow } from 'electron';

type Flashing = Pick<BrowserWindow, 'isDestroyed' | 'isFocused' | 'flashFrame' | 'once'>;

/**
 * Tells the desktop that somebody waits, as quietly as it can: no window comes up, and no focus
 * moves.
 */
export function attract(window: Flashing | undefined, waits: boolean): void {
  if (window === undefined || window.isDestroyed()) return;
  const flash = waits && !window.isFocused();
  window.flashFrame(flash);
  // Windows goes on until it is told to stop.
  if (flash) window.once('focus', () => window.flashFrame(false));
}
