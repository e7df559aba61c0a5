import { type Place, printPlace } from '../../../shared/place.ts';
import { traceOf } from '../../log.ts';
import { type Act, owner } from '../../vault/audit.ts';
import type { Vault } from '../../vault/vault.ts';
import type { SessionOptions } from './options.ts';

const mostWrong = 100;

/** What was refused, and when. */
type Wrong = { readonly time: number; readonly outcome: 'wrong-passphrase' | 'quick-unlock' };

type Deps = Pick<SessionOptions, 'memory' | 'outcomes' | 'log' | 'now'> & {
  /** Hears that a vault's audit has grown. */
  readonly grown: () => void;
};

/**
 * What a vault's audit has of its unlocks, and of what happened while it was locked. A locked vault
 * has no key to seal an entry with: what was wrong is written down at the next unlock.
 */
export class UnlockAudit {
  readonly #deps: Deps;
  /** By the place as it is printed. */
  readonly #wrong = new Map<string, readonly Wrong[]>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  refused(place: Place, outcome: Wrong['outcome']): void {
    const name = printPlace(place);
    const all = [...(this.#wrong.get(name) ?? []), { time: this.#deps.now(), outcome }];
    this.#wrong.set(name, all.slice(-mostWrong));
  }

  unlocked(place: Place, vault: Vault): void {
    if (vault.readOnly || vault.damaged) return;
    const wrong = this.#wrong.get(printPlace(place)) ?? [];
    this.#wrong.delete(printPlace(place));
    const failed: Act[] = wrong.map(({ time, outcome }) => ({
      client: owner,
      action: 'unlock.failed',
      outcome,
      time,
    }));
    this.writeDown(place, vault, [...failed, { client: owner, action: 'unlock', outcome: 'done' }]);
  }

  /** These, and what happened to the vault while it was locked. */
  // Nobody waits for it: a vault that cannot be written to opens all the same.
  writeDown(place: Place, vault: Vault, acts: readonly Act[] = []): void {
    if (vault.readOnly || vault.damaged) return;
    const { log, grown } = this.#deps;
    void this.#append(place, vault, acts).then(grown, (error) =>
      log.error('main.failed', { where: 'exception', trace: traceOf(error) }),
    );
  }

  async #append(place: Place, vault: Vault, acts: readonly Act[]): Promise<void> {
    const { memory, outcomes } = this.#deps;
    const restored = await memory?.restored(vault, place).catch(() => undefined);
    const meanwhile = [...(restored ? [restored] : []), ...(outcomes?.(vault) ?? [])];
    await Promise.all([...meanwhile, ...acts].map((act) => vault.audit.append(act)));
    if (restored !== undefined) await memory?.told(place);
  }
}
