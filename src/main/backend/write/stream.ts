import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { Slab } from '../../store/slab.ts';
import type { Change } from '../backend.ts';
import { applyEach } from './base.ts';
import type { EncryptedDraft, Prepared } from './draft.ts';
import { SealThread } from './sealer.ts';

/**
 * Waits for the first change before `work` begins: nobody's turn is held up while there is nothing to write, and nothing is begun when
 * there never is. However `work` ends, the source hears that nobody takes any more.
 */
export async function whenBegun<T>(
  batches: AsyncIterable<Iterable<T>>,
  work: (begun: AsyncIterable<Iterable<T>>) => Promise<void>,
): Promise<void> {
  const source = batches[Symbol.asyncIterator]();
  const first = await firstOf(source);
  if (first === undefined) return;
  try {
    await work(rest(first, source));
  } finally {
    await source.return?.();
  }
}

/** The first batch that has anything; `undefined`: there is none. */
async function firstOf<T>(source: AsyncIterator<Iterable<T>>): Promise<Iterable<T> | undefined> {
  for (let next = await source.next(); !next.done; next = await source.next()) {
    const batch = next.value[Symbol.iterator]();
    const { done, value } = batch.next();
    if (!done) return resumed(value, batch);
  }
  return undefined;
}

function* resumed<T>(first: T, batch: Iterator<T>): Generator<T> {
  yield first;
  for (let next = batch.next(); !next.done; next = batch.next()) yield next.value;
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
  batches: AsyncIterable<Iterable<Change>>,
  now: () => number,
  finished: (prepared: Prepared) => void,
): AsyncGenerator<Iterable<readonly [ObjectId, Sealed]>> {
  let thread: SealThread | undefined;
  const { apart } = draft;
  let count = 0;
  try {
    for await (const changes of batches) {
      await applyEach(draft, changes, now);
      count += 1;
      if (count === threadAfter) thread = startThread(draft);
      if (thread?.ready === true) apart.push(sealApart(draft, thread));
      else yield draft.sealVersions();
      if (apart.length > inFlight) yield* drained(apart, inFlight);
    }
    yield* drained(apart);
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
async function* drained(apart: Promise<Slab>[], left = 0): AsyncGenerator<Slab> {
  while (apart.length > left) {
    const next = await apart.shift();
    if (next !== undefined) yield next;
  }
}
