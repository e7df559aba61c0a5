import type { ObjectId, Sealed } from '../../shared/brand.ts';
import type { Failure } from '../../shared/failure.ts';

export interface StoredManifest {
  readonly revision: number;
  readonly bytes: Uint8Array;
  /** It is not of the line that `known` is of: that one was ended, or another goes on now. */
  readonly otherLine?: boolean;
}

/**
 * What tells one state of a store from any other: the newest revision, and the closing hash of its
 * manifest in hex.
 */
export interface Tip {
  readonly revision: number;
  readonly mark: string;
  /**
   * What a service calls these bytes: where it is known, they need not be read again to be known.
   */
  readonly tag?: string;
}

/** The tip that a manifest makes. */
export function tipOf({ revision, bytes }: StoredManifest): Tip {
  return { revision, mark: Buffer.from(bytes.subarray(-markLength)).toString('hex') };
}

export function sameTip(a: Tip, b: Tip): boolean {
  return a.revision === b.revision && a.mark === b.mark;
}

/**
 * Who writes a line of revisions. Where several write apart, each has a line of its own (format.md,
 * 20).
 */
export interface Device {
  /** 32 hex digits; empty: the line that all share who write to the place itself. */
  readonly id: string;
  /** What a person calls it. It is sealed before it is stored. */
  readonly name: string;
}

/**
 * The line of those who write to one place by turns, where others may write apart and join later.
 */
export const sharedLine: Device = { id: '', name: '' };

/**
 * A revision that another device wrote, or this one while it was offline, and that the newest
 * revision here may not include.
 */
export interface Apart {
  /** The id of the device whose line it is the newest whole revision of. */
  readonly device: string;
  readonly manifest: StoredManifest;
}

/** Bytes of the closing hash (format.md, 3). */
export const markLength = 32;

export interface Commit {
  /** Durable before the manifest is visible. */
  readonly objects: Iterable<readonly [ObjectId, Sealed]>;
  readonly manifest: Uint8Array;
  /** One more than the revision that this commit stands on. */
  readonly revision: number;
  /**
   * The mark of the revision that this commit stands on: `store` (`file-replaced`) where another
   * one, or an older one, lies there.
   */
  readonly after?: string;
  /** The first revision that includes these: what they brought along goes with it. */
  readonly joins?: readonly Apart[];
  /**
   * Objects that must not outlive this commit (destroyed versions); removed once the manifest is
   * durable.
   */
  readonly drop?: readonly ObjectId[];
}

/**
 * A commit whose objects are still being made while the store writes them. Meanwhile `readObjects`
 * of this store gives what earlier batches held.
 */
export interface StreamedCommit {
  readonly revision: number;
  readonly after?: string;
  /** Not touched when the outcome is `conflict`. Where it throws, nothing visible changed. */
  readonly batches: AsyncIterable<Iterable<readonly [ObjectId, Sealed]>>;
  /** Asked once, behind the last batch. */
  finish(): Required<Pick<Commit, 'manifest' | 'drop'>>;
}

/** How a store stands to the service that its objects come from. */
export interface Link {
  /** Not reached now: when it was last, in ms, and why. */
  readonly offline?: { readonly since: number; readonly failure: Failure };
  /** Commits that lie here alone. */
  readonly unsent: number;
  /** What its clock is ahead of this machine's, in ms, where that is known. */
  readonly ahead?: number;
}

/**
 * The dumb storage under the encryption. It needs one primitive, create-if-absent. All failures are
 * `HoldfastError`s: `busy`, `no-space`, `read-only`, `store`, `damaged` (missing object, broken
 * file), `closed`.
 */
