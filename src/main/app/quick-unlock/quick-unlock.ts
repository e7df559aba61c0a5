import { fail } from '../../../shared/failure.ts';
import { type Place, printPlace } from '../../../shared/place.ts';
import { mostWrongPins, type QuickMeans } from '../../../shared/quick-unlock.ts';
import { fromBase64url } from '../../crypto/base64url.ts';
import { secretBytes, wipedAtEnd } from '../../crypto/wipe.ts';
import type { KdfParameters } from '../../keyslots/passphrase.ts';
import type { OpenedKey } from '../../vault/open.ts';
import type { Vault } from '../../vault/vault.ts';
import type { SealedNote } from '../recently-used.ts';
import type { Entry, Wanted } from './entry.ts';
import type { QuickParts } from './means.ts';
import { choiceOf, type QuickChoice } from './note.ts';

/** What a session's quick unlock stands on. */
export interface QuickUnlockDeps {
  readonly parts: () => Promise<QuickParts>;
  readonly note: () => Promise<SealedNote>;
  /** Milliseconds of the wall clock, which goes on while the machine sleeps. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody sets back. */
  readonly steady: () => number;
  /** What a guess at a PIN costs; missing: as much as a passphrase does at least. */
  readonly cost?: KdfParameters;
  /** Hears that what was ready is so no longer. */
  readonly ended: () => void;
}

/** How a PIN is made a key. */
type Pin = Pick<Extract<QuickChoice, { means: 'pin' }>, 'salt' | 'cost'>;

interface Ready {
  readonly means: QuickMeans;
  readonly entry: Entry;
  /** The open vault's slots, as they were. */
  readonly slots: string;
  readonly pin: Pin | undefined;
  readonly until: { readonly wall: number; readonly steady: number };
  readonly timer: NodeJS.Timeout;
  wrong: number;
}

/**
 * Opens vaults again whose passphrase was typed in this session of the app. Everything of it is in
 * this process and in what the system keeps for it, and goes with it.
 */
export class QuickUnlock {
  readonly #deps: QuickUnlockDeps;
  /** By the place as it is printed. */
  readonly #ready = new Map<string, Ready>();

  constructor(deps: QuickUnlockDeps) {
    this.#deps = deps;
  }

  /** What opens the vault at a place now, beside its passphrase. */
  means(place: Place): QuickMeans | undefined {
    return this.#at(place)?.means;
  }

  /** What is set for an open vault. */
  async chosen(vault: Vault): Promise<QuickChoice | undefined> {
    return choiceOf(await this.#deps.note(), vault);
  }

  /** A vault was opened by its passphrase: readies what is set for it. */
  async begin(place: Place, vault: Vault, key: OpenedKey): Promise<void> {
    this.forget(place);
    const choice = await this.chosen(vault);
    if (choice !== undefined) await this.#make(place, vault, key, choice);
  }

  /** Sets it for an open vault from now on, in later sessions too. `quick-unlock` where it cannot be. */
  async set(place: Place, vault: Vault, key: OpenedKey, wanted: Wanted): Promise<void> {
    const { chosenBy } = await entries();
    const choice = await chosenBy(wanted, this.#deps.cost);
    this.forget(place);
    await this.#make(place, vault, key, choice);
    (await this.#deps.note()).keep(vault, choice);
  }

  async off(place: Place, vault: Vault): Promise<void> {
    this.forget(place);
    (await this.#deps.note()).discard(vault);
  }

  /**
   * What opens the vault at a place, its root key for the caller to wipe. `pin` is asked for where
   * that is what is set.
   */
  async open(place: Place, pin: string | undefined, signal: AbortSignal): Promise<OpenedKey> {
    const ready = this.#at(place) ?? fail({ code: 'quick-unlock', reason: 'not-ready' });
    const rootKey =
      ready.pin !== undefined
        ? await this.#byPin(place, ready, ready.pin, pin ?? '', signal)
        : await this.#bySystem(place, ready, signal);
    const { slot, mark } = ready.entry;
    return { rootKey, slot, mark };
  }

  /** To be called after writes: a change of who opens the vault ends it. */
  check(place: Place, vault: Vault): void {
    const ready = this.#ready.get(printPlace(place));
    if (ready !== undefined && ready.slots !== vault.slotsMark) this.forget(place);
  }

  /** The passphrase is asked for until it was typed again. */
  forget(place: Place): void {
    this.#drop(printPlace(place));
  }

  forgetAll(): void {
    for (const name of [...this.#ready.keys()]) this.#drop(name);
  }

  #drop(name: string): void {
    const ready = this.#ready.get(name);
    if (ready === undefined) return;
    clearTimeout(ready.timer);
    ready.entry.drop();
    this.#ready.delete(name);
  }

  #at(place: Place): Ready | undefined {
    const ready = this.#ready.get(printPlace(place));
    if (ready === undefined) return undefined;
    const { wall, steady } = ready.until;
    if (this.#deps.now() < wall && this.#deps.steady() < steady) return ready;
    this.forget(place);
    return undefined;
  }

  async #make(place: Place, vault: Vault, key: OpenedKey, choice: QuickChoice): Promise<void> {
    const { keyring, keychain } = await this.#deps.parts();
    const keeper = choice.means === 'pin' ? keyring : keychain;
    const pin = choice.means === 'pin' ? secretBytes(fromBase64url(choice.key)) : undefined;
    using _ = wipedAtEnd(pin);
    const seconds = choice.hours * 3_600;
    const { Entry } = await entries();
    const entry = new Entry(key, { vault: vault.id, keeper, seconds, pin });
    const over = () => {
      this.forget(place);
      this.#deps.ended();
    };
    this.#ready.set(printPlace(place), {
      ...{ means: choice.means, entry, slots: vault.slotsMark, wrong: 0 },
      pin: choice.means === 'pin' ? { salt: choice.salt, cost: choice.cost } : undefined,
      until: { wall: this.#deps.now() + seconds * 1_000, steady: this.#deps.steady() + seconds * 1_000 },
      timer: setTimeout(over, seconds * 1_000).unref(),
    });
  }

  // A try counts before it is looked at: several at once are not more than their number.
  async #byPin(place: Place, ready: Ready, { salt, cost }: Pin, pin: string, signal: AbortSignal) {
    if (ready.wrong >= mostWrongPins) return this.#refuse(place, 'too-many');
    ready.wrong += 1;
    const left = mostWrongPins - ready.wrong;
    const { pinKey } = await entries();
    const key = await pinKey(pin, fromBase64url(salt), cost, signal).catch((error: unknown) =>
      signal.aborted ? fail({ code: 'cancelled' }) : Promise.reject(error),
    );
    using _ = wipedAtEnd(key);
    const found = ready.entry.open(key);
    if (found === 'gone') return this.#refuse(place, 'over');
    if (found !== 'wrong') {
      ready.wrong = 0;
      return found;
    }
    return left > 0
      ? fail({ code: 'quick-unlock', reason: 'wrong-pin', left })
      : this.#refuse(place, 'too-many');
  }

  async #bySystem(place: Place, ready: Ready, signal: AbortSignal): Promise<Uint8Array> {
    await (await this.#deps.parts()).question.ask(signal);
    const found = ready.entry.open();
    return found instanceof Uint8Array ? found : this.#refuse(place, 'over');
  }

  #refuse(place: Place, reason: 'over' | 'too-many'): never {
    this.forget(place);
    return fail({ code: 'quick-unlock', reason });
  }
}

// The first screen needs nothing of it.
const entries = () => import('./entry.ts');
