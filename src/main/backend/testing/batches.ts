import type { Change } from '../changes.ts';

type Batch = readonly Change[] | (() => readonly Change[] | Promise<readonly Change[]>);

/** One batch after the other, each made when it is asked for. */
export async function* inBatches(...batches: Batch[]): AsyncGenerator<readonly Change[]> {
  for (const batch of batches) yield typeof batch === 'function' ? await batch() : batch;
}