export interface ObjectStore {
  /**
   * True when the medium or the file refuses writes: then `commit`, `remove` and
   * `dropManifestsBefore` fail with `read-only`.
   */
  readonly readOnly: boolean;
  /** True when this is what was left of a damaged store: it is as read-only as can be. */
  readonly damaged?: boolean;
  /**
   * True where each question is a trip over a network: a write goes on top of what is known, and
   * asks only where that was not the newest.
   */
  readonly distant?: boolean;
  /** What the service's clock is ahead of this machine's, in ms, where it said so. */
  readonly ahead?: number | undefined;
  /**
   * Whose line `latestManifest` and `commit` speak of; may change while the store is open. Missing:
   * there is one line, and nobody writes apart.
   */
  readonly device?: Device;
  /**
   * The newest whole revision of each other line, whether it was joined before or not; an author
   * who is none of `device` counts as nobody. Only of stores on which devices write apart.
   * `readObjects` serves the objects of all lines.
   */
  apart?(): Promise<readonly Apart[]>;
  /**
   * Hears that the newest manifest is not whole, and gives what else this line may begin on: another
   * device's. `undefined` where it is this line's own; `store` (`not-come`) where nothing else has
   * come.
   */
  passOver?(tip: Tip): Promise<StoredManifest | undefined>;
  /** Hears that the newest revision includes this one: it need not be kept apart any more. */
  joined?(apart: Apart): Promise<void>;
  /**
   * The newest manifest; `undefined` in a store that has none yet. With `known`, `undefined` also
   * while that is the newest still; `store` (`file-replaced`, `file-missing`) where the store that
   * was opened is no longer the one that lies at its place.
   */
  latestManifest(known?: Tip): Promise<StoredManifest | undefined>;
  /** Bytes in the order asked; a missing one is `damaged` with part `missing-object` and its id. */
  readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]>;
  /**
   * `conflict` when a manifest of this revision or a later one exists; then nothing visible
   * changed.
   */
  commit(commit: Commit): Promise<'done' | 'conflict'>;
  /**
   * The same while the objects are still being made. A store that has no such call is given them
   * all at once.
   */
  commitStream?(commit: StreamedCommit): Promise<'done' | 'conflict'>;
  /**
   * All objects, in the order in which they lie: what is read or removed in this order is near each
   * other.
   */
  list(): Promise<ObjectId[]>;
  /**
   * All objects, in that order, some at a time, whose bytes are gone when the next are asked for:
   * for a store in which that takes much less than to look up each. Long ones come without their
   * bytes. Meant for a store that is sound: what this leaves out may still be there.
   */
  rows?(): AsyncIterable<readonly Row[]>;
  /** False when the store's own structure is damaged; reads all of it, changes nothing. */
  isSound(): Promise<boolean>;
  remove(ids: readonly ObjectId[]): Promise<void>;
  dropManifestsBefore(revision: number): Promise<void>;
  close(): Promise<void>;
  /**
   * The objects that came with a later revision than this one, in lots as they lie; others may come
   * along. `lacks` says which of some ids are wanted. A store that has no such call is asked for
   * its list.
   */
  objectsAfter?(
    revision: number,
    fetching: Fetching,
  ): AsyncIterable<Iterable<readonly [ObjectId, Uint8Array]>>;
  /** The newest tip that this store read or wrote, with its tag; only of stores that have tags. */
  tagged?(): Tip | undefined;
  /**
   * Hears that the vault's keys opened the manifest of this tip, and that it is to be gone on with:
   * a store that keeps a copy takes it up now.
   */
  keep?(tip: Tip): Promise<void>;
  /**
   * Hears that something read here did not authenticate; true where the same may be read once more,
   * from elsewhere.
   */
  doubt?(): Promise<boolean>;
  /** Only of stores that keep a copy of a service's. */
  link?(): Link;
  /** What this store keeps a copy of, where it can be reached: for who wants to know how it is. */
  origin?(): Promise<ObjectStore | undefined>;
}

/** How objects are fetched. */
export interface Fetching {
  /** Missing: all are wanted. */
  readonly lacks?: Lacks | undefined;
  /** Hears of bytes that came, or were here already, of how many there are. */
  readonly progress?: Progress | undefined;
}

export type Progress = (done: number, total: number) => void;

