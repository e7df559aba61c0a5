import type { WebContents } from 'electron';
import type { LockReason } from '../log-events.ts';
import { restAddress } from './network-rules.ts';

/** What a renewal touches. */
export interface RenewalDeps {
  readonly contents: () => WebContents | undefined;
  /** The address of the app's own page. */
  readonly home: string;
  /** The page empties itself: what it showed stays on the screen until the next one is there. */
  readonly empty: () => void;
  /** Runs when the old page's process is gone. */
  readonly renewed: () => void;
}

/**
 * Gives the page a new process, so that nothing the old one held is left, not even in memory that
 * it had freed. Chromium does so when a page goes to another site: to a page without anything, and
 * back.
 */
export class Renewal {
  readonly #deps: RenewalDeps;
  #under: Promise<void> | undefined;

  constructor(deps: RenewalDeps) {
    this.#deps = deps;
  }

  /** Returns when the new page is there; never throws. */
  renew(): Promise<void> {
    this.#under ??= this.#run().finally(() => {
      this.#under = undefined;
    });
    return this.#under;
  }

  async #run(): Promise<void> {
    const { contents: find, home, empty, renewed } = this.#deps;
    const contents = find();
    if (contents === undefined || contents.isDestroyed()) return;
    empty();
    const left = await goTo(contents, restAddress);
    // A crash page came in between: it is another site too.
    if (left && !contents.isDestroyed()) await goTo(contents, home);
    renewed();
  }
}

function goTo(contents: WebContents, address: string): Promise<boolean> {
  return contents.loadURL(address).then(
    () => true,
    () => false,
  );
}

/**
 * Whether a lock for this reason is followed by a new page: not at the end, nor where the page
 * still has something to tell.
 */
export function renews(reason: LockReason): boolean {
  return reason !== 'quit' && reason !== 'crash' && reason !== 'mending';
}
