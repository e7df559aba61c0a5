import type { State } from '../../../shared/contract.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import type { QuickUnlockFault } from '../../../shared/failure-reasons.ts';
import type { Place } from '../../../shared/place.ts';
import { wipe } from '../../crypto/wipe.ts';
import type { Asking } from '../../keyslots/security-key.ts';
import { traceOf } from '../../log.ts';
import type { Gathering } from '../../recovery/gathering.ts';
import type { Given } from '../../vault/credentials.ts';
import type { OpenedKey } from '../../vault/open.ts';
import type { Credentials } from '../../vault/slots.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Core } from '../core.ts';
import type { ChosenVault } from './chosen-vault.ts';
import type { ConfiguredStore } from './configured-store.ts';
import { keyFileIn, withGiven } from './given.ts';
import type { SessionOptions } from './options.ts';
import type { RevisionNotes } from './revision-notes.ts';
import type { UnlockAudit } from './unlock-audit.ts';

interface Deps {
  readonly options: SessionOptions;
  readonly chosen: ChosenVault;
  readonly store: ConfiguredStore;
  readonly notes: RevisionNotes;
  readonly audit: UnlockAudit;
  /** Puts in front what `open` opens; `keyFile`: where what it was opened with lies. */
  readonly attempt: (
    place: Place,
    open: (signal: AbortSignal) => Promise<Vault>,
    keyFile: string | undefined,
  ) => Promise<Vault>;
  readonly announce: () => Promise<State>;
}

/** Opens the chosen vault in one way. */
type Open = (options: Parameters<Core['openWithSecurityKey']>[2]) => Promise<Vault>;

interface Restoring {
  readonly passphrase: string;
  readonly to: Place | undefined;
  /** Without new keys. */
  readonly keepKeys: boolean;
  readonly person: string | undefined;
}

/** The ways in which the chosen vault, which is locked, is opened. */
export class UnlockWays {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** By its passphrase, with the key file where one is asked for. */
  async byCredentials(given: Given, acceptOlder: boolean): Promise<void> {
    const { options, chosen, store } = this.#deps;
    const place = chosen.toOpen;
    const core = await options.core();
    const keyFile = keyFileIn(given);
    chosen.setKeyFile(keyFile ?? chosen.keyFile);
    const open: Open = (opening) => {
      const unlocked = (credentials: Credentials) =>
        core.openVault(store.config(core, place), credentials, opening);
      return withGiven(given, unlocked, opening.signal);
    };
    await this.#whole(place, open, keyFile, acceptOlder);
  }

  /** By a security key; what is wrong is a `security-key` failure. */
  async bySecurityKey(how: Omit<Asking, 'signal'>, acceptOlder: boolean): Promise<void> {
    const { options, chosen, store } = this.#deps;
    const place = chosen.toOpen;
    const keys = (await options.securityKeys?.()) ?? fail({ code: 'security-key', reason: 'no-library' });
    const core = await options.core();
    const open: Open = (opening) =>
      core.openWithSecurityKey(store.config(core, place), keys, { ...how, ...opening });
    await this.#whole(place, open, chosen.keyFile, acceptOlder);
  }

