import type { State } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import { isSamePlace, type Place } from '../../../shared/place.ts';
import type { VaultColor } from '../../../shared/vault-look.ts';
import { isSecurityKeySlot, type KeyFileAsked, type KeySlot, keyFileAsked } from '../../keyslots/slot.ts';
import type { Vault } from '../../vault/vault.ts';
import { described, forgotten, isFileThere, lookOf, type Recent, remembered } from '../recents.ts';
import type { SessionOptions } from './options.ts';

/** The vault that a person chose: where it lies, what opens it, and what this machine knows of it. */
export class ChosenVault {
  readonly #recents: SessionOptions['recents'];
  readonly #now: () => number;
  #place: Place | undefined;
  /** Where its key file lies, as far as somebody has named one. */
  #keyFile: string | undefined;
  /** Its head said so when it was last read. */
  #asksKeyFile: KeyFileAsked = 'none';
  /** And that a security key opens it. */
  #takesKey = false;

  constructor({ recents, now }: Pick<SessionOptions, 'recents' | 'now'>) {
    this.#recents = recents;
    this.#now = now;
  }

  get place(): Place | undefined {
    return this.#place;
  }

  /** The place of what is to be opened; `not-found` where nothing is chosen. */
  get toOpen(): Place {
    return this.#place ?? fail({ code: 'not-found', what: 'vault', name: '' });
  }

  get keyFile(): string | undefined {
    return this.#keyFile;
  }

  /** True where a security key opens it. */
  get takesKey(): boolean {
    return this.#takesKey;
  }

  isAt(place: Place): boolean {
    return this.#place !== undefined && isSamePlace(this.#place, place);
  }

  /** `slots`: of its head; none where that was not read. */
  choose(place: Place, slots: readonly KeySlot[]): void {
    this.#asksKeyFile = keyFileAsked(slots);
    this.#takesKey = slots.some(isSecurityKeySlot);
    if (this.isAt(place)) return;
    this.put(place, this.#recent(place)?.keyFile);
  }

  put(place: Place | undefined, keyFile: string | undefined): void {
    this.#place = place;
    this.#keyFile = keyFile;
  }

  setKeyFile(keyFile: string | undefined): void {
    this.#keyFile = keyFile;
  }

  /** It is about to be locked: what opens it then. */
  leave(vault: Vault): void {
    this.#asksKeyFile = vault.keyFileAsked;
    this.#takesKey = vault.takesSecurityKey;
  }

  /** An unlock told whether it asks for a key file; true where its head had said otherwise. */
  learn(asks: boolean): boolean {
    if (asks === (this.#asksKeyFile !== 'none')) return false;
    this.#asksKeyFile = asks ? 'some' : 'none';
    return true;
  }

  /** `open`: the vault, where it is unlocked. */
  async keyFileState(open: Vault | undefined): Promise<Pick<State, 'keyFile'>> {
    const file = this.#keyFile;
    const asked = open === undefined ? this.#asksKeyFile : open.asksKeyFile ? 'all' : 'none';
    if (this.#place === undefined || asked === 'none') return {};
    const optional = asked === 'some' && { optional: true };
    if (file === undefined) return { keyFile: { missing: false, ...optional } };
    return { keyFile: { file, missing: !(await isFileThere(file)), ...optional } };
  }

  /** Where the key file of any vault lies. */
  keyFileOf(place: Place): string | undefined {
    return this.isAt(place) ? this.#keyFile : this.#recent(place)?.keyFile;
  }

  /** What any vault is called on this machine. */
  look(place: Place): ReturnType<typeof lookOf> {
    return lookOf(this.#recents.get(), place);
  }

  describe(place: Place, look: { name: string; color: VaultColor | undefined }): void {
    this.#recents.set(described(this.#recents.get(), place, look));
  }

  /** Puts it at the head of the vaults that were open here. */
  remember(place: Place): void {
    const keyFile = this.#keyFile;
    const { keyFile: _, ...before } = this.#recent(place) ?? {};
    const recent = { ...before, place, opened: this.#now(), ...(keyFile !== undefined && { keyFile }) };
    this.#recents.set(remembered(this.#recents.get(), recent));
  }

  forget(place: Place): void {
    this.#recents.set(forgotten(this.#recents.get(), place));
  }

  /** It lies there from now on, under the name that it had. */
  moved(from: Place, to: Place): void {
    const before = this.#recent(from);
    if (before !== undefined)
      this.#recents.set(remembered(forgotten(this.#recents.get(), from), { ...before, place: to }));
    this.#place = to;
  }

  #recent(place: Place): Recent | undefined {
    return this.#recents.get().find((recent) => isSamePlace(recent.place, place));
  }
}
