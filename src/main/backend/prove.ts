import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../shared/brand.ts';
import { fail } from '../../shared/failure.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Finding, Progress, VerifyReport } from './backend.ts';
import type { Ref } from './entry.ts';
import type { ObjectKind } from './keyring.ts';
import { versionRefs } from './page.ts';
import { refOf, type Snapshot } from './snapshot.ts';

/** Objects read in one go: a millisecond or two. */
const objectsAtOnce = 256;
const pagesAtOnce = 32;

type Options = { readonly progress?: Progress; readonly signal?: AbortSignal };
interface Tally {
  objects: number;
  bytes: number;
  readonly damaged: Finding[];
}

/**
 * Proves a copy: every object that a revision refers to is there and authenticates, each looked up by its id. Quicker than `verifyVault`, for
 * no entry is parsed; it tells no more than which ids are not whole, and nothing of the store's own structure.
 */
export async function proveCopy(
  store: ObjectStore,
  snapshot: Snapshot,
  { progress, signal }: Options,
): Promise<VerifyReport> {
  const tally: Tally = { objects: 0, bytes: 0, damaged: [] };
  await proveRecords(store, snapshot, tally);
  const wanted = await provePages(store, snapshot, tally, signal);
  const versions = wanted.size;
  const total = tally.objects + versions;
  for await (const objects of found(store, wanted)) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    judge(snapshot, 'version', objects, tally);
    progress?.(tally.objects, total);
    await breathe();
  }
  for (const object of wanted.keys()) tally.damaged.push({ part: 'version', object, ok: false });
  const secrets = [...snapshot.pages.values()].reduce((sum, { entries }) => sum + entries, 0);
  return { ...tally, secrets, versions, revision: snapshot.revision, unreferenced: 0 };
}

interface Stored {
  readonly ref: Ref;
  readonly bytes: Uint8Array;
}

/** Those of the wanted objects that the store has; what is found is wanted no more. */
async function* found(store: ObjectStore, wanted: Map<ObjectId, number>): AsyncGenerator<Stored[]> {
  if (store.readSlice === undefined) {
    const refs = [...wanted].map(refOf);
    for (let at = 0; at < refs.length; at += objectsAtOnce)
      yield await readMany(store, refs.slice(at, at + objectsAtOnce), wanted);
    return;
  }
  for (let from = 0; ; ) {
    const { next, objects } = await store.readSlice(from, objectsAtOnce);
    if (next === from) return;
    from = next;
    yield objects.flatMap(([id, bytes]) => {
      const term = wanted.get(id);
      return term !== undefined && wanted.delete(id) ? [{ ref: { id, term }, bytes }] : [];
    });
  }
}

async function readMany(
  store: ObjectStore,
  refs: readonly Ref[],
  wanted: Map<ObjectId, number>,
): Promise<Stored[]> {
  const bytes = await store.readObjects(refs.map(({ id }) => id));
  for (const { id } of refs) wanted.delete(id);
  return refs.map((ref, i) => ({ ref, bytes: bytes[i] ?? new Uint8Array() }));
}

function judge({ keys }: Snapshot, kind: ObjectKind, objects: readonly Stored[], tally: Tally): void {
  tally.objects += objects.length;
  for (const { bytes } of objects) tally.bytes += bytes.length;
  const part = kind === 'garbage' || kind === 'draft' ? 'head' : kind;
  for (const { ref, bytes } of objects)
    if (!keys.isGenuine(kind, ref, bytes)) tally.damaged.push({ part, object: ref.id, ok: false });
}

async function proveRecords(store: ObjectStore, snapshot: Snapshot, tally: Tally): Promise<void> {
  const { policies, clients, audit, garbage } = snapshot.head;
  const records: [ObjectKind, readonly (readonly [string, number] | null)[]][] = [
    ['policy', [policies]],
    ['client', [clients]],
    ['garbage', [garbage.candidates]],
    ['audit', audit.pages.map(([id, term]) => [id, term] as const)],
  ];
  for (const [kind, pairs] of records) {
    const refs = pairs.filter((pair) => pair !== null).map((pair) => refOf([pair[0], pair[1]]));
    judge(snapshot, kind, await readMany(store, refs, new Map()), tally);
  }
}

/** The ids and terms of all versions, as the pages name them. A page that is damaged names none. */
async function provePages(
  store: ObjectStore,
  snapshot: Snapshot,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<Map<ObjectId, number>> {
  const wanted = new Map<ObjectId, number>();
  const slots = [...snapshot.pages.values()];
  for (let at = 0; at < slots.length; at += pagesAtOnce) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    const some = slots.slice(at, at + pagesAtOnce);
    const stored = await readMany(
      store,
      some.map(({ ref }) => ref),
      new Map(),
    );
    for (const { ref, bytes } of stored) {
      tally.objects += 1;
      tally.bytes += bytes.length;
      const text = snapshot.keys.openText('page', ref, bytes);
      if (text === undefined) tally.damaged.push({ part: 'page', object: ref.id, ok: false });
      else versionRefs(text, wanted);
    }
    await breathe();
  }
  return wanted;
}
