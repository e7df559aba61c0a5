import type { ObjectId } from '../../shared/brand.ts';
import type { ObjectStore } from './store.ts';

/** Bytes that one batch shall have about. */
const wanted = 4 * 1024 * 1024;
/** Where objects grow from one batch to the next, the first large one has so many of them. */
const most = 64;

/**
 * Objects in the order asked, some at a time: as many as the ones before let expect to fit little
 * memory.
 */
export async function* readInBatches(
  store: ObjectStore,
  ids: readonly ObjectId[],
): AsyncGenerator<{ readonly ids: readonly ObjectId[]; readonly bytes: readonly Uint8Array[] }> {
  let count = most;
  for (let at = 0; at < ids.length; ) {
    const some = ids.slice(at, at + count);
    const bytes = await store.readObjects(some);
    yield { ids: some, bytes };
    at += some.length;
    const size = bytes.reduce((sum, { length }) => sum + length, 0) / some.length;
    count = Math.min(most, Math.max(1, Math.floor(wanted / Math.max(1, size))));
  }
}
