import { app, type BrowserWindow, dialog, type WebContents } from 'electron';
import { type Log, traceOf } from '../log.ts';
import type { Word } from '../log-events.ts';
import { type Crash, crashActions, crashAddress } from './crash-page.ts';
import { words } from './words.ts';

/** Chromium's number for a load whose place another took. */
const aborted = -3;

/** What is done about a crash besides saying so. */
export interface CrashDeps {
  readonly log: Log;
  readonly window: () => BrowserWindow | undefined;
  /** Drops the keys; never throws. */
  readonly lock: () => void;
  /** The address of the app's own page. */
  readonly home: string;
}

/**
 * From here on nothing fails unseen: a crash leads to a page that says what happened and where the
 * log is.
 */
export class Crashes {
  readonly #deps: CrashDeps;

  constructor(deps: CrashDeps) {
    this.#deps = deps;
    process.on('uncaughtException', (error) => this.#failed('exception', error));
    process.on('unhandledRejection', (reason) => this.#failed('rejection', reason));
  }

  /** Watches the window's page. */
  watch(window: BrowserWindow): void {
    const contents = window.webContents;
    const { log } = this.#deps;
    contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log.error('window.gone', { reason, exitCode });
      // Not from inside this event: the contents are still being taken apart.
      if (reason !== 'clean-exit') setImmediate(() => this.#show('renderer'));
    });
    contents.on('did-fail-load', (_event, code, _text, _address, isMainFrame) => {
      if (!isMainFrame || code === aborted) return;
      log.error('window.not-loaded', { where: 'load', code });
      this.#show('load');
    });
    contents.on('preload-error', (_event, _path, error) => {
      log.error('main.failed', { where: 'preload', trace: traceOf(error) });
      this.#show('load');
    });
    window.on('unresponsive', () => void this.#askToWait(window));
  }

  /**
   * Does what a button of the crash page asks; another address, or one asked for elsewhere, is
   * nothing to it.
   */
  follow(contents: WebContents, address: string): void {
    const { home } = this.#deps;
    const here = contents.getURL();
    if (!here.startsWith('holdfast://crash/')) return;
    if (address === crashActions.quit) app.quit();
    if (address !== crashActions.again) return;
    if (here !== crashAddress('main')) return void contents.loadURL(home);
    app.relaunch();
    app.quit();
  }

  #failed(where: Word, error: unknown): void {
    this.#deps.log.error('main.failed', { where, trace: traceOf(error) });
    this.#show('main');
  }

  #show(crash: Crash): void {
    const { lock, window, log } = this.#deps;
    lock();
    const contents = window()?.webContents;
    if (contents === undefined || contents.isDestroyed() || isCrashPage(contents)) {
      giveUp(log.file);
      return;
    }
    contents.loadURL(crashAddress(crash)).then(
      () => window()?.show(),
      // Where another load took its place there is a page to be seen all the same.
      (error) => (error?.errno === aborted ? window()?.show() : giveUp(log.file)),
    );
  }

  async #askToWait(window: BrowserWindow): Promise<void> {
    this.#deps.log.warn('window.unresponsive', {});
    const { title, text, log, wait } = words.hangs;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: title,
      detail: `${text}\n\n${log(this.#deps.log.file)}`,
      buttons: [wait, words.crash.reload, words.crash.quit],
      cancelId: 0,
    });
    if (response === 1) window.webContents.forcefullyCrashRenderer();
    if (response === 2) app.quit();
  }
}

function isCrashPage(contents: WebContents): boolean {
  return contents.getURL().startsWith('holdfast://crash/') && !contents.isLoading();
}

// No page can be shown: the system's own box is what is left.
function giveUp(logFile: string): void {
  dialog.showErrorBox(words.crash.title, words.crash.log(logFile));
  app.exit(1);
}
