import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { ObjectBatch } from '../object-batch.ts';
import type { StreamedCommit } from '../store.ts';

type Batches = StreamedCommit['batches'];
type Objects = (readonly [ObjectId, Sealed])[];

/** Bytes that are given on in one go. */
const lotBytes = 8 * 1024 * 1024;

/**
 * The same batches, and what they hold given to somebody else besides; whoever makes them may use
 * the memory again.
 */
export async function* teed(batches: Batches, take: (objects: Objects) => Promise<unknown>): Batches {
  let lot: Objects = [];
  let size = 0;
  for await (const batch of batches) {
    const objects: Objects = [...batch];
    for (const [id, bytes] of objects) {
      lot.push([id, new Uint8Array(bytes) as Sealed]);
      size += bytes.length;
    }
    // What is gone through may be gone then.
    yield batch instanceof ObjectBatch ? batch : objects;
    if (size < lotBytes) continue;
    await take(lot);
    [lot, size] = [[], 0];
  }
  if (lot.length > 0) await take(lot);
}
