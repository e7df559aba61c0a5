import type { Permission } from '../../shared/policy.ts';
import type { Field, MetadataPatch } from '../../shared/secret-schema.ts';
import type { Attachment } from './format/attachment.ts';
import type { Entry } from './format/entry.ts';

/**
 * A change to one secret, or to a policy, client or setting; `write` takes a list of them, all or
 * nothing. `by`: who does it, for what the secret tells of it.
 */
export type Change =
  | {
      op: 'store';
      path: string;
      fields: readonly Field[];
      /** The highest number ever given, 0 for never stored; `conflict` otherwise. */
      expect?: number;
      /** Nothing may be there: never stored, or wholly destroyed. */
      fresh?: true;
      /**
       * The current version, which the fields were made from; `conflict` where that is another by
       * now, or deleted.
       */
      over?: number;
      tags?: readonly string[];
      /**
       * Files that fields of the type `attachment` bring along, by the values of those; another
       * value keeps a file that a version has.
       */
      files?: ReadonlyMap<string, FileSource>;
      /** The same once they were read: set by the backend. */
      brought?: Bringing['brought'];
      /** Added to the secret's custom metadata. */
      custom?: readonly (readonly [string, string])[];
      by?: string;
      at?: number;
      /** No older version is pruned for this one. */
      keepOlder?: true;
      /** The import that makes this change, by which it can be undone. */
      run?: string;
    }
  /** Without `versions` every live one. */
  | { op: 'delete'; path: string; versions?: readonly number[]; run?: string }
  /** Without `versions` what the last delete took. */
  | { op: 'undelete'; path: string; versions?: readonly number[] }
  | { op: 'destroy'; path: string; versions: readonly number[] }
  /**
   * `fresh`: also of a secret that has no version yet. `while`: only as long as a pair of its custom
   * metadata has this value, `undefined` for none; `conflict` otherwise.
   */
  | {
      op: 'metadata';
      path: string;
      patch: MetadataPatch;
      by?: string;
      fresh?: true;
      while?: readonly [key: string, value: string | undefined];
      run?: string;
    }
  /**
   * Takes back what that import did to a secret: what was not there goes, what was there is as it
   * was. `conflict` where somebody changed it since, or nothing of that import is there.
   */
  | { op: 'unimport'; path: string; run: string }
  | { op: 'move'; from: string; to: string; by?: string }
  | MergeChange
  /**
   * Forgets a secret with all its versions and metadata. `ifDeleted`: left alone where it does not
   * count as deleted.
   */
  | { op: 'forget'; path: string; ifDeleted?: true }
  | { op: 'policy'; policy: Policy }
  | { op: 'delete-policy'; name: string }
  | { op: 'client'; client: Client }
  | { op: 'delete-client'; name: string }
  /**
   * `ifAbsent`: one that is there stays as it is. `join`: its words stay, and those of the value
   * that are missing come behind them.
   */
  | { op: 'setting'; name: string; value: string | undefined; ifAbsent?: true; join?: true };

/** What is added to the audit, or cut off it. */
export type AuditChange =
  /** `cut`: the bound that holds for the audit with this entry in it. */
  { op: 'audit'; entry: AuditRecord; cut?: AuditCut } | ({ op: 'cut-audit' } & AuditCut);

/** A file to be read: once for each attempt to store it. */
export type FileSource = () => AsyncIterable<Uint8Array>;

/** What came of a file that was read: its bytes, where it is small, or what names it. */
export type Brought = Attachment | { readonly bytes: Uint8Array };

/** A change whose files were read. */
export interface Bringing {
  readonly brought?: ReadonlyMap<string, Brought> | undefined;
}

/**
 * One version of a merged secret: one that lies here already, by its number, or one that comes
 * along.
 */
export interface MergedVersion {
  readonly n: number;
  readonly created: number;
  readonly expires?: number;
  readonly deleted?: number;
  /** The number under which it lies here now. */
  readonly here?: number;
  /** The number under which the other copy has it, where it comes from there. */
  readonly there?: number;
  /** What it holds, where it does not lie here. With neither it is destroyed. */
  readonly fields?: readonly Field[];
  /** Its mark, by which copies know it (format.md, 6). */
  readonly was?: string;
}

/** A secret as it will be: the histories of two copies in one, ascending. */
export interface MergeChange extends Omit<Entry, 'versions' | 'indexed' | 'fields' | 'written'>, Bringing {
  readonly op: 'merge';
  /** Files that fields of the type `attachment` bring along, by the values of those. */
  readonly files?: ReadonlyMap<string, FileSource>;
  readonly versions: readonly MergedVersion[];
  /**
   * What the plan was made on: `conflict` when the secret has changed since. 0: it was not there.
   */
  readonly base: { readonly newest: number; readonly updated: number };
  readonly run?: string;
}

export function isAuditChange(change: Change | AuditChange): change is AuditChange {
  return change.op === 'audit' || change.op === 'cut-audit';
}

/** What one change did: the version that a store made, or that any other change left as current. */
export interface Outcome {
  readonly version: number;
}

export interface Policy {
  readonly name: string;
  readonly spiffeIdPattern: string;
  readonly pathPattern: string;
  readonly permissions: readonly Permission[];
  /** Milliseconds; kept when a policy of that name is replaced. Set by the backend. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

export interface Client {
  readonly name: string;
  readonly spiffeId: string;
  /** Its public key of X25519, by which it is known: 32 bytes, base64url (api.md, 3). */
  readonly key: string;
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

/** What is written down; never a value. */
export interface AuditRecord {
  readonly time: number;
  readonly client: string;
  readonly action: string;
  readonly path?: string;
  readonly outcome: string;
  /** How often, where one entry stands for more than one. */
  readonly count?: number;
}

/**
 * A record with its place in the chain: `hash` = SHA-256 over the one before and this record
 * (format.md, 9).
 */
export interface AuditEntry extends AuditRecord {
  readonly index: number;
  readonly hash: string;
}

/**
 * Lets the oldest entries go: where more than `most` tell of something done, until `keep` of those
 * are left, for what was refused displaces nothing; and all before the first of `before` or later.
 * `entry` tells of it, and is added only if one went.
 */
export interface AuditCut {
  readonly most: number;
  readonly keep: number;
  readonly before?: number;
  readonly entry: AuditRecord;
}

/**
 * Which entries: from a time on, before an index, of one client; `limit` keeps the newest of them.
 */
export interface AuditQuery {
  readonly since?: number;
  readonly before?: number;
  readonly client?: string;
  readonly actions?: readonly string[];
  /** `refused`: what was denied or failed. */
  readonly outcome?: 'done' | 'refused';
  readonly limit?: number;
}
