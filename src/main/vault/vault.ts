import type { AuditAction } from '../../shared/audit.ts';
import { fail } from '../../shared/failure.ts';
import { unnamed } from '../../shared/people.ts';
import type { Backend, Copies, DraftSeal, Histories } from '../backend/backend.ts';
import type { Change, Client, Policy } from '../backend/changes.ts';
import type { Progress, VerifyReport } from '../backend/copies.ts';
import { Turn } from '../backend/write/turns.ts';
import { wipe } from '../crypto/wipe.ts';
import type { KdfParameters } from '../keyslots/passphrase.ts';
import {
  isSecurityKeySlot,
  type KeyFileAsked,
  type KeySlot,
  keyFileAsked,
  needsKeyFile,
} from '../keyslots/slot.ts';
import type { Link, ObjectStore } from '../store/store.ts';
import { Audit, owner } from './audit.ts';
import type { Catalog } from './catalog.ts';
import { Cipher } from './cipher.ts';
import { Codes } from './codes.ts';
import { VaultDevices } from './devices.ts';
import { Edits } from './edits.ts';
import { type Exposed, exposedOf } from './exposed.ts';
import { Imports } from './imports.ts';
import { holderOf } from './key-holders.ts';
import { type DroppedSlot, type KeyChange, storeKeys } from './keys.ts';
import { People } from './people.ts';
import { auditName, settingNames } from './people-settings.ts';
import { Policies } from './policies.ts';
import { Recovery } from './recovery.ts';
import { Secrets } from './secrets.ts';
import { SecurityKeySlots } from './security-keys.ts';
import { Several } from './several.ts';
import { markOf } from './slot-mark.ts';
import { asAsked, type Credentials, parametersOf, unwrapAny, wrapPassphrase } from './slots.ts';
import { Undo } from './undo.ts';
import { Versions } from './versions.ts';

export interface PassphraseChange {
  /** Missing: what the slot before cost. */
  readonly kdf?: KdfParameters;
  readonly keepKeys?: boolean;
}

/** How the vault was opened: by which slot, when, and on which device. */
export interface Opening {
  readonly slot: string;
  /** Milliseconds. */
  readonly at: number;
  readonly device: string;
}

/** More changed paths than this are not followed one by one. */
const manyChanges = 500;

/**
 * An unlocked vault: the one door through which the window, the command line and the socket reach
 * secrets. Knows no Electron and no file format. After `lock` every call refuses with `closed`.
 */
export class Vault {
  readonly secrets: Secrets;
  readonly codes: Codes;
  readonly several: Several;
  readonly edits: Edits;
  readonly undo: Undo;
  readonly imports: Imports;
  readonly versions: Versions;
  readonly recovery: Recovery;
  readonly people: People;
  readonly securityKeys: SecurityKeySlots;
  readonly devices: VaultDevices;
  readonly policies: Policies;
  readonly audit: Audit;
  readonly cipher: Cipher;
  /** 32 hex digits; stays the same for ever. */
  readonly id: string;
  /** `memory-only`: the configured store type is unknown, so nothing will be saved. */
  readonly notice: 'memory-only' | undefined;
  readonly #backend: Backend;
  readonly #now: () => number;
  readonly #keys = new Turn();
  #opening: Opening | undefined;
  #dropped: readonly DroppedSlot[] = [];
  #catalog: Promise<Catalog> | undefined;

