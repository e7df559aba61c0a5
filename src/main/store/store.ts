import type { ObjectId, Sealed } from '../../shared/brand.ts';

export interface StoredManifest {
  readonly revision: number;
  readonly bytes: Uint8Array;
}

export interface Commit {
  /** Durable before the manifest is visible. */
  readonly objects: Iterable<readonly [ObjectId, Sealed]>;
  readonly manifest: Uint8Array;
  /** One more than the revision that this commit stands on. */
  readonly revision: number;
  /** Objects that must not outlive this commit (destroyed versions); removed once the manifest is durable. */
  readonly drop?: readonly ObjectId[];
}

/** A commit whose objects are still being made while the store writes them. */
export interface StreamedCommit {
  readonly revision: number;
  /** Not touched when the outcome is `conflict`. Where it throws, nothing visible changed. */
  readonly batches: AsyncIterable<Iterable<readonly [ObjectId, Sealed]>>;
  /** Asked once, behind the last batch. */
  finish(): Required<Pick<Commit, 'manifest' | 'drop'>>;
}

/**
 * The dumb storage under the encryption. It needs one primitive, create-if-absent. All failures are `HoldfastError`s:
 * `busy`, `no-space`, `read-only`, `store`, `damaged` (missing object, broken file), `closed`.
 */
export interface ObjectStore {
  /** True when the medium or the file refuses writes: then `commit`, `remove` and `dropManifestsBefore` fail with `read-only`. */
  readonly readOnly: boolean;
  /** The newest manifest; `undefined` in a store that has none yet. With `since`, `undefined` also when its revision is not higher. */
  latestManifest(since?: number): Promise<StoredManifest | undefined>;
  /** Bytes in the order asked; a missing one is `damaged` with part `missing-object` and its id. */
  readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]>;
  /** `conflict` when a manifest of this revision or a later one exists; then nothing visible changed. */
  commit(commit: Commit): Promise<'done' | 'conflict'>;
  /** The same while the objects are still being made. A store that has no such call is given them all at once. */
  commitStream?(commit: StreamedCommit): Promise<'done' | 'conflict'>;
  list(): Promise<ObjectId[]>;
  /** False when the store's own structure is damaged; reads all of it, changes nothing. */
  isSound(): Promise<boolean>;
  remove(ids: readonly ObjectId[]): Promise<void>;
  dropManifestsBefore(revision: number): Promise<void>;
  close(): Promise<void>;
}

/** What a new store begins with, when it is a copy of another. */
export interface Content {
  readonly revision: number;
  readonly batches: AsyncIterable<Iterable<readonly [ObjectId, Uint8Array]>>;
}

/** How a kind of store is made and opened; `location` means what that kind says. */
export interface StoreOpener {
  /** A store with this manifest, as revision 1 where nothing else is said, or nothing at all; `exists` when something lies there. */
  create(location: string, manifest: Uint8Array, content?: Content): Promise<ObjectStore>;
  /** Refuses with `not-found`, `not-a-vault`, `newer-format`, `damaged`, `busy` and the like. */
  open(location: string, options?: { readonly readOnly?: boolean }): Promise<ObjectStore>;
}
