import { isSamePlace, type Place } from '../../shared/place.ts';
import type { LockReason } from '../log-events.ts';
import type { Vault } from '../vault/vault.ts';

/** A vault that is open beside the one in front. */
export interface OpenVault {
  readonly vault: Vault;
  readonly place: Place;
  readonly keyFile: string | undefined;
}

/** Left alone since then. */
interface Left extends OpenVault {
  readonly since: number;
}

interface BesideDeps {
  /** Minutes after which one that nobody looked at locks by itself; 0: never. */
  readonly minutes: () => number;
  readonly now: () => number;
  /** Locks one; does not fail. */
  readonly lock: (vault: Vault, reason: LockReason) => Promise<void>;
  /** Hears that one has locked by itself. */
  readonly changed: () => void;
  /** Hears of one once what others wrote into it was looked at. */
  readonly looked: (vault: Vault) => void;
}

/** Milliseconds between two looks: what waits for a service is sent, and who was left alone locks. */
const every = 15_000;

/** The vaults that stay unlocked while another one is in front. */
export class Beside {
  readonly #deps: BesideDeps;
  #all: readonly Left[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: BesideDeps) {
    this.#deps = deps;
  }

  get all(): readonly OpenVault[] {
    return this.#all;
  }

  /** What lies on this machine alone, of all of them. */
  get unsent(): number {
    return this.#all.reduce((sum, { vault }) => sum + (vault.link?.unsent ?? 0), 0);
  }

  of(vault: Vault | undefined): OpenVault | undefined {
    return this.#all.find((one) => one.vault === vault);
  }

  at(place: Place): OpenVault | undefined {
    return this.#all.find((one) => isSamePlace(one.place, place));
  }

  put(open: OpenVault): void {
    this.#keep([...this.#all, { ...open, since: this.#deps.now() }]);
  }

  /** Takes one out, to be in front; `undefined`: none is open there. */
  take(place: Place): OpenVault | undefined {
    const found = this.at(place);
    this.#keep(this.#all.filter((one) => one !== found));
    return found;
  }

  async lock(reason: LockReason): Promise<void> {
    const all = this.#all;
    this.#keep([]);
    await Promise.all(all.map(({ vault }) => this.#deps.lock(vault, reason)));
  }

  /** Locks those that were left alone for too long, and looks at what others wrote into the rest. */
  async look(): Promise<void> {
    const { minutes, now, lock, changed, looked } = this.#deps;
    const limit = minutes() * 60_000;
    const over = this.#all.filter(({ since }) => limit > 0 && now() - since >= limit);
    this.#keep(this.#all.filter((one) => !over.includes(one)));
    await Promise.all(over.map(({ vault }) => lock(vault, 'idle')));
    if (over.length > 0) changed();
    // What cannot be read now is said when it is in front again.
    const all = this.#all;
    await Promise.all(all.map(({ vault }) => vault.refresh().catch(() => false)));
    for (const { vault } of all) if (this.of(vault) !== undefined) looked(vault);
  }

  #keep(all: readonly Left[]): void {
    this.#all = all;
    if (all.length === 0) clearInterval(this.#timer);
    if (all.length === 0) this.#timer = undefined;
    else this.#timer ??= setInterval(() => void this.look(), every).unref();
  }
}
