import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeysState, State } from '../../shared/contract.ts';
import { type Failure, fail, failureOf, HoldfastError } from '../../shared/failure.ts';
import type { QuickUnlockFault } from '../../shared/failure-reasons.ts';
import { isSamePlace, type Place, printPlace } from '../../shared/place.ts';
import type { VaultColor } from '../../shared/vault-look.ts';
import { wipe } from '../crypto/wipe.ts';
import type { Asking, SecurityKeys } from '../keyslots/security-key.ts';
import { isSecurityKeySlot, type KeyFileAsked, type KeySlot, keyFileAsked } from '../keyslots/slot.ts';
import { type Log, traceOf } from '../log.ts';
import type { LockReason } from '../log-events.ts';
import type { Gathering } from '../recovery/gathering.ts';
import type { Settled } from '../store/beside.ts';
import { type Act, owner } from '../vault/audit.ts';
import type { Given } from '../vault/credentials.ts';
import type { BackendConfig, OpenedKey } from '../vault/open.ts';
import type { Credentials } from '../vault/slots.ts';
import type { Vault } from '../vault/vault.ts';
import { Beside, type OpenVault } from './beside.ts';
import type { Core } from './core.ts';
import type { Wanted } from './quick-unlock/entry.ts';
import type { QuickUnlock } from './quick-unlock/quick-unlock.ts';
import { Reach } from './reach.ts';
import { described, forgotten, isFileThere, lookOf, type Recent, remembered, shown } from './recents.ts';
import { Resealing } from './resealing.ts';
import { type MetDevice, Together } from './together.ts';

const mostWrong = 100;
/** Milliseconds. */
const noteEvery = 2_000;
const longestTimer = 2 ** 31 - 1;

/** More of them are not told at once. */
const mostSettled = 3;

type Notice = State['notices'][number];
/** What was refused, and when. */
type Wrong = { readonly time: number; readonly outcome: 'wrong-passphrase' | 'quick-unlock' };

/** What a session stands on. */
export interface SessionOptions {
  readonly core: () => Promise<Core>;
  /** The configured kind of store; missing: the default. */
  readonly store?: string;
  /** Notices of the surroundings, which stay. */
  readonly notices: readonly Notice[];
  readonly recents: { get(): readonly Recent[]; set(recents: readonly Recent[]): void };
  readonly log: Log;
  readonly now: () => number;
  /** Hears of every change of state. */
  readonly changed: (state: State) => void;
  /** Hears that secrets were written, here or by another program. */
  readonly written: (revision: number) => void;
  /** Hears of bytes while a service's vault is fetched to this machine for the first time. */
  readonly fetching?: (done: number, total: number) => void;
  /** Hears of another vault that was asked for while one is open. */
  readonly offered?: (place: Place, name: string) => void;
  /** What this machine remembers of vaults; missing: nothing. */
  readonly memory?: VaultMemory;
  /** What came of backups of a vault that is open now, and is not in its audit. */
  readonly outcomes?: (vault: Vault) => readonly Act[];
  /** Runs before keys are dropped: what was filled with plaintext is emptied. */
  readonly locking?: (reason: LockReason) => void;
  /** Runs before another vault comes in front of one that stays open. */
  readonly aside?: () => void;
  /** Minutes after which a vault that stays open beside another one locks by itself; 0: never. */
  readonly autoLockMinutes?: () => number;
  /** Hears that vaults are kept from now on. */
  readonly stored?: () => void;
  /** Hears of new keys, and how far it is with what old ones could open. */
  readonly resealing?: (keys: KeysState) => void;
  /** Opens again what was opened by its passphrase before; missing: nothing does. */
  readonly quickUnlock?: QuickUnlock;
  /** The security keys of this machine; missing: none is ever asked. */
  readonly securityKeys?: () => Promise<SecurityKeys>;
}

/** Tells an older copy from the newest that this machine has had open. */
export interface VaultMemory {
  /** What opening this vault would hide; `undefined`: nothing that is known of. */
  older(vault: Vault): Promise<Failure | undefined>;
  /** Remembers how far a vault is; `accept`: also where that is less far than before. */
  note(vault: Vault, accept: boolean): Promise<void>;
  /** That the vault at this place came out of a backup, where its audit has not got it. */
  restored(vault: Vault, place: Place): Promise<Act | undefined>;
  /** The audit has it. */
  told(place: Place): Promise<void>;
}

