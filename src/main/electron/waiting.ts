import type { BrowserWindow } from 'electron';
import { attract } from './attention.ts';
import { Notices, type Waiter } from './notices.ts';

/** Where a person is told of programs that wait. */
export interface WaitingDeps {
  readonly window: () => BrowserWindow | undefined;
  readonly show: () => void;
  /** Hears how many wait, for whatever it is. */
  readonly count: (waiting: number) => void;
}

/** Programs that wait for the person: they ask for a right, or for a vault to be unlocked. */
export class Waiting {
  readonly #deps: WaitingDeps;
  readonly #notices: Notices;
  #numbers = { requests: 0, unlockWanted: 0 };

  constructor(deps: WaitingDeps) {
    this.#deps = deps;
    const { window, show } = deps;
    this.#notices = new Notices({ isLookedAt: () => window()?.isFocused() ?? false, show });
  }

  /** All of a kind that wait now. */
  tell(kind: 'requests' | 'unlockWanted', waiters: readonly Waiter[]): void {
    attract(this.#deps.window(), waiters.length > 0);
    this.#notices.tell(kind === 'requests' ? 'asks' : 'waits', waiters);
    this.#numbers = { ...this.#numbers, [kind]: waiters.length };
    this.#deps.count(this.#numbers.requests + this.#numbers.unlockWanted);
  }
}
