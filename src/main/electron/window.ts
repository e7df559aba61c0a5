import { BrowserWindow, nativeTheme, type Session, screen } from 'electron';
import { placed, smallest } from './placement.ts';
import { ground } from './rest-page.ts';
import type { Placement } from './settings.ts';

/** What the window is made of. */
export interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly placement: Placement | undefined;
  /** Hears where the window is when it closes. */
  readonly keep: (placement: Placement) => void;
  readonly devTools: boolean;
}

/** The one window, hidden until it has something to show. */
export function openWindow({ session, preload, placement, keep, devTools }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placed(placement, placement ? screen.getAllDisplays().map(({ workArea }) => workArea) : []),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Holdfast',
    show: false,
    // What is seen before the page is: the page's own ground, or it would flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      enableWebSQL: false,
      devTools,
    },
  });
  if (placement?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keep(placementOf(window)));
  return window;
}

function placementOf(window: BrowserWindow): Placement {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}