/** Opens the chosen vault in one way. */
type Open = (options: Parameters<Core['openWithSecurityKey']>[2]) => Promise<Vault>;

/**
 * The vault that the window shows (none, locked or open), and those that stay open beside it. Knows
 * no Electron.
 */
export class Session {
  readonly #options: SessionOptions;
  #place: Place | undefined;
  /** What lies at the open vault's place, when it is no longer the vault. */
  #elsewhere: 'replaced' | 'gone' | undefined;
  /** The head of the chosen vault said so when it was last read. */
  #asksKeyFile: KeyFileAsked = 'none';
  /** And that a security key opens it. */
  #takesKey = false;
  /** Where its key file lies, as far as somebody has named one. */
  #keyFile: string | undefined;
  #store: string | undefined;
  #vault: Vault | undefined;
  readonly #beside: Beside;
  /** The vault that was in front when the work under way began. */
  readonly #began = new AsyncLocalStorage<Vault | undefined>();
  #pending: AbortController | undefined;
  #looking: AbortController | undefined;
  #lockedBy: State['lockedBy'];
  #noted: Promise<void> | undefined;
  #noteLater: NodeJS.Timeout | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #settled: NonNullable<State['settled']> = [];
  #changes = 0;
  /** What lay on this machine alone when it was locked. */
  #leftUnsent = 0;
  #refusal: Failure | undefined;
  readonly #resealing: Resealing;
  readonly #reach: Reach;
  readonly #together = new Together(() => void this.#announce());
  /** When a wrong passphrase was given at a place, as it is printed, until that is written down. */
  readonly #wrong = new Map<string, readonly Wrong[]>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#reach = new Reach(() => this.refresh(), options.now);
    this.#beside = new Beside({
      minutes: options.autoLockMinutes ?? (() => 0),
      now: options.now,
      lock: (vault, reason) => this.#close(vault, reason),
      changed: () => void this.#announce(),
    });
    this.#resealing = new Resealing({
      progress: () => {
        this.noteRevision();
        this.#tellKeys();
      },
      failed: (error) => options.log.error('main.failed', { where: 'exception', trace: traceOf(error) }),
      turned: () => this.#tellKeys(),
    });
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
    const front = this.#vault && this.#place && { vault: this.#vault, place: this.#place };
    return [...(front ? [front] : []), ...this.#beside.all].find(({ vault }) => vault.id === id);
  }

  /** The vault that is open beside the one in front at a place; refuses with `locked`. */
  besideAt(place: Place): Vault {
    return this.#beside.at(place)?.vault ?? fail({ code: 'locked' });
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
    await this.#resealing.run();
  }

  /** How it stands with the keys of the open vault. */
  keys(): KeysState {
    const { rekeyed, renewing, dropped } = this.vault;
    const { done, total, failure } = this.#resealing.state;
    return {
      renewing,
      done,
      total,
      ...(rekeyed !== undefined && { rekeyed }),
      ...(renewing && failure !== undefined && { failure }),
      ...(dropped.length > 0 && { dropped: dropped.map((slot) => ({ ...slot })) }),
    };
  }

  #tellKeys(): void {
    if (this.#vault !== undefined) this.#options.resealing?.(this.keys());
  }

  get isOpen(): boolean {
    return this.#vault !== undefined;
  }

  /** Where the chosen vault lies; refuses with `locked` when none is chosen. */
  get place(): Place {
    return this.#begun?.place ?? this.#place ?? fail({ code: 'locked' });
  }

  /** The same; `undefined` when none is. */
  get chosen(): Place | undefined {
    return this.#place;
  }

  /** What people call the chosen vault; '' when none is. */
  get name(): string {
    return this.#place === undefined ? '' : this.#look(this.#place).name;
  }

  #look(place: Place) {
    return lookOf(this.#options.recents.get(), place);
  }

  /**
   * Calls the open vault something on this machine, and gives it a colour; nothing where it is in
   * memory alone.
   */
  async describe(look: { name: string; color: VaultColor | undefined }): Promise<State> {
    const { recents } = this.#options;
    if (this.#vault === undefined) fail({ code: 'locked' });
    recents.set(described(recents.get(), this.place, look));
    return this.#announce();
  }

  async state(): Promise<State> {
    const recents = await shown(this.#options.recents.get());
    const durable = await this.isDurable();
    const readOnly = this.#vault !== undefined && (this.#vault.readOnly || this.#vault.damaged);
    const notices: Notice[] = [...this.#options.notices];
    if (!durable) notices.push('memory-only');
    if (this.#elsewhere !== undefined) notices.push(this.#elsewhere);
    if (this.#vault?.damaged === true) notices.push('damaged');
    else if (readOnly) notices.push('read-only');
    const place = this.#place;
    const chosen = place === undefined ? {} : { place, ...this.#look(place) };
    const stage = this.#stage();
    const lockedBy = stage === 'locked' && this.#lockedBy !== undefined ? { lockedBy: this.#lockedBy } : {};
    const open = this.#beside.all.map((one) => ({ place: one.place, ...this.#look(one.place) }));
    const quick = place && this.#options.quickUnlock?.means(place);
    const aside = {
      ...(quick && { quickUnlock: quick }),
      ...(stage === 'locked' && this.#takesKey && { securityKey: true as const }),
      ...(await this.#keyFileState()),
      ...this.#asides(),
      ...this.#standing,
      ...(open.length > 0 && { beside: open }),
    };
    return { vault: stage, ...chosen, ...lockedBy, readOnly, notices, ...aside, recents };
  }

  get #standing(): Pick<State, 'service' | 'apart'> {
    return { ...this.#reach.state, ...this.#together.state };
  }

  /** What was changed here and on other devices, and nobody has seen yet. */
  get met(): readonly MetDevice[] {
    return this.#together.met;
  }

  /** A person has seen what met. */
  async seeMet(): Promise<void> {
    this.#together.seen();
    await this.#announce();
  }

  async #keyFileState(): Promise<Pick<State, 'keyFile'>> {
    const file = this.#keyFile;
    const asked = this.#vault === undefined ? this.#asksKeyFile : this.#vault.asksKeyFile ? 'all' : 'none';
    if (this.#place === undefined || asked === 'none') return {};
    const optional = asked === 'some' && { optional: true };
    if (file === undefined) return { keyFile: { missing: false, ...optional } };
    return { keyFile: { file, missing: !(await isFileThere(file)), ...optional } };
  }

  /** Where the key file of the chosen vault lies, as far as that is known. */
  get keyFile(): string | undefined {
    return this.#keyFile;
  }

  /** The same of any vault. */
  keyFileOf(place: Place): string | undefined {
    return this.#isChosen(place) ? this.#keyFile : this.#remembered(place);
  }

  #isChosen(place: Place): boolean {
    return this.#place !== undefined && isSamePlace(this.#place, place);
  }

  /**
   * Runs `work` with what opens the open vault: this passphrase, and its key file, read where it
   * lay at the unlock.
   */
  async withCredentials<T>(passphrase: string, work: (credentials: Credentials) => Promise<T>): Promise<T> {
    const keyFile = this.vault.asksKeyFile ? this.#keyFile : undefined;
    return opened({ passphrase, keyFile }, work);
  }

  /**
   * Lets the open vault ask for another key file, or for none, with new keys: an older copy opens
   * as it did.
   */
  async changeKeyFile(passphrase: string, keyFile: string | undefined): Promise<void> {
    const { vault } = this;
    await this.withCredentials(passphrase, (old) =>
      opened({ passphrase, keyFile }, (next) => vault.rekey(old, next)),
    );
    if (vault !== this.#vault) return;
    this.#keyFile = keyFile;
    this.#remember(this.place);
    await this.#announce();
  }

  /**
   * Tells the window what was done about a journal beside a vault file, until another vault is
   * chosen.
   */
  noteSettled({ file, did, kept }: Settled): void {
    this.#settled = [...this.#settled, { file, did, kept: [...kept] }].slice(-mostSettled);
    void this.#announce();
  }

  #asides(): Pick<State, 'settled' | 'refused'> {
    return {
      ...(this.#settled.length > 0 && { settled: this.#settled }),
      ...(this.#refusal && { refused: this.#refusal }),
    };
  }

  /**
   * Makes a vault the chosen one. Where none lies that is refused, and the choice stays what it
   * was. `keep`: the one that is open until then stays open beside it.
   */
  async select(place: Place, keep = false): Promise<State> {
    if (!this.#isChosen(place)) this.#settled = [];
    const open = this.#beside.take(place);
    if (open !== undefined) {
      await this.#turnFrom(keep);
      return this.#bring(open);
    }
    const core = await this.#options.core();
    const config = this.#config(core, place);
    const slots = core.isDurable(config) ? await this.#slotsOf(core, config) : [];
    if (!this.#isChosen(place)) await this.#turnFrom(keep);
    if (this.#vault === undefined) this.#choose(place, slots);
    return this.#announce();
  }

  async #turnFrom(keep: boolean): Promise<void> {
    if (!keep || !(await this.isDurable())) return this.#drop('left');
    const [vault, place, keyFile] = [this.#vault, this.#place, this.#keyFile];
    if (vault === undefined || place === undefined) return this.#drop('left');
    this.#noteNow();
    this.#detach();
    this.#beside.put({ vault, place, keyFile });
    this.#place = undefined;
    this.#keyFile = undefined;
    this.#leftUnsent = 0;
    this.#options.aside?.();
  }

  /** Puts a vault in front that stayed open. */
  async #bring({ vault, place, keyFile }: OpenVault): Promise<State> {
    this.#vault = vault;
    this.#place = place;
    this.#keyFile = keyFile;
    this.#refusal = undefined;
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
    if (this.#vault !== undefined && this.#place !== undefined) {
      if (!this.#isChosen(place)) this.#options.offered?.(place, this.#look(place).name);
      return this.state();
    }
    await this.#drop('left');
    this.#settled = [];
    this.#choose(place, []);
    return this.#announce();
  }

  /** Tells of a place that was asked for and is none, until a vault is chosen. */
  refuse(failure: Failure): void {
    this.#refusal = failure;
    void this.#announce();
  }

  #choose(place: Place, slots: readonly KeySlot[]): void {
    this.#refusal = undefined;
    this.#asksKeyFile = keyFileAsked(slots);
    this.#takesKey = slots.some(isSecurityKeySlot);
    if (this.#isChosen(place)) return;
    this.#place = place;
    this.#keyFile = this.#remembered(place);
  }

  #remembered(place: Place): string | undefined {
    return this.#options.recents.get().find((recent) => isSamePlace(recent.place, place))?.keyFile;
  }

  /** Makes a vault and opens it; the KDF is tuned to this machine first. */
  async create(place: Place, given: Given): Promise<State> {
    const core = await this.#options.core();
    const start = this.#options.now();
    await this.#drop('left');
    const make = async (credentials: Credentials) => {
      const kdf = await core.tuneKdf();
      const parts = typeof credentials === 'string' ? { passphrase: credentials } : credentials;
      return core.createVault(this.#config(core, place), { ...parts, kdf });
    };
    await this.#attempt(place, (signal) => opened(given, make, signal), given);
    this.#note(true);
    this.#options.log.info('vault.created', { milliseconds: this.#options.now() - start });
    return this.#announce();
  }

  /**
   * `wrong-passphrase` keeps the choice; `cancelled` when it was called off; `older-copy` unless
   * that is accepted.
   */
  async unlock(given: Given, acceptOlder = false): Promise<State> {
    if (this.#vault !== undefined) return this.state();
    const place = this.#place ?? fail({ code: 'not-found', what: 'vault', name: '' });
    const core = await this.#options.core();
    this.#keyFile = placeIn(given) ?? this.#keyFile;
    const open: Open = (options) => {
      const unlocked = (credentials: Credentials) =>
        core.openVault(this.#config(core, place), credentials, options);
      return opened(given, unlocked, options.signal);
    };
    return this.#unlockWhole(place, open, given, acceptOlder);
  }

  /** The same by a security key; what is wrong is a `security-key` failure. */
  async unlockBySecurityKey(how: Omit<Asking, 'signal'>, acceptOlder = false): Promise<State> {
    if (this.#vault !== undefined) return this.state();
    const place = this.#place ?? fail({ code: 'not-found', what: 'vault', name: '' });
    const { securityKeys } = this.#options;
    const keys = (await securityKeys?.()) ?? fail({ code: 'security-key', reason: 'no-library' });
    const core = await this.#options.core();
    const open: Open = (options) =>
      core.openWithSecurityKey(this.#config(core, place), keys, { ...how, ...options });
    return this.#unlockWhole(place, open, { passphrase: '', keyFile: this.#keyFile }, acceptOlder);
  }

  // By what a person has or knows, so that quick unlock begins with it.
  async #unlockWhole(place: Place, how: Open, given: Given, acceptOlder: boolean): Promise<State> {
    const keys: OpenedKey[] = [];
    const open = async (signal: AbortSignal) =>
      how({ ...this.#opening(signal), opened: (key: OpenedKey) => void keys.push(key) });
    try {
      await this.#unlockBy(place, open, given, acceptOlder);
      const [key] = keys;
      if (key !== undefined && this.#vault !== undefined)
        await this.#beginQuickUnlock(place, this.#vault, key);
    } finally {
      wipe(...keys.map(({ rootKey }) => rootKey));
    }
    return this.#announce();
  }

  /** The same by a PIN, or by what the system asks; what is wrong is a `quick-unlock` failure. */
  async unlockQuickly(pin: string | undefined): Promise<State> {
    if (this.#vault !== undefined) return this.state();
    const place = this.#place ?? fail({ code: 'not-found', what: 'vault', name: '' });
    const quick = this.#options.quickUnlock ?? fail({ code: 'quick-unlock', reason: 'not-ready' });
    const core = await this.#options.core();
    const open = async (signal: AbortSignal) => {
      const key = await quick.open(place, pin, signal);
      return core
        .openAgain(this.#config(core, place), key, this.#opening(signal))
        .finally(() => wipe(key.rootKey));
    };
    await this.#unlockBy(place, open, { passphrase: '', keyFile: this.#keyFile }, false);
    return this.#announce();
  }

  /** Lets the open vault be opened quickly from now on. */
  async setQuickUnlock(passphrase: string, wanted: Wanted): Promise<void> {
    const { vault, place } = this;
    if (vault.drafts === undefined) fail({ code: 'quick-unlock', reason: 'not-stored' });
    const core = await this.#options.core();
    const key = await this.withCredentials(passphrase, (credentials) =>
      core.readKey(this.#config(core, place), credentials),
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
    if (this.#place !== undefined) void this.#announce();
  }

  // A vault that opens is open, whatever comes of this.
  async #beginQuickUnlock(place: Place, vault: Vault, key: OpenedKey): Promise<void> {
    const { quickUnlock, log } = this.#options;
    await quickUnlock?.begin(place, vault, key).catch((error: unknown) => {
      if (failureOf(error) === undefined)
        log.error('main.failed', { where: 'exception', trace: traceOf(error) });
    });
  }

  #opening(signal: AbortSignal) {
    const progress = (done: number, total: number) =>
      void (signal.aborted || this.#options.fetching?.(done, total));
    return { signal, progress };
  }

  async #unlockBy(
    place: Place,
    open: (signal: AbortSignal) => Promise<Vault>,
    given: Given,
    acceptOlder: boolean,
  ): Promise<void> {
    const start = this.#options.now();
    const newest = async (signal: AbortSignal) => {
      const vault = await open(signal);
      return acceptOlder ? vault : this.#refuseOlder(vault);
    };
    await this.#attempt(place, newest, given).catch((error: unknown) => this.#refused(place, error));
    this.#noteUnlock(place, this.vault);
    this.#note(acceptOlder);
    const milliseconds = this.#options.now() - start;
    this.#options.log.info('vault.unlocked', { milliseconds, readOnly: this.vault.readOnly });
  }

  /**
   * Keeps what is in memory in a new vault, which is the open one then; later vaults are kept too.
   */
  async keep(place: Place, passphrase: string): Promise<{ place: Place; secrets: number }> {
    const memory = this.vault;
    if (await this.isDurable()) fail({ code: 'denied', reason: 'not-memory' });
    const core = await this.#options.core();
    const kdf = await core.tuneKdf();
    this.#store = undefined;
    const before = this.#options.store;
    await this.#attempt(place, () => core.keepVault(memory, place, { passphrase, kdf })).catch((error) => {
      this.#store = before;
      throw error;
    });
    this.#options.stored?.();
    await memory.lock();
    this.#note(true);
    await this.#announce();
    return { place, secrets: (await this.vault.secrets.list('', { deleted: true })).length };
  }

  /** Collects sheets for the chosen vault, which stays locked. */
  async gather(): Promise<Gathering> {
    const place = this.#place ?? fail({ code: 'not-found', what: 'vault', name: '' });
    const core = await this.#options.core();
    return core.gatherForLocked(this.#config(core, place));
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
    const place = this.#place ?? fail({ code: 'not-found', what: 'vault', name: '' });
    const core = await this.#options.core();
    const start = this.#options.now();
    const kdf = await core.tuneKdf();
    this.#options.quickUnlock?.forget(to ?? place);
    await this.#attempt(to ?? place, (signal) =>
      core.openWithShares(this.#config(core, place), sheets, {
        passphrase,
        kdf,
        keepKeys,
        person,
        signal,
        ...(to !== undefined && { to }),
      }),
    );
    this.#note(true);
    this.#writeDown(to ?? place, this.vault, []);
    this.#options.log.info('vault.recovered', { milliseconds: this.#options.now() - start });
    return this.#announce();
  }

  /** Calls off what is still being opened or looked at: its caller hears `cancelled` at once. */
  cancel(): void {
    this.#looking?.abort();
    this.#pending?.abort();
    this.#pending = undefined;
  }

  // A damaged file is looked through whole, which takes as long as it is large: the next choice
  // calls it off.
  async #slotsOf(core: Core, config: BackendConfig): Promise<readonly KeySlot[]> {
    this.#looking?.abort();
    const looking = new AbortController();
    this.#looking = looking;
    const { signal } = looking;
    try {
      return (await Promise.race([core.readHeader({ ...config, signal }), calledOff(signal)])).slots;
    } finally {
      if (this.#looking === looking) this.#looking = undefined;
    }
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
    this.#settled = [];
    this.#place = undefined;
    this.#keyFile = undefined;
    return this.#announce();
  }

  /** Locks, and makes the place that the chosen vault was moved to the chosen one. */
  async moved(to: Place): Promise<State> {
    const from = this.place;
    this.#options.quickUnlock?.forget(from);
    await this.#drop('mending');
    const { recents } = this.#options;
    const before = recents.get().find((recent) => isSamePlace(recent.place, from));
    if (before !== undefined)
      recents.set(remembered(forgotten(recents.get(), from), { ...before, place: to }));
    this.#place = to;
    return this.#announce();
  }

  async forget(place: Place): Promise<State> {
    this.#options.quickUnlock?.forget(place);
    this.#options.recents.set(forgotten(this.#options.recents.get(), place));
    return this.#announce();
  }

  /**
   * Takes up what another program committed. A file that was replaced or is gone is told; what else
   * cannot be read now is said by the next call that needs it.
   */
  async refresh(): Promise<void> {
    const vault = this.#vault;
    if (vault === undefined) return;
    const before = JSON.stringify(this.#standing);
    const { fresh, error } = await vault.refresh().then(
      (found) => ({ fresh: found, error: undefined }),
      (refused: unknown) => ({ fresh: false, error: refused }),
    );
    if (vault !== this.#vault) return;
    const elsewhere = noticeOf(error);
    this.#reach.note(vault.link, error);
    if (JSON.stringify(this.#standing) !== before || elsewhere !== this.#elsewhere) {
      this.#elsewhere = elsewhere;
      await this.#announce();
    }
    if (!fresh) return;
    this.#options.log.info('vault.refreshed', { revision: vault.revision });
    this.noteWrite();
  }

  /**
   * To be called with the failure of any call: where a service may be out of reach it is looked at
   * now, and the window told.
   */
  noteFailure({ code }: Failure): void {
    if (code === 'store' && this.#reach.state.service?.state === 'saved') void this.refresh();
  }

  /** How many changes of the chosen vault lie on this machine alone, as far as it was open. */
  get unsent(): number {
    return (this.#vault?.link?.unsent ?? this.#leftUnsent) + this.#beside.unsent;
  }

  /** To be called after every write. */
  noteWrite(vault = this.#begun?.vault ?? this.#vault): void {
    if (vault !== this.#vault) this.#noteBeside(vault);
    if (this.#vault === undefined || vault !== this.#vault) return;
    const before = JSON.stringify(this.#standing);
    this.#reach.note(this.#vault.link);
    if (JSON.stringify(this.#standing) !== before) void this.#announce();
    this.#tellChange(this.#vault);
    this.#note(false);
    if (this.#place !== undefined) this.#options.quickUnlock?.check(this.#place, this.#vault);
    this.#beginResealing();
  }

  /**
   * How often it was told that secrets have changed: whatever is read from here on includes all of
   * those changes.
   */
  get changes(): number {
    return this.#changes;
  }

  #tellChange(vault: Vault): void {
    this.#changes += 1;
    this.#options.written(vault.revision);
  }

  // Whatever the write was, it may have given the vault new keys.
  #beginResealing(): void {
    void this.reseal().catch(() => undefined);
  }

  /**
   * To be called with what the window was shown: it hears `written` once something of that has
   * expired. Returns the time of the next expiry in milliseconds; infinite where nothing expires.
   */
  noteExpiry(time: number): void {
    const vault = this.#vault;
    clearTimeout(this.#expiry);
    if (vault === undefined || time === Number.POSITIVE_INFINITY) return;
    const left = Math.max(1, time - this.#options.now());
    this.#expiry = setTimeout(
      () => {
        if (vault !== this.#vault) return;
        if (this.#options.now() < time) this.noteExpiry(time);
        else this.#tellChange(vault);
      },
      Math.min(left, longestTimer),
    ).unref();
  }

  /**
   * To be called after a commit that the window does not show, of which there may be many: only how
   * far the vault is is remembered.
   */
  noteRevision(vault = this.#vault): void {
    if (vault !== this.#vault) this.#noteBeside(vault);
    if (this.#vault === undefined || vault !== this.#vault) return;
    this.#beginResealing();
    if (this.#noteLater !== undefined) return;
    this.#noteLater = setTimeout(() => this.#noteNow(), noteEvery).unref();
  }

  // Nothing of it is shown: how far it is is remembered.
  #noteBeside(vault: Vault | undefined): void {
    const beside = vault && this.#beside.of(vault);
    if (vault !== undefined && beside !== undefined) this.#options.quickUnlock?.check(beside.place, vault);
    if (vault !== undefined && beside !== undefined)
      void this.#options.memory?.note(vault, false).catch(() => undefined);
  }

  #noteNow(): void {
    if (this.#noteLater === undefined) return;
    clearTimeout(this.#noteLater);
    this.#noteLater = undefined;
    this.#note(false);
  }

  // A memory that fails keeps nobody from a vault, here and below.
  async #refuseOlder(vault: Vault): Promise<Vault> {
    const older = await this.#options.memory?.older(vault).catch(() => undefined);
    if (older === undefined) return vault;
    await vault.lock();
    return fail(older);
  }

  #note(accept: boolean): void {
    if (this.#vault !== undefined)
      this.#noted = this.#options.memory?.note(this.#vault, accept).catch(() => undefined);
  }

  // The winner of a race between opening and calling off. What opens too late is locked at once.
  async #attempt(
    place: Place,
    open: (signal: AbortSignal) => Promise<Vault>,
    given: Given = '',
  ): Promise<void> {
    this.cancel();
    const attempt = new AbortController();
    this.#pending = attempt;
    const opening = open(attempt.signal).then(async (vault) => {
      if (attempt.signal.aborted) {
        await vault.lock();
        fail({ code: 'cancelled' });
      }
      return vault;
    });
    try {
      this.#vault = await Promise.race([opening, calledOff(attempt.signal)]);
    } finally {
      // Whoever lost the race has nobody left to hear how it ends.
      opening.catch(() => undefined);
      if (this.#pending === attempt) this.#pending = undefined;
    }
    this.#place = place;
    this.#refusal = undefined;
    this.#keyFile = this.#vault.asksKeyFile ? placeIn(given) : undefined;
    this.#vault.whenDamaged(() => void this.#announce());
    await this.#attend(this.#vault, place);
  }

  async #attend(vault: Vault, place: Place): Promise<void> {
    const durable = await this.isDurable();
    this.#resealing.follow(vault);
    this.#reach.follow(durable ? place.kind : undefined);
    this.#together.follow(vault);
    this.#reach.note(vault.link);
    if (durable) this.#remember(place);
  }

  // A locked vault has no key to seal an entry with: a wrong passphrase is written down at the next
  // unlock.
  #refused(place: Place, error: unknown): never {
    const failure = failureOf(error);
    if (failure?.code === 'wrong-passphrase') {
      // Another program changed the slots since the head was read.
      const asks = failure.keyFile !== undefined;
      if (asks !== (this.#asksKeyFile !== 'none')) {
        this.#asksKeyFile = asks ? 'some' : 'none';
        void this.#announce();
      }
      this.#noteWrong(place, 'wrong-passphrase');
    }
    if (failure?.code === 'quick-unlock') this.#quicklyRefused(place, failure.reason);
    throw error;
  }

  #noteWrong(place: Place, outcome: Wrong['outcome']): void {
    const all = [...(this.#wrong.get(printPlace(place)) ?? []), { time: this.#options.now(), outcome }];
    this.#wrong.set(printPlace(place), all.slice(-mostWrong));
  }

  #quicklyRefused(place: Place, reason: QuickUnlockFault): void {
    if (reason === 'wrong-pin' || reason === 'too-many') this.#noteWrong(place, 'quick-unlock');
    if (reason === 'keys-changed') this.#options.quickUnlock?.forget(place);
    void this.#announce();
  }

  #noteUnlock(place: Place, vault: Vault): void {
    if (vault.readOnly || vault.damaged) return;
    const wrong = this.#wrong.get(printPlace(place)) ?? [];
    this.#wrong.delete(printPlace(place));
    const failed: Act[] = wrong.map(({ time, outcome }) => ({
      client: owner,
      action: 'unlock.failed',
      outcome,
      time,
    }));
    this.#writeDown(place, vault, [...failed, { client: owner, action: 'unlock', outcome: 'done' }]);
  }

  // Nobody waits for it: a vault that cannot be written to opens all the same.
  #writeDown(place: Place, vault: Vault, acts: readonly Act[]): void {
    if (vault.readOnly || vault.damaged) return;
    const { log } = this.#options;
    void this.#written(place, vault, acts).then(
      () => this.#note(false),
      (error) => log.error('main.failed', { where: 'exception', trace: traceOf(error) }),
    );
  }

  /** These, and what happened to the vault while it was locked. */
  async #written(place: Place, vault: Vault, acts: readonly Act[]): Promise<void> {
    const { memory, outcomes } = this.#options;
    const restored = await memory?.restored(vault, place).catch(() => undefined);
    const meanwhile = [...(restored ? [restored] : []), ...(outcomes?.(vault) ?? [])];
    await Promise.all([...meanwhile, ...acts].map((act) => vault.audit.append(act)));
    if (restored !== undefined) await memory?.told(place);
  }

  async #drop(reason: LockReason): Promise<void> {
    this.cancel();
    const vault = this.#vault;
    if (reason === 'left') this.#lockedBy = undefined;
    if (vault === undefined) return;
    this.#lockedBy = unasked(reason);
    this.#noteNow();
    this.#asksKeyFile = vault.keyFileAsked;
    this.#takesKey = vault.takesSecurityKey;
    this.#leftUnsent = reason === 'left' ? 0 : (vault.link?.unsent ?? 0);
    this.#detach();
    this.#options.locking?.(reason);
    // The newest revision is known without the vault's file: this waits for no disk but that of the
    // notes.
    await this.#noted;
    await this.#close(vault, reason);
  }

  /** Nothing goes on any more that belongs to the vault in front. */
  #detach(): void {
    this.cancel();
    this.#vault = undefined;
    this.#elsewhere = undefined;
    clearTimeout(this.#expiry);
    this.#resealing.follow(undefined);
    this.#reach.follow(undefined);
    this.#together.follow(undefined);
  }

  async #close(vault: Vault, reason: LockReason): Promise<void> {
    const { log } = this.#options;
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

  #remember(place: Place): void {
    const { recents, now } = this.#options;
    const keyFile = this.#keyFile;
    const { keyFile: _, ...before } = recents.get().find((recent) => isSamePlace(recent.place, place)) ?? {};
    const recent = { ...before, place, opened: now(), ...(keyFile !== undefined && { keyFile }) };
    recents.set(remembered(recents.get(), recent));
  }

  #stage(): State['vault'] {
    if (this.#vault !== undefined) return 'open';
    return this.#place === undefined ? 'none' : 'locked';
  }

  // A configured kind that keeps nothing stands in for every place.
  #config(core: Core, place: Place): BackendConfig {
    const kind = this.#store;
    return kind === undefined || core.isDurable({ kind }) ? place : { ...place, kind };
  }

  /** False where vaults are in memory alone. */
  // The default kind is durable: the first screen need not wait for the core to be told so.
  async isDurable(): Promise<boolean> {
    const kind = this.#store;
    return kind === undefined || (await this.#options.core()).isDurable({ kind });
  }
}

function unasked(reason: LockReason): State['lockedBy'] {
  const known = ['idle', 'suspend', 'screen-lock', 'user-switch', 'minimized'] as const;
  return known.find((one) => one === reason);
}

function noticeOf(error: unknown): 'replaced' | 'gone' | undefined {
  const failure = failureOf(error);
  if (failure?.code !== 'store') return undefined;
  if (failure.reason === 'file-replaced') return 'replaced';
  return failure.reason === 'file-missing' ? 'gone' : undefined;
}

function calledOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new HoldfastError({ code: 'cancelled' })), { once: true });
  });
}

function placeIn(given: Given): string | undefined {
  return typeof given === 'string' ? undefined : given.keyFile;
}

// Loaded where there is a key file: the first screen needs nothing of it.
async function opened<T>(
  given: Given,
  work: (credentials: Credentials) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return (await import('../vault/credentials.ts')).withCredentials(given, work, signal);
}
