import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import {
  type Commit,
  markLength,
  type ObjectStore,
  type StoredManifest,
  type StoreOpener,
} from '../store.ts';

export type Commits = Pick<StoreOpener, 'open'>;

export function newId(): ObjectId {
  return randomBytes(16).toString('hex') as ObjectId;
}

/**
 * A manifest of the tests: it says which objects its revision has. Its closing hash is random, so
 * that no two are alike.
 */
export function manifestOf(ids: readonly ObjectId[]): Uint8Array {
  return Buffer.concat([Buffer.from(JSON.stringify(ids)), randomBytes(markLength)]);
}

export function idsOf({ bytes }: StoredManifest): ObjectId[] {
  return JSON.parse(Buffer.from(bytes.subarray(0, -markLength)).toString('utf8'));
}

/**
 * The bytes of an object of the tests follow from its id, so that a reader knows what they should
 * be.
 */
export function bytesOf(id: ObjectId, length = 100): Sealed {
  const bytes = Buffer.alloc(length, id, 'hex');
  return bytes as Uint8Array as Sealed;
}

/** A commit of one new object on top of those that stay. */
export function commitOf(
  revision: number,
  stay: readonly ObjectId[] = [],
  more: Partial<Commit> = {},
): { commit: Commit; id: ObjectId; ids: readonly ObjectId[] } {
  const id = newId();
  const ids = [...stay, id];
  return { id, ids, commit: { revision, manifest: manifestOf(ids), objects: [[id, bytesOf(id)]], ...more } };
}

/** The newest revision; fails where one of its objects is missing or has other bytes. */
export async function readWhole(store: ObjectStore): Promise<number> {
  const newest = await store.latestManifest();
  assert(newest !== undefined, 'no manifest');
  const ids = idsOf(newest);
  for (const [i, bytes] of (await store.readObjects(ids)).entries())
    assert(Buffer.from(bytes).equals(bytesOf(ids[i] as ObjectId)), `other bytes: ${ids[i]}`);
  return newest.revision;
}
