import type { ObjectStore } from '../../store/store.ts';
import type { Finding, Progress, VerifyReport } from '../copies.ts';
import { partOf } from '../format/object-kind.ts';
import { idsOf, recordsOf } from '../format/references.ts';
import type { Snapshot } from '../format/snapshot.ts';
import { readMany } from './batch-of.ts';
import { readThrough } from './read-through.ts';

type Options = { readonly progress?: Progress; readonly signal?: AbortSignal };
interface Tally {
  objects: number;
  bytes: number;
  readonly damaged: Finding[];
}

/**
 * Proves a copy: every object that a revision refers to is there, is found by its id, and
 * authenticates. It tells no more than which ids are not whole, and nothing of the store's own
 * structure.
 */
export async function proveCopy(
  store: ObjectStore,
  snapshot: Snapshot,
  { progress, signal }: Options,
): Promise<VerifyReport> {
  const tally: Tally = { objects: 0, bytes: 0, damaged: [] };
  await proveRecords(store, snapshot, tally);
  const secrets = [...snapshot.pages.values()].reduce((sum, { entries }) => sum + entries, 0);
  const reading = await readThrough(store, snapshot, {
    progress: (done) => progress?.(tally.objects + done, tally.objects + Math.max(done, secrets)),
    // Where it is, each row is found by its id.
    ...(store.rows && { sound: () => store.isSound() }),
    ...(signal && { signal }),
  });
  for (const { ref } of reading.lostPages) tally.damaged.push({ part: 'page', object: ref.id, ok: false });
  for (const { id } of reading.lostVersions) tally.damaged.push({ part: 'version', object: id, ok: false });
  for (const { id } of reading.lostFiles) tally.damaged.push({ part: 'attachment', object: id, ok: false });
  return {
    objects: tally.objects + reading.objects,
    bytes: tally.bytes + reading.bytes,
    damaged: tally.damaged,
    secrets,
    versions: reading.versions,
    revision: snapshot.revision,
    unreferenced: 0,
  };
}

async function proveRecords(store: ObjectStore, snapshot: Snapshot, tally: Tally): Promise<void> {
  const items = [...recordsOf(snapshot)];
  const all = await readMany(store, idsOf(items));
  for (const [i, { kind, ref }] of items.entries()) {
    const bytes = all[i];
    tally.objects += 1;
    tally.bytes += bytes?.length ?? 0;
    const whole = bytes !== undefined && snapshot.keys.isGenuine(kind, ref, bytes);
    if (!whole) tally.damaged.push({ part: partOf(kind), object: ref.id, ok: false });
  }
}
