import { type BrowserWindow, dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import { isPublished } from '../../shared/releases.ts';

/** What the menu does that Electron does not do by itself. */
export interface MenuActions {
  lock(): void;
  leave(): void;
  showLog(): void;
  about(): void;
  updates(): void;
}

/** The application menu: files, editing, zoom, help. */
export function applicationMenu(
  actions: MenuActions,
  { dev, mac }: { dev: boolean; mac: boolean },
): MenuItemConstructorOptions[] {
  const separator = { type: 'separator' } as const;
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        { id: 'lock', label: '&Lock', accelerator: 'CmdOrCtrl+L', click: actions.lock },
        { id: 'leave', label: 'Choose &another vault', click: actions.leave },
        separator,
        { role: 'quit', label: '&Quit', accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(dev ? [separator, { role: 'forceReload' as const }, { role: 'toggleDevTools' as const }] : []),
      ],
    },
    {
      role: 'help',
      label: '&Help',
      submenu: [
        { label: 'Show the &log', click: actions.showLog },
        { label: 'Page of &releases in the browser', click: actions.updates, visible: isPublished() },
        { label: '&About Holdfast', click: actions.about },
      ],
    },
  ];
}

/** Puts the menu into place. */
export function setMenu(template: MenuItemConstructorOptions[]): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Says what this is. */
export async function showAbout(
  over: BrowserWindow | undefined,
  version: string,
  electron: string,
): Promise<void> {
  const newer = 'Holdfast asks nobody for updates, so it does not know whether there is a newer version.';
  const detail = `Electron ${electron}\n\n${newer}`;
  const options = { message: `Holdfast ${version}`, detail, buttons: ['Close'] };
  await (over ? dialog.showMessageBox(over, options) : dialog.showMessageBox(options));
}
