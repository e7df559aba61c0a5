import { fail } from '../../shared/failure.ts';
import { type ObjectStore, type StoredManifest, type Tip, tipOf } from '../store/store.ts';
import { isWholeManifest } from './format/manifest.ts';

/**
 * The newest manifest of a store. Where a line begins on that of another device, of which only a
 * part has come, another whole one; `store` (`not-come`) where there is none. `undefined` while the
 * newest is `known` still.
 */
export async function newerManifest(store: ObjectStore, known?: Tip): Promise<StoredManifest | undefined> {
  let manifest = await store.latestManifest(known);
  while (manifest !== undefined && !isWholeManifest(manifest.bytes)) {
    const other = await store.passOver?.(tipOf(manifest));
    if (other === undefined) return manifest;
    manifest = other;
  }
  return manifest;
}

/** The same of a store that has one: `damaged` where it has none. */
export async function newestManifest(store: ObjectStore): Promise<StoredManifest> {
  return (await newerManifest(store)) ?? fail({ code: 'damaged', part: 'manifest' });
}
