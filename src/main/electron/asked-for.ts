import type { Session } from '../app/session.ts';
import type { Log } from '../log.ts';
import type { ChosenFiles } from './chosen.ts';
import type { Kept } from './kept.ts';
import type { Named } from './launch.ts';
import type { Windows } from './windows.ts';

export interface AskedForDeps {
  readonly session: () => Session;
  readonly windows: Windows;
  readonly recents: Kept['recents'];
  readonly chosen: ChosenFiles;
  readonly log: Log;
}

/** What a person asks for outside of the window: by the desktop, the tray, keys, the command line. */
export class AskedFor {
  readonly #deps: AskedForDeps;

  constructor(deps: AskedForDeps) {
    this.#deps = deps;
  }

  /** A vault, or what is no vault. */
  readonly vault = (named: Named): void => {
    const { session, chosen, log } = this.#deps;
    log.info('vault.offered', {});
    if ('failure' in named) session().refuse(named.failure);
    else {
      chosen.add(named.place);
      void session().offer(named.place);
    }
  };

  /**
   * The small window that searches. Where no vault is chosen, and nobody is about to choose one in
   * the large one (`isFree`), it is the last.
   */
  readonly search = async (isFree = !(this.#deps.windows.main()?.isVisible() ?? false)): Promise<void> => {
    const { session: here, windows, recents } = this.#deps;
    const session = here();
    const [last] = recents.get();
    if (session.chosen === undefined && last !== undefined && isFree) await session.offer(last.place);
    if (session.chosen === undefined) windows.show();
    else windows.quick.show();
  };
}
