import { type Failure, failureOf } from '../../shared/failure.ts';
import type { Progress } from '../backend/copies.ts';
import type { Vault } from '../vault/vault.ts';

/**
 * What may pass by itself: a full disk, another program, a drive that is away. Milliseconds until
 * it is tried again.
 */
const passing: ReadonlySet<string> = new Set(['busy', 'no-space', 'store']);
const patience = 60_000;

export interface ResealingOptions {
  readonly progress: Progress;
  readonly failed: (error: unknown) => void;
  /** Hears when a run begins and when one ends, whichever way. */
  readonly turned?: () => void;
  readonly patience?: number;
}

/** How far a run is, in secrets, or why the last one ended. */
export interface ResealingState {
  readonly done: number;
  readonly total: number;
  readonly failure?: Failure;
}

/**
 * Goes on with what a new root key left to be sealed anew, as long as the vault is open; one run at
 * a time.
 */
export class Resealing {
  readonly #options: ResealingOptions;
  #vault: Vault | undefined;
  #run: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #state: ResealingState = { done: 0, total: 0 };

  constructor(options: ResealingOptions) {
    this.#options = options;
  }

  get state(): ResealingState {
    return this.#state;
  }

  /** Begins with this vault where something is left in it; `undefined`: there is none any more. */
  follow(vault: Vault | undefined): void {
    this.#vault = vault;
    this.#run = undefined;
    this.#state = { done: 0, total: 0 };
    clearTimeout(this.#again);
    void this.run()?.catch(() => undefined);
  }

  /** The run under way, or a new one; `undefined`: there is nothing to do. */
  run(): Promise<void> | undefined {
    const vault = this.#vault;
    if (vault === undefined || vault.readOnly || vault.damaged || !vault.renewing) return undefined;
    clearTimeout(this.#again);
    this.#run ??= this.#reseal(vault);
    return this.#run;
  }

  async #reseal(vault: Vault): Promise<void> {
    const { progress, turned } = this.#options;
    this.#state = { done: 0, total: 0 };
    const show: Progress = (done, total) => {
      if (vault !== this.#vault) return;
      this.#state = { done, total };
      progress(done, total);
    };
    try {
      turned?.();
      await vault.renew({ progress: show });
    } catch (error) {
      // A lock is no failure: the next unlock goes on.
      if (vault === this.#vault) this.#waitAfter(error);
      throw error;
    } finally {
      if (vault === this.#vault) {
        this.#run = undefined;
        turned?.();
      }
    }
  }

  #waitAfter(error: unknown): void {
    this.#options.failed(error);
    this.#state = { ...this.#state, failure: failureOf(error) ?? { code: 'internal', reference: '' } };
    if (!passing.has(failureOf(error)?.code ?? '')) return;
    const again = () => void this.run()?.catch(() => undefined);
    this.#again = setTimeout(again, this.#options.patience ?? patience).unref();
  }
}