  /** By a PIN, or by what the system asks; what is wrong is a `quick-unlock` failure. */
  async quickly(pin: string | undefined): Promise<void> {
    const { options, chosen, store } = this.#deps;
    const place = chosen.toOpen;
    const quick = options.quickUnlock ?? fail({ code: 'quick-unlock', reason: 'not-ready' });
    const core = await options.core();
    const open = async (signal: AbortSignal) => {
      const key = await quick.open(place, pin, signal);
      return core
        .openAgain(store.config(core, place), key, this.#opening(signal))
        .finally(() => wipe(key.rootKey));
    };
    await this.#unlock(place, open, chosen.keyFile, false);
  }

  /** Collects sheets for it; it stays locked. */
  async gather(): Promise<Gathering> {
    const { options, chosen, store } = this.#deps;
    const place = chosen.toOpen;
    const core = await options.core();
    return core.gatherForLocked(store.config(core, place));
  }

  /** By the words of sheets, it or a copy of it at `to`, with a new passphrase. */
  async bySheets(sheets: readonly (readonly string[])[], restoring: Restoring): Promise<void> {
    const { options, chosen, store, notes, audit } = this.#deps;
    const { passphrase, to, keepKeys, person } = restoring;
    const place = chosen.toOpen;
    const core = await options.core();
    const start = options.now();
    const kdf = await core.tuneKdf();
    options.quickUnlock?.forget(to ?? place);
    const open = (signal: AbortSignal) =>
      core.openWithShares(store.config(core, place), sheets, {
        passphrase,
        kdf,
        keepKeys,
        person,
        signal,
        ...(to !== undefined && { to }),
      });
    const vault = await this.#deps.attempt(to ?? place, open, undefined);
    notes.note(true);
    audit.writeDown(to ?? place, vault);
    options.log.info('vault.recovered', { milliseconds: options.now() - start });
  }

  // By what a person has or knows, so that quick unlock begins with it.
  async #whole(place: Place, how: Open, keyFile: string | undefined, acceptOlder: boolean): Promise<void> {
    const keys: OpenedKey[] = [];
    const open = async (signal: AbortSignal) =>
      how({ ...this.#opening(signal), opened: (key: OpenedKey) => void keys.push(key) });
    try {
      const vault = await this.#unlock(place, open, keyFile, acceptOlder);
      const [key] = keys;
      if (key !== undefined) await this.#beginQuickUnlock(place, vault, key);
    } finally {
      wipe(...keys.map(({ rootKey }) => rootKey));
    }
  }

  // A vault that opens is open, whatever comes of this.
  async #beginQuickUnlock(place: Place, vault: Vault, key: OpenedKey): Promise<void> {
    const { quickUnlock, log } = this.#deps.options;
    await quickUnlock?.begin(place, vault, key).catch((error: unknown) => {
      if (failureOf(error) === undefined)
        log.error('main.failed', { where: 'exception', trace: traceOf(error) });
    });
  }

  #opening(signal: AbortSignal) {
    const progress = (done: number, total: number) =>
      void (signal.aborted || this.#deps.options.fetching?.(done, total));
    return { signal, progress };
  }

  async #unlock(
    place: Place,
    open: (signal: AbortSignal) => Promise<Vault>,
    keyFile: string | undefined,
    acceptOlder: boolean,
  ): Promise<Vault> {
    const { options, notes, audit, attempt } = this.#deps;
    const start = options.now();
    const newest = async (signal: AbortSignal) => {
      const vault = await open(signal);
      return acceptOlder ? vault : notes.refuseOlder(vault);
    };
    const vault = await attempt(place, newest, keyFile).catch((error: unknown) =>
      this.#refused(place, error),
    );
    audit.unlocked(place, vault);
    notes.note(acceptOlder);
    options.log.info('vault.unlocked', { milliseconds: options.now() - start, readOnly: vault.readOnly });
    return vault;
  }

  #refused(place: Place, error: unknown): never {
    const failure = failureOf(error);
    if (failure?.code === 'wrong-passphrase') {
      // Another program changed the slots since the head was read.
      if (this.#deps.chosen.learn(failure.keyFile !== undefined)) void this.#deps.announce();
      this.#deps.audit.refused(place, 'wrong-passphrase');
    }
    if (failure?.code === 'quick-unlock') this.#quicklyRefused(place, failure.reason);
    throw error;
  }

  #quicklyRefused(place: Place, reason: QuickUnlockFault): void {
    if (reason === 'wrong-pin' || reason === 'too-many') this.#deps.audit.refused(place, 'quick-unlock');
    if (reason === 'keys-changed') this.#deps.options.quickUnlock?.forget(place);
    void this.#deps.announce();
  }
}
