import { failureOf } from '../../shared/failure.ts';
import type { Progress } from '../backend/backend.ts';
import type { Vault } from '../vault/vault.ts';

/** What may pass by itself: a full disk, another program, a drive that is away. Milliseconds until it is tried again. */
const passing: ReadonlySet<string> = new Set(['busy', 'no-space', 'store']);
const patience = 60_000;

export interface ResealingOptions {
  readonly progress: Progress;
  readonly failed: (error: unknown) => void;
  readonly patience?: number;
}

/** Goes on with what a new root key left to be sealed anew, as long as the vault is open; one run at a time. */
export class Resealing {
  readonly #options: ResealingOptions;
  #vault: Vault | undefined;
  #run: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;

  constructor(options: ResealingOptions) {
    this.#options = options;
  }

  /** Begins with this vault where something is left in it; `undefined`: there is none any more. */
  follow(vault: Vault | undefined): void {
    this.#vault = vault;
    this.#run = undefined;
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
    try {
      await vault.renew({ progress: this.#options.progress });
    } catch (error) {
      // A lock is no failure: the next unlock goes on.
      if (vault === this.#vault) this.#waitAfter(error);
      throw error;
    } finally {
      if (vault === this.#vault) this.#run = undefined;
    }
  }

  #waitAfter(error: unknown): void {
    this.#options.failed(error);
    if (!passing.has(failureOf(error)?.code ?? '')) return;
    const again = () => void this.run()?.catch(() => undefined);
    this.#again = setTimeout(again, this.#options.patience ?? patience).unref();
  }
}
