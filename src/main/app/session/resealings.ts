import { type Log, traceOf } from '../../log.ts';
import type { Vault } from '../../vault/vault.ts';
import { Resealing } from '../resealing.ts';

interface Deps {
  readonly log: Log;
  /** Hears of each step of a vault, and of its last one. */
  readonly stepped: (vault: Vault, last: boolean) => void;
  /** Hears when a run begins and when one ends. */
  readonly turned: (vault: Vault) => void;
}

/** What seals anew in each vault that is open, in front or beside. */
export class Resealings {
  readonly #deps: Deps;
  readonly #all = new WeakMap<Vault, Resealing>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  of(vault: Vault): Resealing {
    const known = this.#all.get(vault);
    if (known !== undefined) return known;
    const { log, stepped, turned } = this.#deps;
    const fresh = new Resealing(vault, {
      progress: (done, total) => stepped(vault, done === total),
      failed: (error) => log.error('main.failed', { where: 'exception', trace: traceOf(error) }),
      turned: () => turned(vault),
    });
    this.#all.set(vault, fresh);
    return fresh;
  }
}
