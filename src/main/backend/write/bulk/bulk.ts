import type { ObjectId, Sealed } from '../../../../shared/brand.ts';
import { ObjectBatch } from '../../../store/object-batch.ts';
import type { AuditChange, Change } from '../../changes.ts';
import type { Records } from '../../format/records.ts';
import type { Snapshot } from '../../format/snapshot.ts';
import { applyEach } from '../apply.ts';
import type { Prepared, Reader } from '../vault-draft.ts';
import { BulkDraft } from './bulk-draft.ts';
import { Sealer } from './sealer.ts';

// The way into this folder: nothing else in it is for anybody outside.
export { BulkDraft };

/**
 * The batch behind which a thread is started: for fewer it would take longer to start than to seal.
 */
const threadAfter = 2;
/** Batches that the thread may have before the next one is made. */
const inFlight = 2;

/** One stream of changes over one snapshot. */
export class BulkWrite {
  readonly #draft: BulkDraft;
  readonly #now: () => number;
  #prepared: Prepared | undefined;

  constructor(base: Snapshot, records: Records, reader: Reader, now: () => number) {
    this.#draft = new BulkDraft(base, records, reader);
    this.#now = now;
  }

  /** The records as the stream leaves them. */
  get records(): Records {
    return this.#draft.records;
  }

  /** The next revision; missing until `sealed` has come to its end. */
  get prepared(): Prepared | undefined {
    return this.#prepared;
  }

  /**
   * Applies batch after batch, and gives what each of them adds and at last all the rest, sealed.
   */
  async *sealed(
    batches: AsyncIterable<Iterable<Change | AuditChange>>,
  ): AsyncGenerator<Iterable<readonly [ObjectId, Sealed]>> {
    const { apart } = this.#draft;
    let sealer: Sealer | undefined;
    let count = 0;
    try {
      for await (const changes of batches) {
        await applyEach(this.#draft, changes, this.#now);
        count += 1;
        if (count === threadAfter) sealer = startSealer(this.#draft);
        if (sealer?.ready === true) apart.push(sealApart(this.#draft, sealer));
        else yield this.#draft.sealVersions();
        yield this.#draft.takeFiles();
        if (apart.length > inFlight) yield* drained(apart, inFlight);
      }
      yield* drained(apart);
    } finally {
      await sealer?.close();
    }
    this.#prepared = await this.#draft.prepare(this.#now());
    yield this.#prepared.objects;
  }
}

// Without one everything is sealed here, as before it has started.
function startSealer(draft: BulkDraft): Sealer | undefined {
  try {
    return new Sealer(draft.task);
  } catch {
    return undefined;
  }
}

function sealApart(draft: BulkDraft, sealer: Sealer): Promise<ObjectBatch> {
  const { unsealed, noted } = draft.takeVersions();
  const sealed = sealer.seal(unsealed).then(({ ids, lengths, bytes, addresses }) => {
    noted(addresses);
    return new ObjectBatch(ids, lengths, bytes);
  });
  // Whoever takes it hears of the failure; nobody does when another one came first.
  sealed.catch(() => undefined);
  return sealed;
}

/** Gives what has been sealed, in order, until that many are left. */
async function* drained(apart: Promise<ObjectBatch>[], left = 0): AsyncGenerator<ObjectBatch> {
  while (apart.length > left) {
    const next = await apart.shift();
    if (next !== undefined) yield next;
  }
}
