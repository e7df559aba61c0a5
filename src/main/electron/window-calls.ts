import { app, shell } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import type { GlobalKeys } from '../app/global-keys.ts';
import { allHandlers, type HandlerParts } from '../ipc/all-handlers.ts';
import type { Log } from '../log.ts';
import { aboutThis } from './about.ts';
import { built } from './built.ts';
import type { choosers } from './chooser.ts';
import type { Copied } from './copied.ts';
import { importer } from './importer.ts';
import { machineNotes, sealedNotes } from './kept.ts';
import { loginStart } from './login-start.ts';
import { drawFirstPage, onClipboard, type Pictures } from './pictures.ts';
import type { Windows } from './windows.ts';

/** What Electron's side of the window's calls is made of; the rest is handed on as it is. */
type Made =
  | 'tell'
  | 'notes'
  | 'sealed'
  | 'app'
  | 'copy'
  | 'copyText'
  | 'openAddress'
  | 'drawPage'
  | 'pictures'
  | 'importer'
  | 'quick';

/** The parts of the app that the window's calls work with. */
export interface WindowCallsDeps extends Omit<HandlerParts, Made | 'choose'> {
  readonly windows: Windows;
  readonly choose: ReturnType<typeof choosers>;
  readonly copied: Copied;
  readonly pictures: Pictures;
  readonly globalKeys: GlobalKeys;
  /** Somebody is there. */
  readonly active: () => void;
  readonly log: Log;
}

const outside = () => import('./outside.ts');

/** Every call of the window with its handler. */
export function windowCalls(deps: WindowCallsDeps): Handlers {
  const { windows, choose, copied, pictures, globalKeys, active, log, ...handedOn } = deps;
  return allHandlers({
    ...handedOn,
    ...{ choose, copy: copied.copy, copyText: copied.copyText, drawPage: drawFirstPage },
    ...{ tell: windows.tell, notes: machineNotes, sealed: sealedNotes },
    app: {
      ...{ active, about: aboutThis(log), marked: copied.marked },
      showLog: () => shell.showItemInFolder(log.file),
      licences: async () => (await outside()).shippedLicences(process.resourcesPath),
      showReleases: async () => (await outside()).openReleases(),
      loginStart: loginStart(app, {
        platform: process.platform,
        env: process.env,
        program: process.execPath,
      }),
    },
    openAddress: async (address) => (await outside()).openAddress(address),
    pictures: {
      reader: pictures.reader,
      clipboard: onClipboard,
      camera: (on) => pictures.camera.turn(on),
    },
    importer: importer({ choose, script: built.program('import-process'), log }),
    quick: {
      globalKeys,
      close: () => windows.quick.hide(),
      showWindow: (path) => {
        windows.quick.hide();
        windows.show();
        if (path !== undefined) windows.tell('goTo', { path });
      },
    },
  });
}
