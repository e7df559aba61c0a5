import type { ObjectId, Sealed } from '../../shared/brand.ts';
import type { Change } from './backend.ts';
import { applyAll } from './base.ts';
import type { EncryptedDraft, Prepared } from './draft.ts';

/**
 * Waits for the first batch before `work` begins: nobody's turn is held up while there is nothing to write, and nothing is begun when
 * there never is. However `work` ends, the source hears that nobody takes any more.
 */
export async function whenBegun<T>(
  batches: AsyncIterable<T>,
  work: (begun: AsyncIterable<T>) => Promise<void>,
): Promise<void> {
  const source = batches[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done) return;
  try {
    await work(rest(first.value, source));
  } finally {
    await source.return?.();
  }
}

async function* rest<T>(first: T, source: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

/** Applies batch after batch to a draft, and gives what each of them adds and at last all the rest, sealed one at a time. */
export async function* sealBatches(
  draft: EncryptedDraft,
  batches: AsyncIterable<readonly Change[]>,
  now: () => number,
  finished: (prepared: Prepared) => void,
): AsyncGenerator<Iterable<readonly [ObjectId, Sealed]>> {
  for await (const changes of batches) {
    await applyAll(draft, changes, now);
    yield draft.sealVersions();
  }
  const prepared = await draft.prepare(now());
  finished(prepared);
  yield prepared.objects;
}
