import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { Slab } from '../../store/slab.ts';
import type { Change } from '../changes.ts';
import { applyEach } from './base.ts';
import type { EncryptedDraft, Prepared } from './draft.ts';
import { SealThread } from './sealer.ts';

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
