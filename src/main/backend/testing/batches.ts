import type { AnyChange } from './write.ts';

type Batch = readonly AnyChange[] | (() => readonly AnyChange[] | Promise<readonly AnyChange[]>);

/** One batch after the other, each made when it is asked for. */
export async function* inBatches(...batches: Batch[]): AsyncGenerator<readonly AnyChange[]> {
  for (const batch of batches) yield typeof batch === 'function' ? await batch() : batch;
}
