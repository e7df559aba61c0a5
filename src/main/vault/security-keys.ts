import { fail } from '../../shared/failure.ts';
import type { SecurityKeyFault } from '../../shared/failure-reasons.ts';
import { isSameName, nameFault, normalName } from '../../shared/people.ts';
import { wipe } from '../crypto/wipe.ts';
import { recoverySlotOf } from '../keyslots/recovery.ts';
import { type MadeKey, mostSecurityKeys, wantedOf, wrapWithSecurityKey } from '../keyslots/security-key.ts';
import { isSecurityKeySlot, type SecurityKeySlot } from '../keyslots/slot.ts';
import { holderOf } from './key-holders.ts';
import type { VaultParts } from './people.ts';
import { parsePerson, settingNames } from './people-settings.ts';
import { type Credentials, unwrapAny } from './slots.ts';

/** A security key of the vault, as a person sees it. */
export interface SecurityKeyInfo {
  readonly id: string;
  readonly name: string;
  readonly added: number;
  /** It asks for its PIN, or a finger. */
  readonly verified: boolean;
  /** Whose it is, where that person has a name. */
  readonly person?: string;
  readonly yours: boolean;
}

/** A key that was set up, and what it is to be called. The caller wipes its secret. */
export interface NamedKey {
  readonly name: string;
  readonly made: MadeKey;
}

/** The security keys of an unlocked vault: each opens it, beside the passphrase of its owner. */
export class SecurityKeySlots {
  readonly #vault: VaultParts;

  constructor(vault: VaultParts) {
    this.#vault = vault;
  }

  async list(): Promise<SecurityKeyInfo[]> {
    const { backend, opener } = this.#vault;
    return Promise.all(
      this.#slots().map(async ({ id, label, created, verified }) => {
        const holder = await holderOf(backend, id);
        const person = holder && parsePerson(await backend.loadSetting(settingNames.person(holder)))?.name;
        return {
          ...{ id, name: label, added: Date.parse(created), verified },
          ...(person && { person }),
          yours: holder !== undefined && holder === opener(),
        };
      }),
    );
  }

  /** What keys that are set up for this vault already are known by. */
  credentials(): Uint8Array[] {
    return this.#slots().map((slot) => wantedOf(slot).credential);
  }

  /** `wrong-passphrase`, before anybody touches a key. */
  async prove(credentials: Credentials): Promise<void> {
    const { backend, vaultId } = this.#vault;
    wipe((await unwrapAny(backend.keySlots(), credentials, vaultId)).rootKey);
  }

  /** Names as they would be stored, of keys that are added together. `security-key`. */
  refuseNames(texts: readonly string[]): string[] {
    const names = texts.map((text) => this.refuseName(text));
    const isTwice = names.some((name, at) => names.slice(0, at).some((one) => isSameName(one, name)));
    return isTwice ? refuse('name-taken') : names;
  }

  /** A name as it would be stored. `security-key` where it cannot be one. */
  refuseName(text: string, besides?: string): string {
    const name = normalName(text);
    const fault = nameFault(name);
    if (fault !== undefined && fault !== 'name-reserved')
      refuse(fault === 'name-empty' ? 'name-empty' : 'name-refused');
    if (this.#slots().some(({ id, label }) => id !== besides && isSameName(label, name)))
      refuse('name-taken');
    return name;
  }

  /** True where one key more may be the only one: there are sheets, or there is another key. */
  get mayAddOne(): boolean {
    return recoverySlotOf(this.#vault.backend.keySlots()) !== undefined || this.#slots().length > 0;
  }

  /** `full`, before anybody touches a key. */
  refuseFull(more = 1): void {
    if (this.#slots().length + more > mostSecurityKeys) refuse('full');
  }

  /**
   * Lets these keys open the vault from now on. `credentials`: of their owner, for the root key is
   * kept nowhere. `security-key` (`sheets-first` for one key alone), `wrong-passphrase`.
   */
  add(keys: readonly NamedKey[], credentials: Credentials): Promise<void> {
    return this.#change(async () => {
      const { backend, vaultId, audit, now } = this.#vault;
      if (keys.length < 2 && !this.mayAddOne) refuse('sheets-first');
      this.refuseFull(keys.length);
      const names = this.refuseNames(keys.map(({ name }) => name));
      const from = backend.keySlots();
      const { slot: owner, rootKey } = await unwrapAny(from, credentials, vaultId);
      try {
        const wrapping = { rootKey, vaultId: Buffer.from(vaultId, 'hex'), now: new Date(now()) };
        const added = await Promise.all(
          keys.map(({ made }, at) => wrapWithSecurityKey({ ...wrapping, made, label: names[at] ?? '' })),
        );
        await this.#vault.storeKeys({
          from,
          slots: [...from, ...added.map(({ slot }) => slot)],
          psks: new Map(added.map(({ slot, psk }) => [slot.id, psk])),
          settings: added.map(({ slot }) => [settingNames.holder(slot.id), owner.id]),
          audit: names.map((name) => audit.record('security-key.add', name)),
          renew: false,
        });
      } finally {
        wipe(rootKey);
      }
    });
  }

  /** `not-found`, `security-key`. */
  rename(id: string, text: string): Promise<void> {
    return this.#change(async () => {
      const { backend, audit } = this.#vault;
      this.#find(id);
      const label = this.refuseName(text, id);
      const from = backend.keySlots();
      const slots = from.map((slot) => (slot.id === id ? { ...slot, label } : slot));
      const record = audit.record('security-key.name', label);
      await this.#vault.storeKeys({ from, slots, audit: [record], renew: false });
    });
  }

  /**
   * From now on this key opens the vault no more, which gets new keys: a copy from before opens
   * nothing that is written later. `not-found`, `wrong-passphrase`.
   */
  remove(id: string, credentials: Credentials): Promise<void> {
    return this.#change(async () => {
      const { backend, audit } = this.#vault;
      const { label } = this.#find(id);
      const from = backend.keySlots();
      await this.prove(credentials);
      const slots = from.filter((slot) => slot.id !== id);
      const records = [audit.record('security-key.remove', label), audit.record('key.replace')];
      await this.#vault.storeKeys({ from, slots, audit: records, renew: true });
    });
  }

  #slots(): SecurityKeySlot[] {
    return this.#vault.backend.keySlots().filter(isSecurityKeySlot);
  }

  #find(id: string): SecurityKeySlot {
    const found = this.#slots().find((slot) => slot.id === id);
    return found ?? fail({ code: 'not-found', what: 'security-key', name: id.slice(0, 80) });
  }

  // Read, changed and written with nothing of ours in between.
  #change<T>(work: () => Promise<T>): Promise<T> {
    return this.#vault.turn(async () => {
      if (this.#vault.backend.readOnly) fail({ code: 'read-only' });
      await this.#vault.refresh();
      return work();
    });
  }
}

function refuse(reason: SecurityKeyFault): never {
  return fail({ code: 'security-key', reason });
}
