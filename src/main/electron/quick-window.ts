import { BrowserWindow, nativeTheme, type Session, screen, type WebContents } from 'electron';
import { channel, type Events } from '../../shared/contract.ts';
import { quickCalls, quickHears, quickQuery } from '../../shared/contract-quick.ts';
import { emit, type OwnPage } from '../ipc/serve.ts';
import { quickPlace } from './placement.ts';
import { ground } from './rest-page.ts';
import { safePage } from './window.ts';

/** What the small window is made of. */
export interface QuickWindowDeps {
  readonly session: () => Session;
  readonly preload: string;
  /** The address of the app's own page. */
  readonly home: string;
  /** Percent. */
  readonly zoom: () => number;
  /** Does to it what the preferences say. */
  readonly apply: (window: BrowserWindow) => void;
  /** True while the vault is open: then it is kept for the next time. */
  readonly isOpen: () => boolean;
}

/**
 * The small window that searches: over whatever else is on the screen, and away as soon as anything
 * else is looked at. Its page has the calls of `quickCalls` and no others, and its process ends
 * with the lock.
 */
export class QuickWindow {
  readonly #deps: QuickWindowDeps;
  #window: BrowserWindow | undefined;

  constructor(deps: QuickWindowDeps) {
    this.#deps = deps;
  }

  /** Shows it on the screen where the mouse is. */
  show(): void {
    this.#window ??= this.#made();
    const window = this.#window;
    window.setBounds(quickPlace(this.#deps.zoom(), workArea()));
    this.#deps.apply(window);
    this.tell('quick', { shown: true });
    window.show();
    window.focus();
  }

  /** Puts it away: a page of a locked vault is not kept. */
  hide(): void {
    if (!this.#deps.isOpen()) this.end();
    if (this.#window === undefined || !this.#window.isVisible()) return;
    this.tell('quick', { shown: false });
    this.#window.hide();
  }

  /** Ends its page, and the process that the page has. */
  end(): void {
    const window = this.#window;
    this.#window = undefined;
    if (window !== undefined && !window.isDestroyed()) window.destroy();
  }

  /** What it may ask; nothing while there is none. */
  pages(): OwnPage[] {
    const contents = this.#contents;
    return contents === undefined ? [] : [{ contents, may: (name) => allowed.has(name) }];
  }

  tell<E extends keyof Events>(event: E, payload: unknown): void {
    if ((quickHears as readonly string[]).includes(event)) emit(this.#contents, event, payload);
  }

  get #contents(): WebContents | undefined {
    return this.#window === undefined || this.#window.isDestroyed() ? undefined : this.#window.webContents;
  }

  #made(): BrowserWindow {
    const { session, preload, home, apply, zoom } = this.#deps;
    const window = new BrowserWindow({
      ...quickPlace(zoom(), workArea()),
      title: 'Holdfast',
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
      webPreferences: safePage({ session: session(), preload, devTools: false }),
    });
    window.on('blur', () => this.hide());
    // Closed by the desktop, or its page's process is gone: the next time there is a new one.
    window.on('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
    window.webContents.on('render-process-gone', () => setImmediate(() => this.end()));
    window.webContents.on('did-navigate', () => apply(window));
    void window.loadURL(`${home}${quickQuery}`).catch(() => this.end());
    return window;
  }
}

const allowed: ReadonlySet<string> = new Set(
  quickCalls.map((call) => {
    const [group = '', method = ''] = call.split('.');
    return channel(group, method);
  }),
);

function workArea() {
  return screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
}
