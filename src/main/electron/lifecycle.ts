import { app, type BrowserWindow, dialog, type Event } from 'electron';
import { fileAt } from '../../shared/place.ts';
import type { Log } from '../log.ts';
import { asksForSearch, foreignSwitch, type Named, telling, toldBy } from './launch.ts';
import { words } from './words.ts';

/** What the app's beginning and end touch. */
export interface LifecycleDeps {
  readonly log: Log;
  readonly window: () => BrowserWindow | undefined;
  /** A person asked for this vault by double click or command line. */
  readonly offer: (named: Named) => void;
  /** A second start asked for the small window that searches. */
  readonly search: () => void;
  /** Drops keys and everything in the clear; the app ends when it is done. */
  readonly wipe: () => Promise<void>;
  /**
   * Asks the person whether to end all the same, where something would be left undone: true where
   * the app may end; `undefined`: nothing to ask.
   */
  readonly mayEnd: () => Promise<boolean> | undefined;
  /** What is still to be done before the window goes, in a bounded time; `undefined`: nothing. */
  readonly last: () => Promise<void> | undefined;
}

/**
 * False when this process must not go on: another one runs already and was told of the vault, or a
 * switch is refused.
 */
export function mayStart(log: Log, named: Named | undefined): boolean {
  const foreign = app.isPackaged ? foreignSwitch(process.argv) : undefined;
  if (foreign !== undefined) {
    log.error('app.refused-switch', {});
    dialog.showErrorBox(words.refused.title, words.refused.option(foreign));
    return false;
  }
  return app.requestSingleInstanceLock(telling(named, process.argv));
}

/**
 * One instance, one large window, and no end without a wipe. Returns what the window's `close` is to be
 * given to: it stays while the last thing is done.
 */
export function tendLifecycle({
  log,
  window,
  offer,
  search,
  wipe,
  mayEnd,
  last,
}: LifecycleDeps): (event: Event) => void {
  app.on('second-instance', (_event, _argv, _workingFolder, told) => {
    const named = toldBy(told);
    if (named !== undefined) offer(named);
    if (asksForSearch(told)) search();
    else focus(window());
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    offer({ place: fileAt(file) });
    focus(window());
  });
  // On macOS too: a window that was put away is hidden, and not closed.
  app.on('window-all-closed', () => app.quit());

  let stage: 'running' | 'asking' | 'waiting' | 'over' = 'running';
  let asked = false;
  const ask = (asking: Promise<boolean>) => {
    stage = 'asking';
    void asking.then((yes) => {
      stage = 'running';
      asked = yes;
      if (yes) app.quit();
    });
  };
  const hold = (event: Event) => {
    if (stage === 'over') return;
    const asking = stage === 'running' && !asked ? mayEnd() : undefined;
    if (asking !== undefined) ask(asking);
    if (stage === 'asking') return event.preventDefault();
    const work = stage === 'running' ? last() : undefined;
    if (stage === 'running' && work === undefined) return;
    event.preventDefault();
    if (work === undefined) return;
    stage = 'waiting';
    void work.finally(() => {
      stage = 'over';
      app.quit();
    });
  };
  app.on('before-quit', hold);

  let wiping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (wiping) return;
    wiping = true;
    log.info('app.quit', {});
    // A second quit() from in here would be swallowed: the first one is not over.
    void wipe().finally(() => setImmediate(() => app.exit(0)));
  });
  return hold;
}

/** Asks over the window, where so many revisions lie on this machine alone. */
export function mayEnd(window: BrowserWindow | undefined, unsent: number): Promise<boolean> | undefined {
  if (unsent === 0) return undefined;
  return import('./unsent.ts').then(({ asksToEnd }) => asksToEnd(window, unsent));
}

/** Brings the window to the front, wherever it was put. */
export function focus(window: BrowserWindow | undefined): void {
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
