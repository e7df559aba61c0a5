import { type BrowserWindow, dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import { isPublished } from '../../shared/releases.ts';
import { words } from './words.ts';

const text = words.menu;

/** What the menu does that Electron does not do by itself. */
export interface MenuActions {
  lock(): void;
  leave(): void;
  showLog(): void;
  about(): void;
  updates(): void;
  /** Larger, smaller, or the usual size. */
  zoom(way: 1 | -1 | 0): void;
}

/** The application menu: files, editing, zoom, help. */
export function applicationMenu(
  actions: MenuActions,
  { dev, mac, lockKeys }: { dev: boolean; mac: boolean; lockKeys: string },
): MenuItemConstructorOptions[] {
  const separator = { type: 'separator' } as const;
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: text.file,
      submenu: [
        { id: 'lock', label: text.lock, ...acceleratorOf(lockKeys), click: actions.lock },
        { id: 'leave', label: text.leave, click: actions.leave },
        separator,
        { role: 'quit', label: text.quit, accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    {
      label: text.edit,
      submenu: [
        { role: 'undo', label: text.undo },
        { role: 'redo', label: text.redo },
        separator,
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
      ],
    },
    {
      label: text.view,
      submenu: [
        { label: text.resetZoom, accelerator: 'CmdOrCtrl+0', click: () => actions.zoom(0) },
        { label: text.zoomIn, accelerator: 'CmdOrCtrl+Plus', click: () => actions.zoom(1) },
        // The same key where + takes Shift.
        { label: text.zoomIn, accelerator: 'CmdOrCtrl+=', visible: false, click: () => actions.zoom(1) },
        { label: text.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => actions.zoom(-1) },
        separator,
        { role: 'togglefullscreen', label: text.fullScreen },
        ...(dev ? [separator, { role: 'forceReload' as const }, { role: 'toggleDevTools' as const }] : []),
      ],
    },
    {
      role: 'help',
      label: text.help,
      submenu: [
        { label: text.log, click: actions.showLog },
        { label: text.releases, click: actions.updates, visible: isPublished() },
        { label: text.about, click: actions.about },
      ],
    },
  ];
}

/** Electron's spelling of keys; '' has none. */
function acceleratorOf(keys: string): { accelerator?: string } {
  return keys === '' ? {} : { accelerator: keys.replace('Mod', 'CmdOrCtrl').replace(/\+\+$/, '+Plus') };
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
  const detail = `Electron ${electron}\n\n${words.about.newer}`;
  const options = { message: `Holdfast ${version}`, detail, buttons: [words.about.close] };
  await (over ? dialog.showMessageBox(over, options) : dialog.showMessageBox(options));
}
