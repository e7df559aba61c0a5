/** Whether keys that work everywhere are had. */
export type KeysState = 'off' | 'on' | 'taken' | 'refused' | 'unavailable';

/** What came of asking for them; `shown`: what the desktop calls those that it gave. */
export interface Grabbed {
  readonly state: Exclude<KeysState, 'off'>;
  readonly shown?: string;
}

/** How a desktop gives a program keys that work everywhere: one set of them at a time. */
export interface Grabber {
  grab(keys: string, pressed: () => void): Promise<Grabbed>;
  release(): Promise<void>;
}

/** The keys that show the small window, wherever the focus is. */
export class GlobalKeys {
  readonly #grabber: () => Promise<Grabber>;
  readonly #pressed: () => void;
  #held = '';
  #now: { readonly state: KeysState; readonly shown?: string } = { state: 'off' };
  #turn: Promise<unknown> = Promise.resolve();

  constructor(grabber: () => Promise<Grabber>, pressed: () => void) {
    this.#grabber = grabber;
    this.#pressed = pressed;
  }

  /** How it stands; while the desktop asks the person, as before. */
  get state(): { readonly state: KeysState; readonly shown?: string } {
    return this.#now;
  }

  /** Has these keys from now on, '' for none; where they are not to be had, those from before. */
  set(keys: string): Promise<KeysState> {
    return this.#queued(async () => {
      const before = this.#held;
      if (keys === before && (keys === '' || this.#now.state === 'on')) return this.#now.state;
      const state = await this.#take(keys);
      const isLost = state !== 'on' && state !== 'off';
      if (isLost && before !== '' && before !== keys) await this.#take(before);
      return state;
    });
  }

  async #take(keys: string): Promise<KeysState> {
    if (keys === '' && this.#held === '') return 'off';
    const grabber = await this.#grabber();
    await grabber.release();
    const got = keys === '' ? ({ state: 'off' } as const) : await grabber.grab(keys, this.#pressed);
    this.#held = got.state === 'on' ? keys : '';
    this.#now = got;
    return got.state;
  }

  #queued<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
