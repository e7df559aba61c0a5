import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeysState, State } from '../../shared/contract.ts';
import { type Failure, fail } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import type { VaultColor } from '../../shared/vault-look.ts';
import { wipe } from '../crypto/wipe.ts';
import type { Asking } from '../keyslots/security-key.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import { traceOf } from '../log.ts';
import type { LockReason } from '../log-events.ts';
import type { Gathering } from '../recovery/gathering.ts';
import type { Settled } from '../store/beside.ts';
import type { Given } from '../vault/credentials.ts';
import type { BackendConfig } from '../vault/open.ts';
import type { Credentials } from '../vault/slots.ts';
import type { Vault } from '../vault/vault.ts';
import { Beside, type OpenVault } from './beside.ts';
import type { Core } from './core.ts';
import type { Wanted } from './quick-unlock/entry.ts';
import { Attempts } from './session/attempts.ts';
import { ChosenVault } from './session/chosen-vault.ts';
import { ConfiguredStore } from './session/configured-store.ts';
import { FrontVault } from './session/front-vault.ts';
import { keyFileIn, withGiven } from './session/given.ts';
import type { SessionOptions } from './session/options.ts';
import { Resealings } from './session/resealings.ts';
import { RevisionNotes } from './session/revision-notes.ts';
import { Telling } from './session/telling.ts';
import { UnlockAudit } from './session/unlock-audit.ts';
import { UnlockWays } from './session/unlock-ways.ts';
import type { MetDevice } from './together.ts';

