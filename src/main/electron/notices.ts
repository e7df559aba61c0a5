import { Notification } from 'electron';
import { words } from './words.ts';

/** What the system's notifications need. */
export interface NoticesDeps {
  /** The person looks at the window: it tells them. */
  readonly isLookedAt: () => boolean;
  /** A notification was pressed. */
  readonly show: () => void;
}

/** One program that waits, by what tells it from others. */
export interface Waiter {
  readonly id: string;
  readonly name: string;
}

export type NoticeKind = 'asks' | 'waits';

/**
 * Tells by the system's notifications of programs that wait while nobody looks at the window. They
 * name the program alone: what it asks for is nothing for a locked screen, or a log of the desktop.
 */
export class Notices {
  readonly #deps: NoticesDeps;
  readonly #shown = new Map<string, Notification>();

  constructor(deps: NoticesDeps) {
    this.#deps = deps;
  }

  /** All of a kind that wait now: those that are new are told of, those that went are taken back. */
  tell(kind: NoticeKind, waiters: readonly Waiter[]): void {
    const keys = new Set(waiters.map(({ id }) => `${kind} ${id}`));
    for (const [key, notice] of this.#shown) {
      if (!key.startsWith(`${kind} `) || keys.has(key)) continue;
      this.#shown.delete(key);
      notice.close();
    }
    if (this.#deps.isLookedAt() || !Notification.isSupported()) return;
    for (const { id, name } of waiters) {
      const key = `${kind} ${id}`;
      if (!this.#shown.has(key)) this.#shown.set(key, this.#raise(kind, name));
    }
  }

  #raise(kind: NoticeKind, name: string): Notification {
    const { asks, waits, text } = words.notices;
    const title = kind === 'asks' ? asks(name) : waits(name);
    const notice = new Notification({ title, body: text[kind] });
    notice.on('click', this.#deps.show);
    notice.show();
    return notice;
  }
}
