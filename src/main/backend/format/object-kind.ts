import type { Key } from '../../crypto/primitives.ts';

export type ObjectKind =
  | 'page'
  | 'version'
  | 'attachment'
  | 'policy'
  | 'client'
  | 'audit'
  | 'garbage'
  | 'draft';

/** What a report calls an object. */
export type Part = 'head' | Exclude<ObjectKind, 'garbage' | 'draft'>;

export function partOf(kind: ObjectKind): Part {
  return kind === 'garbage' || kind === 'draft' ? 'head' : kind;
}

/**
 * What opens pages and versions, as handles that may go to another thread of this process: no key's
 * bytes are in it.
 */
export interface ReadingKeys {
  readonly vault: string;
  readonly address: Key;
  readonly page: ReadonlyMap<number, Key>;
  readonly version: ReadonlyMap<number, Key>;
}

/**
 * What the thread that seals is started with: handles of two subkeys, and what its objects' AAD
 * says.
 */
export interface SealTask {
  readonly vault: string;
  readonly kind: ObjectKind;
  readonly term: number;
  readonly key: Key;
  readonly addressKey: Key;
}