export type Lacks = (ids: readonly ObjectId[]) => Promise<readonly ObjectId[]>;

/** An object as it lies in a store: the 16 bytes of its id, and its own. */
export interface Row {
  readonly id: Uint8Array;
  readonly bytes?: Uint8Array;
}

/** What a new store begins with, when it is a copy of another. */
export interface Content {
  readonly revision: number;
  readonly batches: AsyncIterable<Iterable<readonly [ObjectId, Uint8Array]>>;
}

/**
 * How several writers can agree at a place. `heads`: each device writes a line of its own, for a
 * service that fails in this way loses writes of those who share one. `none`: it keeps nothing safe.
 */
export type Verdict =
  | {
      readonly way: 'one-line';
      /** Whether the service refuses what was signed for another time. */
      readonly refusesLate?: boolean;
    }
  | { readonly way: 'heads'; readonly why: 'ignored' | 'unsupported' | 'race' }
  | {
      readonly way: 'none';
      readonly why: 'ignored' | 'unsupported' | 'race' | 'unread' | 'unlisted' | 'undeleted';
    };

/**
 * What lies at a place of a service: nothing, a vault, what is none of ours, or vaults that begin
 * below it.
 */
export type Ground = 'nothing' | 'vault' | 'others' | 'vaults-below';

/**
 * A store in the making: what its `opener` makes can be read by it, and by nobody else until it is
 * published.
 */
export interface Staging {
  readonly opener: Pick<StoreOpener, 'create' | 'open'>;
  /** `exists` where another was faster. */
  publish(): Promise<void>;
  /** Takes away what was not published. */
  discard(): Promise<void>;
}

export interface OpenOptions {
  readonly readOnly?: boolean;
  readonly unsynced?: boolean;
  readonly look?: boolean;
  readonly again?: boolean;
  readonly once?: object | undefined;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a kind of store is made and opened; `location` means what that kind says. */
export interface StoreOpener {
  /**
   * A store with this manifest, as revision 1 where nothing else is said, or nothing at all;
   * `exists` when something lies there.
   */
  create(location: string, manifest: Uint8Array, content?: Content): Promise<ObjectStore>;
  /** Refuses with `not-found`, `not-a-vault`, `newer-format`, `damaged`, `busy` and the like. */
  open(
    location: string,
    /**
     * `look`: nothing beside the store is touched; one whose last write broke off is refused then
     * (`store`, `journal-beside`). `unsynced`: commits are not durable, for the caller syncs what
     * it made as a whole before anybody knows of it. `again`: it was opened before, and what lies
     * there is looked at by the first call.
     * `once`: stands for one unlocking, which may open a place several times: a service is asked
     * once. `progress`: hears of bytes while a service's vault is first fetched; `signal` calls that
     * off: `cancelled`.
     */
    options?: OpenOptions,
  ): Promise<ObjectStore>;
  /**
   * Begins a store that is looked at before anybody else sees it. Only for stores that are neither
   * files nor folders.
   */
  stage?(location: string): Staging;
  /** Refuses a location that is none of this kind's. Only for services. */
  check?(location: string): void;
  /**
   * Whether each device writes a line of its own there, kept on this machine too. Only for services.
   */
  heads?(location: string): Promise<boolean>;
  /** What lies there. Only for services. */
  survey?(location: string): Promise<Ground>;
  /** Tries what writers can rely on at a place. Only for services. */
  probe?(location: string): Promise<Verdict>;
  /**
   * Copies a store whole, as it lies, to a place where nothing is; false where it was written
   * meanwhile. Only for stores that are files.
   */
  clone?(location: string, to: string, signal?: AbortSignal): Promise<boolean>;
  /** True where the name alone tells that a vault lies there, or lay. */
  namesVault?(location: string): boolean;
  /**
   * What is left of a store that does not open, or not wholly: read-only. `damaged` where there is
   * nothing to begin with; `cancelled` once `signal` aborts.
   */
  rescue?(location: string, signal?: AbortSignal): Promise<ObjectStore>;
}
