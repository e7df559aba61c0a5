import { isMissing } from '../store/missing.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Snapshot } from './format/snapshot.ts';
import { grace } from './sweep.ts';

/**
 * True when `next`, found in the store that `base` was read from, came after it, as far as can be
 * told. What a revision no longer needs stays for an hour: where a page of a younger `base` is gone
 * already, a copy that went its own way was written over the file.
 */
export async function isLater(
  store: ObjectStore,
  base: Snapshot,
  next: Snapshot,
  now: number,
): Promise<boolean> {
  if (now - base.head.updated >= grace) return true;
  // Keys are being changed, or were: the old keys leave together with all that they sealed and all
  // that nothing refers to.
  if (next.head.renewal !== undefined || next.keys.oldest > base.keys.oldest) return true;
  const kept = new Set([...next.pages.values()].map(({ ref }) => ref.id));
  const replaced = [...base.pages.values()].map(({ ref }) => ref.id).filter((id) => !kept.has(id));
  try {
    await store.readObjects(replaced);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
