import type { Content, ObjectStore } from '../store/store.ts';
import type { Part } from './format/object-kind.ts';
import type { Item } from './format/references.ts';

export type Progress = (done: number, total: number) => void;

/** Where a copy goes. */
export interface CopyTarget {
  /**
   * An earlier copy of this vault, which is brought up to date; missing: there is none. It is not
   * closed.
   */
  readonly base?: ObjectStore;
  /** Makes the copy from nothing; what it gives is closed here. */
  create(manifest: Uint8Array, content: Content): Promise<ObjectStore>;
}

export interface CopyOptions {
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * What a copy did. `full`: nothing of an earlier copy was used, and `items` is empty, for all are
 * new; with 0 objects it was whole already.
 */
export interface Copied {
  readonly revision: number;
  readonly full: boolean;
  readonly items: readonly Item[];
  readonly objects: number;
  readonly bytes: number;
}

/** One thing that `verify` read. */
export interface Finding {
  readonly part: Part;
  readonly object: string;
  readonly ok: boolean;
  /** The secrets that a damaged object concerns. */
  readonly paths?: readonly string[];
  readonly version?: number;
  /** How many secrets a damaged page held, their names lost with it. */
  readonly entries?: number;
}

export interface VerifyReport {
  readonly objects: number;
  readonly bytes: number;
  readonly secrets: number;
  readonly versions: number;
  readonly revision: number;
  readonly damaged: readonly Finding[];
  /** Objects that nothing refers to: left by a crash, or waiting for collection. */
  readonly unreferenced: number;
}

export interface MendOptions extends CopyOptions {
  /**
   * Writes also where something stays lost: then a revision without it. Otherwise nothing is
   * written.
   */
  readonly lossy: boolean;
  /**
   * Takes up what index pages of the other stores say that is newer than this revision: for one
   * that stands in for a lost manifest.
   */
  readonly adopt?: boolean;
  readonly now: number;
}

/** What could not be found whole anywhere. */
export interface Lost {
  readonly versions: readonly {
    readonly path: string;
    readonly version: number;
    readonly current: boolean;
    /** Only a long file of it is lost. */
    readonly file?: true;
  }[];
  /** Secrets whose names are lost. */
  readonly unnamed: number;
  readonly records: readonly ('policies' | 'clients' | 'audit')[];
}

export interface Mended {
  /** False when something is lost and that was not accepted. */
  readonly written: boolean;
  readonly revision: number;
  /** Objects that the first store did not have whole, found in another. */
  readonly healed: number;
  readonly lost: Lost;
  /**
   * Secrets whose entries were found in an earlier state of the index alone: changes since then may
   * be missing, or undone.
   */
  readonly earlier: readonly string[];
}
