import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { ObjectBatch } from '../object-batch.ts';
import { readInBatches } from '../read-batches.ts';
import type { Fetching, ObjectStore } from '../store.ts';

export type Objects = Iterable<readonly [ObjectId, Uint8Array]>;

/** Bytes of objects that are written in one go. */
const lotBytes = 8 * 1024 * 1024;
/** A batch of more bytes is a lot of its own. */
const batchBytes = 1024 * 1024;

/**
 * Gives objects on in lots; the last of them, or `undefined` where a lot was not taken.
 */
export async function takenInLots(
  batches: AsyncIterable<Objects>,
  take: (lot: Objects) => Promise<boolean>,
): Promise<Objects | undefined> {
  let lot: (readonly [ObjectId, Uint8Array])[] = [];
  let size = 0;
  try {
    for await (const objects of batches) {
      // Written as it is in less than half the time.
      if (objects instanceof ObjectBatch && objects.bytes.length > batchBytes) {
        if (!(await take(objects))) return undefined;
        continue;
      }
      for (const [id, bytes] of objects) {
        lot.push([id, bytes]);
        size += bytes.length;
      }
      if (size < lotBytes) continue;
      if (!(await take(lot))) return undefined;
      [lot, size] = [[], 0];
    }
  } catch (error) {
    // What came need not come again.
    await take(lot);
    throw error;
  }
  return lot;
}

export async function* untilCalledOff<T>(
  all: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  for await (const one of all) {
    yield one;
    if (signal?.aborted) fail({ code: 'cancelled' });
  }
}

/** The objects of a service that came after a revision. */
export async function* newObjects(
  service: ObjectStore,
  revision: number,
  fetching: Fetching,
): AsyncGenerator<Objects> {
  if (service.objectsAfter !== undefined) return yield* service.objectsAfter(revision, fetching);
  const all = await service.list();
  const wanted = fetching.lacks === undefined ? all : await fetching.lacks(all);
  for await (const { ids, bytes } of readInBatches(service, wanted))
    yield ids.map((id, i) => [id, bytes[i] as Uint8Array] as const);
}
