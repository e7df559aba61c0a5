import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { idBytes } from '../../store/id-table.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Batch } from './opened.ts';

/** Objects in one piece of memory, for a thread to examine. */
export function batchOf(
  ids: readonly ObjectId[],
  terms: readonly number[],
  parts: readonly (Uint8Array | undefined)[],
): Batch {
  return { ids: idBytes(ids), terms: Uint32Array.from(terms), ...joined(parts) };
}

function joined(parts: readonly (Uint8Array | undefined)[]): Omit<Batch, 'ids' | 'terms'> {
  const lengths = Uint32Array.from(parts, (part) => part?.length ?? 0);
  // Shared with the thread that examines it, which would get a copy otherwise. It is sealed.
  const bytes = new Uint8Array(new SharedArrayBuffer(lengths.reduce((sum, length) => sum + length, 0)));
  const starts = new Uint32Array(parts.length);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    starts[i] = at;
    if (part === undefined) continue;
    bytes.set(part, at);
    at += part.length;
  }
  return { starts, lengths, bytes };
}

/**
 * Bytes of objects; `undefined` for one that is gone or cannot be read, which must not hide what is
 * to be said of the others.
 */
export async function readMany(
  store: ObjectStore,
  ids: readonly ObjectId[],
): Promise<(Uint8Array | undefined)[]> {
  try {
    return await store.readObjects(ids);
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    if (ids.length === 1) return [undefined];
    const found: (Uint8Array | undefined)[] = [];
    for (const id of ids) found.push(...(await readMany(store, [id])));
    return found;
  }
}

export function* chunksOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
