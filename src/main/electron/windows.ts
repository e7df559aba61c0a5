import { type BrowserWindow, type Session, session } from 'electron';
import type { Events } from '../../shared/contract.ts';
import { emit, type OwnPage } from '../ipc/serve.ts';
import { built } from './built.ts';
import { focus } from './lifecycle.ts';
import type { AppliedPreferences } from './preferences.ts';
import { QuickWindow } from './quick-window.ts';
import type { Settings } from './settings.ts';
import { openWindow } from './window.ts';

/** The address of the app's own page. */
export const home = 'holdfast://app/';

export interface WindowsDeps {
  readonly settings: Settings;
  readonly preferences: () => AppliedPreferences;
  /** True while the vault in front is open. */
  readonly isOpen: () => boolean;
  readonly devTools: boolean;
}

/** The large window, and the small one that searches. */
export class Windows {
  readonly quick: QuickWindow;
  readonly #deps: WindowsDeps;
  #main: BrowserWindow | undefined;

  constructor(deps: WindowsDeps) {
    this.#deps = deps;
    const { preferences, isOpen } = deps;
    this.quick = new QuickWindow({
      ...{ session: pages, preload: built.preload, home, isOpen },
      zoom: () => preferences().get().zoom,
      apply: (small) => preferences().apply(small),
    });
  }

  /** The large one; `undefined` before it is opened, and once it is closed. */
  readonly main = (): BrowserWindow | undefined => this.#main;

  /** Opens the large one; `hidden`: it waits until it is asked for. Its page is not loaded yet. */
  open(hidden: boolean): BrowserWindow {
    const { settings, preferences, devTools } = this.#deps;
    const window = openWindow({
      ...{ session: pages(), preload: built.preload, hidden, devTools },
      placement: settings.contents.window,
      keep: (placement) => settings.update({ window: placement }),
    });
    this.#main = window;
    preferences().apply(window);
    window.webContents.on('did-navigate', () => preferences().apply(window));
    window.on('closed', () => {
      this.#main = undefined;
      this.quick.end();
    });
    return window;
  }

  /** Brings the large one to the front. */
  readonly show = (): void => focus(this.#main);

  readonly tell = <E extends keyof Events>(event: E, payload: unknown): void => {
    emit(this.#main?.webContents, event, payload);
    this.quick.tell(event, payload);
  };

  /** The pages that are there, and what each may ask. */
  own(): OwnPage[] {
    const main = this.#main && { contents: this.#main.webContents, may: () => true };
    return [...(main ? [main] : []), ...this.quick.pages()];
  }
}

/**
 * What our pages share. Without "persist:" in its name a session lives in memory: Chromium writes
 * no cache and no storage.
 */
export const pages = (): Session => session.fromPartition('holdfast');