  constructor(backend: Backend, id: string, now: () => number, notice?: 'memory-only') {
    this.#backend = backend;
    this.#now = now;
    this.id = id;
    this.notice = notice;
    this.audit = new Audit(backend, now);
    this.secrets = new Secrets(backend, {
      entry: (action, path) => this.audit.own(action, path),
      self: () => this.audit.self,
      changed: (paths) => this.#noteChange(paths),
    });
    this.codes = new Codes(this.secrets, { now, ahead: () => this.link?.ahead });
    this.versions = new Versions(this.secrets);
    this.undo = new Undo({
      find: async (paths) => {
        const catalog = await this.catalog();
        return paths.map((path) => catalog.find(path));
      },
      refresh: () => this.refresh(),
    });
    this.imports = new Imports({
      backend,
      secrets: this.secrets,
      audit: this.audit,
      now,
      refresh: () => this.refresh(),
    });
    this.several = new Several(this.secrets, () => this.catalog(), this.undo);
    this.edits = new Edits(this.secrets, this.undo);
    this.policies = new Policies(backend, this.audit);
    this.cipher = new Cipher(backend, this.audit);
    this.devices = new VaultDevices(backend, this.audit);
    const parts = {
      backend,
      vaultId: id,
      now,
      refresh: () => this.refresh(),
      turn: <T>(work: () => Promise<T>) => this.#keys.take(work),
      storeKeys: (change: KeyChange) => this.storeKeys(change),
      audit: this.audit,
    };
    this.recovery = new Recovery(parts);
    const opener = () => this.#opening?.slot;
    this.people = new People({ ...parts, opener });
    this.securityKeys = new SecurityKeySlots({ ...parts, opener });
    backend.accompany?.(() => {
      const settings = openingSettings(backend.keySlots(), this.#opening);
      return settings.map(([name, value]) => ({ op: 'setting', name, value }));
    });
  }

  /** Learns whose passphrase opened it: the audit names them from now on. */
  async openedBy({ slot, ...opening }: Opening): Promise<void> {
    this.#opening = { ...opening, slot: await this.#ownerOf(slot) };
    // Who opened it is no reason to keep anybody out.
    const name = await this.people.self().catch(() => unnamed);
    this.audit.actAs(auditName(name));
  }

  // A security key is its owner's; one of nobody stands for itself.
  async #ownerOf(slot: string): Promise<string> {
    const isKey = this.#backend.keySlots().some((one) => one.id === slot && isSecurityKeySlot(one));
    return (isKey ? await holderOf(this.#backend, slot).catch(() => undefined) : undefined) ?? slot;
  }

  get readOnly(): boolean {
    return this.#backend.readOnly;
  }

  /** True once something was found damaged: what is whole can be read, and nothing is written. */
  get damaged(): boolean {
    return this.#backend.damaged;
  }

  /**
   * How it stands with the service that it lies on, of which this machine keeps a copy;
   * `undefined`: with none.
   */
  get link(): Link | undefined {
    return this.#backend.link;
  }

  /** Whether a key file is asked for beside a passphrase, by some or all of the people. */
  get keyFileAsked(): KeyFileAsked {
    return keyFileAsked(this.#backend.keySlots());
  }

  /** Whether a security key opens it, too. */
  get takesSecurityKey(): boolean {
    return this.#backend.keySlots().some(isSecurityKeySlot);
  }

  /** Another one once keys, passphrases, people or sheets are others. */
  get slotsMark(): string {
    return markOf(this.#backend.keySlots());
  }

  /**
   * The passphrase that opened it does not open it without a key file; where none did, no
   * passphrase does.
   */
  get asksKeyFile(): boolean {
    const slots = this.#backend.keySlots();
    const own = slots.find(({ id }) => id === this.#opening?.slot);
    return needsKeyFile(own === undefined ? slots : [own]);
  }

  /** Called once, when the first damage is found. */
  whenDamaged(hear: () => void): void {
    this.#backend.whenDamaged(hear);
  }

  /** Seals unsaved edits that are kept outside; missing where nothing is stored. */
  get drafts(): DraftSeal | undefined {
    return this.#backend.drafts;
  }

  /** What this vault does with copies of itself; missing where nothing is stored. */
  get copies(): Copies | undefined {
    return this.#backend.copies;
  }

  /** Every version of every secret, deleted ones too. */
  get histories(): Histories {
    return this.#backend.histories;
  }

  /**
   * Another copy of this vault, opened with the keys at hand; the store is closed with it.
   * `wrong-key` after a rekey.
   */
  async sibling(store: ObjectStore): Promise<Vault> {
    const copies = this.copies ?? fail({ code: 'bad-input', what: 'vault', reason: 'not-stored' });
    return new Vault(await copies.sibling(store), this.id, this.#now);
  }

  get revision(): number {
    return this.#backend.revision();
  }

  /** Sorted list, folders and search of the whole vault; made on first use, forgotten at lock. */
  catalog(): Promise<Catalog> {
    this.#catalog ??= this.#readCatalog();
    return this.#catalog;
  }

  /** Takes up what other programs wrote; true when something changed. */
  async refresh(): Promise<boolean> {
    const changed = await this.#backend.refresh();
    if (changed) this.#forgetCatalog();
    return changed;
  }

  /** The registered programs, by name. */
  registered(): Promise<readonly Client[]> {
    return this.#backend.loadAllClients();
  }

  /** `undefined`: none of that name. */
  registeredAs(name: string): Promise<Client | undefined> {
    return this.#backend.loadClient(name);
  }

  /** A program that may come back, and what the person let it do: one commit. */
  async registerClient(client: Client, policies: readonly Policy[]): Promise<void> {
    const changes = policies.map((policy): Change => ({ op: 'policy', policy }));
    const entries = policies.map(({ name }) => this.audit.own('policy.put', name));
    await this.#backend.write(
      [{ op: 'client', client }, ...changes],
      [this.audit.own('client.register', client.name), ...entries],
    );
  }

  /**
   * A program that may not come back: its next message is refused. `policies`: with those that name
   * it and no other, which would hold for the next of its name. `not-found`.
   */
  async revokeClient(name: string, by = owner, policies = false): Promise<void> {
    const id = (await this.registeredAs(name))?.spiffeId;
    const entry = this.audit.entry({ client: by, action: 'client.revoke', path: name, outcome: 'done' });
    const removed = policies && id !== undefined ? await this.policies.removalOf(id, by) : undefined;
    await this.#backend.write(
      [{ op: 'delete-client', name }, ...(removed?.changes ?? [])],
      [entry, ...(removed?.audit ?? [])],
    );
  }

  verify(options?: { progress?: Progress; signal?: AbortSignal }): Promise<VerifyReport> {
    return this.#backend.verify(options);
  }

  /** Forgets keys and everything that holds plaintext. */
  async lock(): Promise<void> {
    this.#forgetCatalog();
    this.policies.clear();
    if (this.audit.waits) await this.audit.settle();
    await this.#backend.close();
  }

  /**
   * A new passphrase, or one and a key file, and new keys as with `rekey`; `keepKeys`: they wrap
   * the same root key, so that any older copy with the old passphrase opens what is written later.
   * The sheets stay valid. Wrong old one: `wrong-passphrase`.
   */
  changePassphrase(
    old: Credentials,
    next: Credentials,
    { kdf, keepKeys = false }: PassphraseChange = {},
  ): Promise<void> {
    return this.#replacePassphrase(old, next, ['passphrase.change'], { kdf, renew: !keepKeys });
  }

  /**
   * A new root key, data key and address key; the sheets stay, and so does the passphrase unless
   * there is a `next` one. `dropped` has the slots that the key cannot be wrapped to. What the old
   * keys open is then sealed anew by `renew`.
   */
  rekey(credentials: Credentials, next?: Credentials): Promise<void> {
    const acts: AuditAction[] = next === undefined ? [] : ['passphrase.change'];
    return this.#replacePassphrase(credentials, next, acts, { renew: true });
  }

  /** True while something is left that old keys open. */
  get renewing(): boolean {
    return this.#backend.renewing;
  }

  /**
   * Seals anew what old keys open, then lets them go; other work goes on beside it. What is cut
   * short is gone on with by the next call.
   */
  async renew(options?: { progress?: Progress; signal?: AbortSignal }): Promise<void> {
    await this.#backend.renew(options);
  }

  /** The slots that new keys could not be given to since this vault was opened: they are gone. */
  get dropped(): readonly DroppedSlot[] {
    return this.#dropped;
  }

  /** Stores who opens the vault, for `recovery` and the way back in with sheets. */
  async storeKeys(change: KeyChange): Promise<void> {
    const before = this.#opening;
    const opening = before && { ...before, slot: change.replaced?.get(before.slot) ?? before.slot };
    const settings = [...openingSettings(change.slots, opening), ...(change.settings ?? [])];
    const dropped = await storeKeys(this.#backend, this.id, { ...change, settings });
    this.#opening = opening;
    this.#dropped = [...this.#dropped, ...dropped];
  }

  /** When the keys were last changed, in milliseconds; `undefined`: never. */
  get rekeyed(): number | undefined {
    return this.#backend.rekeyed;
  }

  /**
   * The secrets that copies from before that change hold as they still are, newest change first;
   * deleted ones too.
   */
  async exposed(): Promise<Exposed[]> {
    const since = this.rekeyed;
    return since === undefined ? [] : exposedOf(await this.secrets.list('', { deleted: true }), since);
  }

  /** A new data-key term for all that is written from now on; the term's number. */
  rotate(): Promise<number> {
    return this.#backend.rotate();
  }

  #replacePassphrase(
    old: Credentials,
    next: Credentials | undefined,
    actions: readonly AuditAction[],
    { kdf, renew }: { kdf?: KdfParameters | undefined; renew: boolean },
  ): Promise<void> {
    return this.#keys.take(async () => {
      await this.refresh();
      const from = this.#backend.keySlots();
      const { slot, rootKey } = await unwrapAny(from, old, this.id);
      try {
        const params = kdf ?? parametersOf(slot);
        const wrapping = { rootKey, vaultId: this.id, params, label: slot.label, now: new Date(this.#now()) };
        const fresh = await wrapPassphrase(next ?? asAsked(old, slot), wrapping);
        const slots = from.map((one) => (one.id === slot.id ? fresh.slot : one));
        const psks = new Map([[fresh.slot.id, fresh.psk]]);
        const replaced = new Map([[slot.id, fresh.slot.id]]);
        const audit = actions.map((action) => this.audit.record(action));
        if (renew) audit.push(this.audit.record('key.replace'));
        await this.storeKeys({ from, slots, psks, replaced, audit, renew });
      } finally {
        wipe(rootKey);
      }
    });
  }

  async #readCatalog(): Promise<Catalog> {
    // The command line never browses, so it does not load this.
    let unread = 0;
    const lost = (entries: number) => {
      unread += entries;
    };
    const [{ Catalog }, infos] = await Promise.all([
      import('./catalog.ts'),
      this.#backend.listSecrets('', { whole: true, lost }),
    ]);
    const catalog = new Catalog(infos, this.#now, unread);
    void catalog.prepare();
    return catalog;
  }

  async #noteChange(paths: readonly string[]): Promise<void> {
    // After an import it is cheaper to read everything again.
    if (paths.length > manyChanges) this.#forgetCatalog();
    const catalog = await this.#catalog?.catch(() => undefined);
    if (catalog === undefined) return;
    for (const path of paths) catalog.replace(path, await this.#backend.loadInfo(path));
  }

  #forgetCatalog(): void {
    void this.#catalog?.then((catalog) => catalog.clear()).catch(() => undefined);
    this.#catalog = undefined;
  }
}

// Nothing is written for an opening alone: it is told along with the first thing that is.
function openingSettings(slots: readonly KeySlot[], opening: Opening | undefined): [string, string][] {
  if (opening === undefined || slots.every(({ id }) => id !== opening.slot)) return [];
  const { slot, at, device } = opening;
  return [[settingNames.opened(slot), JSON.stringify({ at, device })]];
}
