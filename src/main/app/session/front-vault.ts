import type { KeysState, State } from '../../../shared/contract.ts';
import { type Failure, failureOf } from '../../../shared/failure.ts';
import type { PlaceKind } from '../../../shared/place.ts';
import type { Vault } from '../../vault/vault.ts';
import { Reach } from '../reach.ts';
import { type MetDevice, Together } from '../together.ts';
import { Alarm } from './alarm.ts';
import type { SessionOptions } from './options.ts';
import type { Resealings } from './resealings.ts';
import type { RevisionNotes } from './revision-notes.ts';

type Deps = Pick<SessionOptions, 'log' | 'now' | 'written' | 'resealing'> & {
  readonly notes: RevisionNotes;
  readonly resealings: Resealings;
  readonly announce: () => Promise<unknown>;
  /** Hears of each write of the vault in front. */
  readonly wrote: (vault: Vault) => void;
};

/**
 * The open vault in front, and what goes on with it: what others write, whether its service is
 * reached, what new keys bring with them, and what of it expires.
 */
export class FrontVault {
  readonly #deps: Deps;
  #vault: Vault | undefined;
  /** What lies at its place, when that is no longer the vault. */
  #elsewhere: 'replaced' | 'gone' | undefined;
  #changes = 0;
  readonly #expiry: Alarm;
  readonly #reach: Reach;
  readonly #together: Together;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#expiry = new Alarm(deps.now);
    this.#reach = new Reach(() => this.refresh(), deps.now);
    this.#together = new Together(() => void deps.announce());
  }

  get vault(): Vault | undefined {
    return this.#vault;
  }

  get elsewhere(): 'replaced' | 'gone' | undefined {
    return this.#elsewhere;
  }

  get standing(): Pick<State, 'service' | 'apart'> {
    return { ...this.#reach.state, ...this.#together.state };
  }

  /** What was changed here and on other devices, and nobody has seen yet. */
  get met(): readonly MetDevice[] {
    return this.#together.met;
  }

  /** A person has seen what met. */
  seeMet(): void {
    this.#together.seen();
  }

  /** How often it was told that secrets have changed. */
  get changes(): number {
    return this.#changes;
  }

  put(vault: Vault): void {
    this.#vault = vault;
  }

  /** Begins with the vault that was put here; `kind`: of its place, where that keeps something. */
  follow(vault: Vault, kind: PlaceKind | undefined): void {
    this.#deps.resealings.of(vault).begin();
    this.#reach.follow(kind);
    this.#together.follow(vault);
    this.#reach.note(vault.link);
  }

  /** Nothing goes on any more that belongs to the vault. */
  end(): void {
    this.#vault = undefined;
    this.#elsewhere = undefined;
    this.#expiry.clear();
    this.#reach.follow(undefined);
    this.#together.follow(undefined);
  }

  /**
   * Takes up what another program committed. A file that was replaced or is gone is told; what else
   * cannot be read now is said by the next call that needs it.
   */
  async refresh(): Promise<void> {
    const vault = this.#vault;
    if (vault === undefined) return;
    const before = JSON.stringify(this.standing);
    const { fresh, error } = await vault.refresh().then(
      (found) => ({ fresh: found, error: undefined }),
      (refused: unknown) => ({ fresh: false, error: refused }),
    );
    if (vault !== this.#vault) return;
    const elsewhere = noticeOf(error);
    this.#reach.note(vault.link, error);
    if (JSON.stringify(this.standing) !== before || elsewhere !== this.#elsewhere) {
      this.#elsewhere = elsewhere;
      await this.#deps.announce();
    }
    if (!fresh) return;
    this.#deps.log.info('vault.refreshed', { revision: vault.revision });
    this.noteWrite();
  }

  /** Where its service may be out of reach it is looked at now. */
  noteFailure({ code }: Failure): void {
    if (code === 'store' && this.#reach.state.service?.state === 'saved') void this.refresh();
  }

  /** To be called after every write of it. */
  noteWrite(): void {
    const vault = this.#vault;
    if (vault === undefined) return;
    const before = JSON.stringify(this.standing);
    this.#reach.note(vault.link);
    if (JSON.stringify(this.standing) !== before) void this.#deps.announce();
    this.#tellChange(vault);
    this.#deps.notes.note();
    this.#deps.wrote(vault);
    this.#beginResealing();
  }

  /** To be called after a commit that the window does not show, of which there may be many. */
  noteRevision(): void {
    if (this.#vault === undefined) return;
    this.#beginResealing();
    this.#deps.notes.noteLater();
  }

  /** It is told at `time`, in milliseconds, that something of it has expired; infinite: never. */
  noteExpiry(time: number): void {
    const vault = this.#vault;
    this.#expiry.clear();
    if (vault === undefined) return;
    this.#expiry.set(time, () => {
      if (vault === this.#vault) this.#tellChange(vault);
    });
  }

  /** Seals anew what old keys could open, where a new root key left something of it. */
  async reseal(): Promise<void> {
    if (this.#vault !== undefined) await this.#deps.resealings.of(this.#vault).run();
  }

  /** How it stands with the keys of a vault, and how far the sealing is. */
  keysOf(vault: Vault): KeysState {
    const { rekeyed, renewing, dropped } = vault;
    const { done, total, failure } = this.#deps.resealings.of(vault).state;
    return {
      renewing,
      done,
      total,
      ...(rekeyed !== undefined && { rekeyed }),
      ...(renewing && failure !== undefined && { failure }),
      ...(dropped.length > 0 && { dropped: dropped.map((slot) => ({ ...slot })) }),
    };
  }

  /** Tells of its keys, where it is this one. */
  tellKeys(vault: Vault): void {
    if (vault === this.#vault) this.#deps.resealing?.(this.keysOf(vault));
  }

  #tellChange(vault: Vault): void {
    this.#changes += 1;
    this.#deps.written(vault.revision);
  }

  // Whatever the write was, it may have given the vault new keys.
  #beginResealing(): void {
    void this.reseal().catch(() => undefined);
  }
}

function noticeOf(error: unknown): 'replaced' | 'gone' | undefined {
  const failure = failureOf(error);
  if (failure?.code !== 'store') return undefined;
  if (failure.reason === 'file-replaced') return 'replaced';
  return failure.reason === 'file-missing' ? 'gone' : undefined;
}
