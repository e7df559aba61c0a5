import { app, Menu, nativeTheme, type WebContents } from 'electron';
import type { Preferences } from '../../shared/preferences.ts';
import { guardContents } from './guard.ts';
import { silenceChromium } from './network.ts';
import { registerScheme } from './protocol.ts';

/** What must stand before Electron is ready; `asked` hears where a page wanted to go. */
export function beforeReady(
  theme: Preferences['theme'],
  asked: (contents: WebContents, address: string) => void,
): void {
  // Ours comes when the page is there; Electron would make one of its own until then.
  Menu.setApplicationMenu(null);
  registerScheme();
  silenceChromium();
  // Together with --no-sandbox, which root needs, it would keep Chromium's own processes from
  // starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  guardContents(app, asked);
  nativeTheme.themeSource = theme;
}
