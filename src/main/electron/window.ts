import { BrowserWindow, nativeTheme, type Session, screen, type WebPreferences } from 'electron';
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
  /** It stays hidden until it is asked for. */
  readonly hidden: boolean;
}

/** What a page of ours gets: a sandbox, the bridge, and nothing else. */
export function safePage({
  session,
  preload,
  devTools,
}: Pick<WindowOptions, 'session' | 'preload' | 'devTools'>): WebPreferences {
  return {
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
  };
}

/** The large window, hidden until it has something to show. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { session, preload, placement, keep, devTools, hidden } = options;
  const window = new BrowserWindow({
    ...placed(placement, placement ? screen.getAllDisplays().map(({ workArea }) => workArea) : []),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Holdfast',
    show: false,
    // What is seen before the page is: the page's own ground, or it would flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    autoHideMenuBar: true,
    webPreferences: safePage({ session, preload, devTools }),
  });
  // To maximize a window shows it.
  const maximize = () => placement?.maximized && window.maximize();
  if (hidden) window.once('show', maximize);
  else {
    maximize();
    window.once('ready-to-show', () => window.show());
  }
  window.on('close', () => keep(placementOf(window)));
  return window;
}

function placementOf(window: BrowserWindow): Placement {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}