/**
 * The vault that the window shows (none, locked or open), and those that stay open beside it. Knows
 * no Electron.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #chosen: ChosenVault;
  readonly #store: ConfiguredStore;
  readonly #notes: RevisionNotes;
  readonly #audit: UnlockAudit;
  readonly #ways: UnlockWays;
  readonly #attempts = new Attempts();
  readonly #resealings: Resealings;
  readonly #front: FrontVault;
  readonly #beside: Beside;
  /** The vault that was in front when the work under way began. */
  readonly #began = new AsyncLocalStorage<Vault | undefined>();
  /** What lay on this machine alone when it was locked. */
  #leftUnsent = 0;
  readonly #telling: Telling;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#chosen = new ChosenVault(options);
    this.#store = new ConfiguredStore(options);
    this.#notes = new RevisionNotes(options.memory, () => this.#vault);
    this.#audit = new UnlockAudit({ ...options, grown: () => this.#notes.note() });
    this.#ways = new UnlockWays({
      ...{ options, chosen: this.#chosen, store: this.#store, notes: this.#notes, audit: this.#audit },
      attempt: async (place, open, keyFile) => {
        await this.#attempt(place, open, keyFile);
        return this.vault;
      },
      announce: () => this.#announce(),
    });
    this.#resealings = new Resealings({
      log: options.log,
      stepped: (vault, last) => {
        if (vault === this.#vault || last) this.noteRevision(vault);
        this.#front.tellKeys(vault);
      },
      turned: (vault) => this.#front.tellKeys(vault),
    });
    this.#front = new FrontVault({
      ...options,
      resealings: this.#resealings,
      notes: this.#notes,
      announce: () => this.#announce(),
      wrote: (vault) => this.#checkQuickUnlock(vault),
    });
    this.#beside = new Beside({
      minutes: options.autoLockMinutes ?? (() => 0),
      now: options.now,
      lock: (vault, reason) => this.#close(vault, reason),
      changed: () => void this.#announce(),
      looked: (vault) => this.#resealings.of(vault).begin(),
    });
    this.#telling = new Telling({
      ...{ options, chosen: this.#chosen, front: this.#front, beside: this.#beside },
      isDurable: () => this.isDurable(),
    });
  }

  get #vault(): Vault | undefined {
    return this.#front.vault;
  }

  /**
   * The unlocked vault in front, or the one that was when the work under way began and is open still;
   * refuses with `locked` when there is none.
   */
  get vault(): Vault {
    return this.#begun?.vault ?? this.#vault ?? fail({ code: 'locked' });
  }

  /** Runs work that stays with the vault in front, whichever one is in front when it ends. */
  during<T>(work: () => T): T {
    return this.#began.run(this.#vault, work);
  }

  get #begun(): OpenVault | undefined {
    const vault = this.#began.getStore();
    return vault && this.#beside.of(vault);
  }

  /** A vault that is open, in front or beside, by its id. */
  openVault(id: string): { readonly vault: Vault; readonly place: Place } | undefined {
    const { place } = this.#chosen;
    const front = this.#vault && place && { vault: this.#vault, place };
    return [...(front ? [front] : []), ...this.#beside.all].find(({ vault }) => vault.id === id);
  }

  /** The vault that is open beside the one in front at a place; refuses with `locked`. */
  besideAt(place: Place): Vault {
    return this.#beside.at(place)?.vault ?? fail({ code: 'locked' });
  }

  /** What is open beside the one in front. */
  get beside(): readonly OpenVault[] {
    return this.#beside.all;
  }

  /** Whether any vault is open: that in front, or one beside it. */
  get isAnyOpen(): boolean {
    return this.#vault !== undefined || this.#beside.all.length > 0;
  }

  /** Locks those beside that were left alone for too long. */
  lookBeside(): Promise<void> {
    return this.#beside.look();
  }

  /**
   * Seals anew what old keys could open, where a new root key left something of it; returns when
   * that is done.
   */
  async reseal(): Promise<void> {
    await this.#front.reseal();
  }

  /** How it stands with the keys of the open vault. */
  keys(): KeysState {
    return this.#front.keysOf(this.vault);
  }

  get isOpen(): boolean {
    return this.#vault !== undefined;
  }

  /** Where the chosen vault lies; refuses with `locked` when none is chosen. */
  get place(): Place {
    return this.#begun?.place ?? this.#chosen.place ?? fail({ code: 'locked' });
  }

  /** The same; `undefined` when none is. */
  get chosen(): Place | undefined {
    return this.#chosen.place;
  }

  /** What people call the chosen vault; '' when none is. */
  get name(): string {
    const { place } = this.#chosen;
    return place === undefined ? '' : this.#chosen.look(place).name;
  }

  /**
   * Calls the open vault something on this machine, and gives it a colour; nothing where it is in
   * memory alone.
   */
  async describe(look: { name: string; color: VaultColor | undefined }): Promise<State> {
    if (this.#vault === undefined) fail({ code: 'locked' });
    this.#chosen.describe(this.place, look);
    return this.#announce();
  }

  state(): Promise<State> {
    return this.#telling.state();
  }

  /** What was changed here and on other devices, and nobody has seen yet. */
  get met(): readonly MetDevice[] {
    return this.#front.met;
  }

  /** A person has seen what met. */
  async seeMet(): Promise<void> {
    this.#front.seeMet();
    await this.#announce();
  }

  /** Where the key file of the chosen vault lies, as far as that is known. */
  get keyFile(): string | undefined {
    return this.#chosen.keyFile;
  }

  /** The same of any vault. */
  keyFileOf(place: Place): string | undefined {
    return this.#chosen.keyFileOf(place);
  }

  /**
   * Runs `work` with what opens the open vault: this passphrase, and its key file, read where it
   * lay at the unlock.
   */
  async withCredentials<T>(passphrase: string, work: (credentials: Credentials) => Promise<T>): Promise<T> {
    const keyFile = this.vault.asksKeyFile ? this.#chosen.keyFile : undefined;
    return withGiven({ passphrase, keyFile }, work);
  }

  /**
   * Lets the open vault ask for another key file, or for none, with new keys: an older copy opens
   * as it did.
   */
  async changeKeyFile(passphrase: string, keyFile: string | undefined): Promise<void> {
    const { vault } = this;
    await this.withCredentials(passphrase, (old) =>
      withGiven({ passphrase, keyFile }, (next) => vault.rekey(old, next)),
    );
    if (vault !== this.#vault) return;
    this.#chosen.setKeyFile(keyFile);
    this.#chosen.remember(this.place);
    await this.#announce();
  }

  /**
   * Tells the window what was done about a journal beside a vault file, until another vault is
   * chosen.
   */
  noteSettled(settled: Settled): void {
    this.#telling.settled(settled);
    void this.#announce();
  }

  /**
   * Makes a vault the chosen one. Where none lies that is refused, and the choice stays what it
   * was. `keep`: the one that is open until then stays open beside it.
   */
  async select(place: Place, keep = false): Promise<State> {
    if (!this.#chosen.isAt(place)) this.#telling.forgetSettled();
    const open = this.#beside.take(place);
    if (open !== undefined) {
      await this.#turnFrom(keep);
      return this.#bring(open);
    }
    const core = await this.#options.core();
    const config = this.#store.config(core, place);
    const slots = core.isDurable(config) ? await this.#slotsOf(core, config) : [];
    if (!this.#chosen.isAt(place)) await this.#turnFrom(keep);
    if (this.#vault === undefined) this.#choose(place, slots);
    return this.#announce();
  }

  async #turnFrom(keep: boolean): Promise<void> {
    if (!keep || !(await this.isDurable())) return this.#drop('left');
    const [vault, { place, keyFile }] = [this.#vault, this.#chosen];
    if (vault === undefined || place === undefined) return this.#drop('left');
    this.#notes.noteNow();
    this.#detach();
    this.#beside.put({ vault, place, keyFile });
    this.#chosen.put(undefined, undefined);
    this.#leftUnsent = 0;
    this.#options.aside?.();
  }

  /** Puts a vault in front that stayed open. */
  async #bring({ vault, place, keyFile }: OpenVault): Promise<State> {
    this.#front.put(vault);
    this.#chosen.put(place, keyFile);
    this.#telling.refused(undefined);
    await this.#attend(vault, place);
    void this.refresh();
    return this.#announce();
  }

  /**
   * Makes a vault the chosen one unseen: what is wrong with it is said when it is unlocked. While
   * another vault is open it is only told of: nothing that is under way in there ends without a
   * question.
   */
  async offer(place: Place): Promise<State> {
    if (this.#vault === undefined && this.#beside.at(place) !== undefined) return this.select(place);
    if (this.#vault !== undefined && this.#chosen.place !== undefined) {
      if (!this.#chosen.isAt(place)) this.#options.offered?.(place, this.#chosen.look(place).name);
      return this.state();
    }
    await this.#drop('left');
    this.#telling.forgetSettled();
    this.#choose(place, []);
    return this.#announce();
  }

  /** Tells of a place that was asked for and is none, until a vault is chosen. */
  refuse(failure: Failure): void {
    this.#telling.refused(failure);
    void this.#announce();
  }

  #choose(place: Place, slots: readonly KeySlot[]): void {
    this.#telling.refused(undefined);
    this.#chosen.choose(place, slots);
  }

  /** Makes a vault and opens it; the KDF is tuned to this machine first. */
  async create(place: Place, given: Given): Promise<State> {
    const core = await this.#options.core();
    const start = this.#options.now();
    await this.#drop('left');
    const make = async (credentials: Credentials) => {
      const kdf = await core.tuneKdf();
      const parts = typeof credentials === 'string' ? { passphrase: credentials } : credentials;
      return core.createVault(this.#store.config(core, place), { ...parts, kdf });
    };
    await this.#attempt(place, (signal) => withGiven(given, make, signal), keyFileIn(given));
    this.#notes.note(true);
    this.#options.log.info('vault.created', { milliseconds: this.#options.now() - start });
    return this.#announce();
  }

  /**
   * `wrong-passphrase` keeps the choice; `cancelled` when it was called off; `older-copy` unless
   * that is accepted.
   */
  async unlock(given: Given, acceptOlder = false): Promise<State> {
    if (this.#vault !== undefined) return this.state();
    await this.#ways.byCredentials(given, acceptOlder);
    return this.#announce();
  }

  /** The same by a security key; what is wrong is a `security-key` failure. */
  async unlockBySecurityKey(how: Omit<Asking, 'signal'>, acceptOlder = false): Promise<State> {
    if (this.#vault !== undefined) return this.state();
    await this.#ways.bySecurityKey(how, acceptOlder);
    return this.#announce();
  }

  /** The same by a PIN, or by what the system asks; what is wrong is a `quick-unlock` failure. */
  async unlockQuickly(pin: string | undefined): Promise<State> {
    if (this.#vault !== undefined) return this.state();
    await this.#ways.quickly(pin);
    return this.#announce();
  }

  /** Lets the open vault be opened quickly from now on. */
  async setQuickUnlock(passphrase: string, wanted: Wanted): Promise<void> {
    const { vault, place } = this;
    if (vault.drafts === undefined) fail({ code: 'quick-unlock', reason: 'not-stored' });
    const core = await this.#options.core();
    const key = await this.withCredentials(passphrase, (credentials) =>
      core.readKey(this.#store.config(core, place), credentials),
    );
    try {
      await this.#options.quickUnlock?.set(place, vault, key, wanted);
    } finally {
      wipe(key.rootKey);
    }
    await this.#announce();
  }

  /** The open vault is opened by its passphrase alone from now on. */
  async endQuickUnlock(): Promise<void> {
    await this.#options.quickUnlock?.off(this.place, this.vault);
    await this.#announce();
  }

  /** To be called when what was ready for the chosen vault is so no longer. */
  quickUnlockEnded(): void {
    if (this.#chosen.place !== undefined) void this.#announce();
  }

  /**
   * Keeps what is in memory in a new vault, which is the open one then; later vaults are kept too.
   */
  async keep(place: Place, passphrase: string): Promise<{ place: Place; secrets: number }> {
    const memory = this.vault;
    if (await this.isDurable()) fail({ code: 'denied', reason: 'not-memory' });
    const core = await this.#options.core();
    const kdf = await core.tuneKdf();
    await this.#store.endWith(() =>
      this.#attempt(place, () => core.keepVault(memory, place, { passphrase, kdf })),
    );
    this.#options.stored?.();
    await memory.lock();
    this.#notes.note(true);
    await this.#announce();
    return { place, secrets: (await this.vault.secrets.list('', { deleted: true })).length };
  }

  /** Collects sheets for the chosen vault, which stays locked. */
  async gather(): Promise<Gathering> {
    return this.#ways.gather();
  }

  /**
   * Opens the chosen vault, or a copy of it at `to`, with the words of sheets, and sets a new
   * passphrase, with new keys unless they are kept.
   */
  async restore(
    sheets: readonly (readonly string[])[],
    passphrase: string,
    to: Place | undefined,
    { keepKeys = false, person }: { keepKeys?: boolean | undefined; person?: string | undefined } = {},
  ): Promise<State> {
    await this.#ways.bySheets(sheets, { passphrase, to, keepKeys, person });
    return this.#announce();
  }

  /** Calls off what is still being opened or looked at: its caller hears `cancelled` at once. */
  cancel(): void {
    this.#attempts.cancel();
  }

  // A damaged file is looked through whole, which takes as long as it is large: the next choice
  // calls it off.
  async #slotsOf(core: Core, config: BackendConfig): Promise<readonly KeySlot[]> {
    return (await this.#attempts.look((signal) => core.readHeader({ ...config, signal }))).slots;
  }

  /** Locks all that is open; `alone`: the one in front. Where that goes on at once it is alone, too. */
  async lock(reason: LockReason, alone = reason === 'mending'): Promise<State> {
    // Nobody knows what a page that crashed was made to do.
    if (reason === 'crash' || reason === 'quit') this.#options.quickUnlock?.forgetAll();
    const isBeside = !alone && this.#beside.all.length > 0;
    // None of them counts as open any more when the first is told of.
    const others = isBeside ? this.#beside.lock(reason) : undefined;
    if (this.#vault === undefined && isBeside) this.#options.locking?.(reason);
    await Promise.all([this.#drop(reason), others]);
    return this.#announce();
  }

  /** Locks and forgets the choice. `keep`: what is open stays open beside the next choice. */
  async leave(keep = false): Promise<State> {
    await this.#turnFrom(keep);
    this.#telling.forgetSettled();
    this.#chosen.put(undefined, undefined);
    return this.#announce();
  }

  /** Locks, and makes the place that the chosen vault was moved to the chosen one. */
  async moved(to: Place): Promise<State> {
    const from = this.place;
    this.#options.quickUnlock?.forget(from);
    await this.#drop('mending');
    this.#chosen.moved(from, to);
    return this.#announce();
  }

  async forget(place: Place): Promise<State> {
    this.#options.quickUnlock?.forget(place);
    this.#chosen.forget(place);
    return this.#announce();
  }

  /**
   * Takes up what another program committed. A file that was replaced or is gone is told; what else
   * cannot be read now is said by the next call that needs it.
   */
  async refresh(): Promise<void> {
    await this.#front.refresh();
  }

  /**
   * To be called with the failure of any call: where a service may be out of reach it is looked at
   * now, and the window told.
   */
  noteFailure(failure: Failure): void {
    this.#front.noteFailure(failure);
  }

  /** How many changes of the chosen vault lie on this machine alone, as far as it was open. */
  get unsent(): number {
    return (this.#vault?.link?.unsent ?? this.#leftUnsent) + this.#beside.unsent;
  }

  /** To be called after every write. */
  noteWrite(vault = this.#begun?.vault ?? this.#vault): void {
    if (vault === this.#vault) this.#front.noteWrite();
    else this.#noteBeside(vault);
  }

  /**
   * How often it was told that secrets have changed: whatever is read from here on includes all of
   * those changes.
   */
  get changes(): number {
    return this.#front.changes;
  }

  /**
   * To be called with what the window was shown: it hears `written` once something of that has
   * expired. Returns the time of the next expiry in milliseconds; infinite where nothing expires.
   */
  noteExpiry(time: number): void {
    this.#front.noteExpiry(time);
  }

  /**
   * To be called after a commit that the window does not show, of which there may be many: only how
   * far the vault is is remembered.
   */
  noteRevision(vault = this.#vault): void {
    if (vault === this.#vault) this.#front.noteRevision();
    else this.#noteBeside(vault);
  }

  // Nothing of it is shown: how far it is is remembered.
  #noteBeside(vault: Vault | undefined): void {
    const beside = this.#beside.of(vault);
    if (beside === undefined) return;
    this.#options.quickUnlock?.check(beside.place, beside.vault);
    void this.#notes.of(beside.vault);
    // Whatever the write was, it may have given the vault new keys.
    this.#resealings.of(beside.vault).begin();
  }

  #checkQuickUnlock(vault: Vault): void {
    const { place } = this.#chosen;
    if (place !== undefined) this.#options.quickUnlock?.check(place, vault);
  }

  /** Puts what is opened in front. */
  async #attempt(
    place: Place,
    open: (signal: AbortSignal) => Promise<Vault>,
    keyFile?: string,
  ): Promise<void> {
    const vault = await this.#attempts.open(open);
    this.#front.put(vault);
    this.#telling.refused(undefined);
    this.#chosen.put(place, vault.asksKeyFile ? keyFile : undefined);
    vault.whenDamaged(() => void this.#announce());
    await this.#attend(vault, place);
  }

  async #attend(vault: Vault, place: Place): Promise<void> {
    const durable = await this.isDurable();
    this.#front.follow(vault, durable ? place.kind : undefined);
    if (durable) this.#chosen.remember(place);
  }

  async #drop(reason: LockReason): Promise<void> {
    this.cancel();
    const vault = this.#vault;
    if (vault !== undefined || reason === 'left') this.#telling.locked(reason);
    if (vault === undefined) return;
    this.#notes.noteNow();
    this.#chosen.leave(vault);
    this.#leftUnsent = reason === 'left' ? 0 : (vault.link?.unsent ?? 0);
    this.#detach();
    this.#options.locking?.(reason);
    // The newest revision is known without the vault's file: this waits for no disk but that of the
    // notes.
    await this.#notes.settled();
    await this.#close(vault, reason);
  }

  /** Nothing goes on any more that belongs to the vault in front. */
  #detach(): void {
    this.cancel();
    this.#front.end();
  }

  async #close(vault: Vault, reason: LockReason): Promise<void> {
    const { log } = this.#options;
    this.#resealings.of(vault).end();
    // Keys are gone either way: a store that does not close must not keep the window from showing
    // so.
    await vault
      .lock()
      .catch((error) => log.error('main.failed', { where: 'exception', trace: traceOf(error) }));
    log.info('vault.locked', { reason });
  }

  async #announce(): Promise<State> {
    const state = await this.state();
    this.#options.changed(state);
    return state;
  }

  /** False where vaults are in memory alone. */
  isDurable(): Promise<boolean> {
    return this.#store.isDurable();
  }
}
