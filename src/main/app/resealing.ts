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
 * Goes on with what a new root key left of one vault to be sealed anew, as long as that is open; one
 * run at a time.
 */
export class Resealing {
  readonly #vault: Vault;
  readonly #options: ResealingOptions;
  #run: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #state: ResealingState = { done: 0, total: 0 };
  #ended = false;

  constructor(vault: Vault, options: ResealingOptions) {
    this.#vault = vault;
    this.#options = options;
  }

  get state(): ResealingState {
    return this.#state;
  }

  /** To be called when the vault locks. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#again);
  }

  /** Begins where something is left, and nobody waits for it. */
  begin(): void {
    void this.run()?.catch(() => undefined);
  }

  /** The run under way, or a new one; `undefined`: there is nothing to do. */
  run(): Promise<void> | undefined {
    const vault = this.#vault;
    if (this.#ended || vault.readOnly || vault.damaged || !vault.renewing) return undefined;
    clearTimeout(this.#again);
    this.#run ??= this.#reseal();
    return this.#run;
  }

  async #reseal(): Promise<void> {
    const { progress, turned } = this.#options;
    this.#state = { done: 0, total: 0 };
    const show: Progress = (done, total) => {
      if (this.#ended) return;
      this.#state = { done, total };
      progress(done, total);
    };
    try {
      turned?.();
      await this.#vault.renew({ progress: show });
    } catch (error) {
      // A lock is no failure: the next unlock goes on.
      if (!this.#ended) this.#waitAfter(error);
      throw error;
    } finally {
      this.#run = undefined;
      if (!this.#ended) turned?.();
    }
  }

  #waitAfter(error: unknown): void {
    this.#options.failed(error);
    this.#state = { ...this.#state, failure: failureOf(error) ?? { code: 'internal', reference: '' } };
    if (!passing.has(failureOf(error)?.code ?? '')) return;
    this.#again = setTimeout(() => this.begin(), this.#options.patience ?? patience).unref();
  }
}
