import type { BrowserWindow } from 'electron';

/** Linux has no call that keeps a window out of screenshots. */
export function hidesFromCapture(platform: NodeJS.Platform): boolean {
  return platform === 'darwin' || platform === 'win32';
}

/**
 * Keeps the window out of screenshots and shared screens, or lets it in, where the system has that.
 */
export function hideFromCapture(
  window: Pick<BrowserWindow, 'setContentProtection'> | undefined,
  wanted: boolean,
  platform: NodeJS.Platform,
): void {
  if (hidesFromCapture(platform)) window?.setContentProtection(wanted);
}
