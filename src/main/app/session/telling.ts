import type { State } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { LockReason } from '../../log-events.ts';
import type { Settled } from '../../store/beside.ts';
import type { Beside } from '../beside.ts';
import { shown } from '../recents.ts';
import type { ChosenVault } from './chosen-vault.ts';
import type { FrontVault } from './front-vault.ts';
import type { Notice, SessionOptions } from './options.ts';

/** What the window is told from. */
interface TellingDeps {
  readonly options: SessionOptions;
  readonly chosen: ChosenVault;
  readonly front: FrontVault;
  readonly beside: Beside;
  /** False where vaults are in memory alone. */
  readonly isDurable: () => Promise<boolean>;
}

/** More of them are not told at once. */
const mostSettled = 3;

/** The session as the window shows it, and what it says of what happened. */
export class Telling {
  readonly #deps: TellingDeps;
  #lockedBy: State['lockedBy'];
  #settled: NonNullable<State['settled']> = [];
  #refusal: Failure | undefined;

  constructor(deps: TellingDeps) {
    this.#deps = deps;
  }

  async state(): Promise<State> {
    const { options, front, beside, isDurable } = this.#deps;
    const recents = await shown(options.recents.get());
    const durable = await isDurable();
    const { vault } = front;
    const readOnly = vault !== undefined && (vault.readOnly || vault.damaged);
    const notices: Notice[] = [...options.notices];
    if (!durable) notices.push('memory-only');
    const { elsewhere } = front;
    if (elsewhere !== undefined) notices.push(elsewhere);
    if (vault?.damaged === true) notices.push('damaged');
    else if (readOnly) notices.push('read-only');
    const { place } = this.#deps.chosen;
    const chosen = place === undefined ? {} : { place, ...this.#deps.chosen.look(place) };
    const stage = this.#stage();
    const lockedBy = stage === 'locked' && this.#lockedBy !== undefined ? { lockedBy: this.#lockedBy } : {};
    const open = beside.all.map((one) => ({ place: one.place, ...this.#deps.chosen.look(one.place) }));
    const quick = place && options.quickUnlock?.means(place);
    const aside = {
      ...(quick && { quickUnlock: quick }),
      ...(stage === 'locked' && this.#deps.chosen.takesKey && { securityKey: true as const }),
      ...(await this.#deps.chosen.keyFileState(vault)),
      ...(this.#settled.length > 0 && { settled: this.#settled }),
      ...(this.#refusal && { refused: this.#refusal }),
      ...front.standing,
      ...(open.length > 0 && { beside: open }),
    };
    return { vault: stage, ...chosen, ...lockedBy, readOnly, notices, ...aside, recents };
  }

  /** The vault in front is locked for this reason: told where nobody asked for it. */
  locked(reason: LockReason): void {
    const known = ['idle', 'suspend', 'screen-lock', 'user-switch', 'minimized'] as const;
    this.#lockedBy = known.find((one) => one === reason);
  }

  /** What was done about a journal beside a vault file. */
  settled({ file, did, kept }: Settled): void {
    this.#settled = [...this.#settled, { file, did, kept: [...kept] }].slice(-mostSettled);
  }

  forgetSettled(): void {
    this.#settled = [];
  }

  /** Why a place that was asked for is none; `undefined`: a vault was chosen since. */
  refused(failure: Failure | undefined): void {
    this.#refusal = failure;
  }

  #stage(): State['vault'] {
    if (this.#deps.front.vault !== undefined) return 'open';
    return this.#deps.chosen.place === undefined ? 'none' : 'locked';
  }
}
