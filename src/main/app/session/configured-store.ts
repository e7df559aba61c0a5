import type { Place } from '../../../shared/place.ts';
import type { BackendConfig } from '../../vault/open.ts';
import type { Core } from '../core.ts';
import type { SessionOptions } from './options.ts';

/** The kind of store that was configured for all vaults; missing: each place says its own. */
export class ConfiguredStore {
  readonly #core: SessionOptions['core'];
  #kind: string | undefined;

  constructor({ core, store }: Pick<SessionOptions, 'core' | 'store'>) {
    this.#core = core;
    this.#kind = store;
  }

  /** False where vaults are in memory alone. */
  // The default kind is durable: the first screen need not wait for the core to be told so.
  async isDurable(): Promise<boolean> {
    const kind = this.#kind;
    return kind === undefined || (await this.#core()).isDurable({ kind });
  }

  // A configured kind that keeps nothing stands in for every place.
  config(core: Core, place: Place): BackendConfig {
    const kind = this.#kind;
    return kind === undefined || core.isDurable({ kind }) ? place : { ...place, kind };
  }

  /** Vaults are kept where they lie from now on, unless `work` fails. */
  async endWith(work: () => Promise<unknown>): Promise<void> {
    const before = this.#kind;
    this.#kind = undefined;
    try {
      await work();
    } catch (error) {
      this.#kind = before;
      throw error;
    }
  }
}
