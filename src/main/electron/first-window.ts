import { once } from 'node:events';
import { type BrowserWindow, ipcMain, session } from 'electron';
import { contract, type Handlers } from '../../shared/contract.ts';
import type { CredentialBook } from '../app/credentials.ts';
import type { Session } from '../app/session.ts';
import { channels, dispatcher } from '../ipc/dispatch.ts';
import { serve } from '../ipc/serve.ts';
import type { Log } from '../log.ts';
import { equip } from '../store/transport.ts';
import { built } from './built.ts';
import type { Camera } from './camera.ts';
import { closeNewSessions, closeSession } from './network.ts';
import { servePages } from './protocol.ts';
import { reporter } from './reporter.ts';
import { serviceTransport } from './service-network.ts';
import { home, pages, type Windows } from './windows.ts';

/** What is there once the window shows its page. */
export interface FirstWindowDeps {
  readonly windows: Windows;
  readonly session: Session;
  readonly credentials: CredentialBook;
  readonly camera: Camera;
  readonly log: Log;
  /** Where a build that is worked on gets its pages from. */
  readonly devServer: string | undefined;
  /** The window waits until it is asked for. */
  readonly hidden: boolean;
  /** Attends to the window before its page is loaded. */
  readonly attend: (window: BrowserWindow) => void;
  /** The calls of its page; made while that is loaded. */
  readonly calls: () => Handlers;
}

/** Opens the large window in closed sessions, and answers its page; returns when it is shown. */
export async function openFirstWindow(deps: FirstWindowDeps): Promise<void> {
  const { windows, session: vaults, credentials, camera, log, devServer, hidden, attend, calls } = deps;
  let refused = 0;
  const refuse = () => log.warn('network.refused', { count: ++refused });
  closeNewSessions(refuse, devServer);
  equip({ transport: serviceTransport(refuse), given: (location) => credentials.of(location) });
  camera.guard(pages());
  servePages(pages(), { root: built.pages, logFile: log.file, ...(devServer && { devServer }) });
  const window = windows.open(hidden);
  attend(window);
  const shown = once(window, hidden ? 'ready-to-show' : 'show');
  const loaded = window.loadURL(home).catch(() => undefined);
  // While the page's process starts, and in the same turn: nothing of a page is heard before this
  // is there.
  serve(
    ipcMain,
    channels(contract),
    dispatcher(contract, calls(), {
      ...reporter(log, (failure) => vaults.noteFailure(failure)),
      during: (work) => vaults.during(work),
    }),
    () => windows.own(),
  );
  closeSession(session.defaultSession, refuse, devServer);
  await Promise.all([loaded, shown]);
}
