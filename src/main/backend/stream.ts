import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { Slab } from '../store/slab.ts';
import type { Change } from './backend.ts';
import { applyAll } from './base.ts';
import type { EncryptedDraft, Prepared } from './draft.ts';
import { SealThread } from './seal-thread.ts';

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

/** The batch behind which a thread is started: for fewer it would take longer to start than to seal. */
const threadAfter = 2;
/** Batches that the thread may have before the next one is made. */
const inFlight = 2;

/** Applies batch after batch to a draft, and gives what each of them adds and at last all the rest, sealed. */
export async function* sealBatches(
  draft: EncryptedDraft,
  batches: AsyncIterable<readonly Change[]>,
  now: () => number,
  finished: (prepared: Prepared) => void,
): AsyncGenerator<Iterable<readonly [ObjectId, Sealed]>> {
  let thread: SealThread | undefined;
  const sealing: Promise<Slab>[] = [];
  let count = 0;
  try {
    for await (const changes of batches) {
      // What reads a version looks for it in the store.
      if (!changes.every(({ op }) => op === 'store')) yield* drained(sealing);
      await applyAll(draft, changes, now);
      count += 1;
      if (count === threadAfter) thread = startThread(draft);
      if (thread?.ready === true) sealing.push(sealApart(draft, thread));
      else yield draft.sealVersions();
      if (sealing.length > inFlight) yield* drained(sealing, inFlight);
    }
    yield* drained(sealing);
  } finally {
    await thread?.close();
  }
  const prepared = await draft.prepare(now());
  finished(prepared);
  yield prepared.objects;
}

// Without one everything is sealed here, as before it has started.
function startThread(draft: EncryptedDraft): SealThread | undefined {
  try {
    return new SealThread(draft.task);
  } catch {
    return undefined;
  }
}

function sealApart(draft: EncryptedDraft, thread: SealThread): Promise<Slab> {
  const { unsealed, noted } = draft.takeVersions();
  const sealed = thread.seal(unsealed).then(({ ids, lengths, bytes, addresses }) => {
    noted(addresses);
    return new Slab(ids, lengths, bytes);
  });
  // Whoever takes it hears of the failure; nobody does when another one came first.
  sealed.catch(() => undefined);
  return sealed;
}

/** Gives what has been sealed, in order, until that many are left. */
async function* drained(sealing: Promise<Slab>[], left = 0): AsyncGenerator<Slab> {
  while (sealing.length > left) {
    const next = await sealing.shift();
    if (next !== undefined) yield next;
  }
}
