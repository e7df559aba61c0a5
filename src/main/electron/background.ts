import { app, type BrowserWindow, dialog, type Event } from 'electron';
import type { Preferences } from '../../shared/preferences.ts';
import { words } from './words.ts';

type OnClose = Preferences['onClose'];

/** What closing the window depends on. */
export interface BackgroundDeps {
  readonly window: () => BrowserWindow | undefined;
  readonly onClose: () => OnClose;
  /** Keeps the answer. */
  readonly remember: (answer: 'stay' | 'quit') => void;
  /** True while a vault is chosen, open or locked: there is something to serve. */
  readonly hasVault: () => boolean;
  readonly quit: () => void;
}

/** Closing the window ends the app, or puts the window away and goes on; the first time it asks. */
export class Background {
  readonly #deps: BackgroundDeps;
  /** The app is about to end, whatever closing the window means. */
  #ending = false;

  constructor(deps: BackgroundDeps) {
    this.#deps = deps;
  }

  /** To be called when the app is asked to end. Something else may still call that off. */
  ending(event: Pick<Event, 'defaultPrevented'>): void {
    this.#ending = true;
    setImmediate(() => {
      if (event.defaultPrevented) this.#ending = false;
    });
  }

  /** True where closing the window does not end the app now. */
  closing(event: Pick<Event, 'preventDefault'>): boolean {
    const { onClose, hasVault, window } = this.#deps;
    const wanted = onClose();
    if (this.#ending || wanted === 'quit' || !hasVault()) return false;
    event.preventDefault();
    if (wanted === 'stay') window()?.hide();
    else void this.#ask();
    return true;
  }

  async #ask(): Promise<void> {
    const answer = await asked(this.#deps.window());
    if (answer === undefined) return;
    if (answer === 'stay') this.#deps.window()?.hide();
    this.#deps.remember(answer);
    if (answer === 'quit') this.#deps.quit();
  }
}

/** `undefined`: the window is not to be closed after all. */
async function asked(window: BrowserWindow | undefined): Promise<'stay' | 'quit' | undefined> {
  const { title, text, stay, quit, cancel } = words.background;
  const question = {
    type: 'question' as const,
    message: title,
    detail: text,
    buttons: [stay, quit, cancel],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question));
  return (['stay', 'quit'] as const)[response];
}

/** Tells `background` of every way in which the app is asked to end. */
export function tendBackground(background: Background): void {
  app.on('before-quit', (event) => background.ending(event));
}
