import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Key } from '../crypto/primitives.ts';
import type { ObjectStore, StoredManifest } from '../store/store.ts';
import type { Copied, CopyOptions, CopyTarget } from './copies.ts';
import { refuseMisshapen } from './format/misshapen.ts';
import { type Item, idsOf, isGenuine, pagesFrom, referencesOf } from './format/references.ts';
import { type PageSlot, readSnapshot, type Snapshot } from './format/snapshot.ts';

/** Objects copied in one go. */
const objectsAtOnce = 200;
/** Parts of files. */
const chunksAtOnce = 8;

/** An opened revision and the bytes that it was opened from. */
export interface Opened {
  readonly store: ObjectStore;
  readonly snapshot: Snapshot;
  readonly manifest: Uint8Array;
}

/**
 * Copies one revision into another store: everything, or what is new since the copy at `base`. Only
 * what the revision refers to goes along. An object that is gone meanwhile is `damaged`
 * (`missing-object`): then the caller takes a newer revision.
 */
export async function copyVault(
  source: Opened,
  key: Key,
  target: CopyTarget,
  options: CopyOptions = {},
): Promise<Copied> {
  const { revision } = source.snapshot;
  const manifest = await target.base?.latestManifest();
  // Copied as a file, as it lies: only what it holds is still to be proven.
  if (manifest?.revision === revision && Buffer.from(manifest.bytes).equals(source.manifest))
    return { revision, full: true, items: [], objects: 0, bytes: 0 };
  const base = target.base && manifest && openBase(target.base, manifest, key, source.snapshot);
  return base === undefined ? copyAll(source, target, options) : copyDifference(source, base, options);
}

/** A copy to build on: of the same vault and root key, and older. */
function openBase(
  store: ObjectStore,
  manifest: StoredManifest,
  key: Key,
  wanted: Snapshot,
): Opened | undefined {
  if (manifest.revision >= wanted.revision || store.commitStream === undefined) return undefined;
  const snapshot = openSame(key, manifest, wanted);
  // Keys have left since: what they had sealed may lie in it, also where nothing refers to it any
  // more.
  if (snapshot !== undefined && snapshot.keys.oldest < wanted.keys.oldest) return undefined;
  return snapshot && { store, snapshot, manifest: manifest.bytes };
}

function openSame(key: Key, manifest: StoredManifest, wanted: Snapshot): Snapshot | undefined {
  try {
    const snapshot = readSnapshot(key, manifest);
    return snapshot.header.vault === wanted.header.vault ? snapshot : undefined;
  } catch (error) {
    // Another root key, or a damaged copy: nothing of it is used.
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
}

async function copyAll(source: Opened, target: CopyTarget, options: CopyOptions): Promise<Copied> {
  const { snapshot, manifest } = source;
  const tally = { objects: 0, bytes: 0 };
  const total = [...snapshot.pages.values()].reduce((sum, { entries }) => sum + entries + 1, 0);
  const batches = (async function* () {
    for await (const items of referencesOf(snapshot, pagesFrom(source.store, snapshot))) {
      yield* read(source.store, items, tally, options.signal);
      options.progress?.(Math.min(tally.objects, total), total);
    }
  })();
  const made = await target.create(manifest, { revision: snapshot.revision, batches });
  await made.close();
  return { revision: snapshot.revision, full: true, items: [], ...tally };
}

async function copyDifference(source: Opened, base: Opened, options: CopyOptions): Promise<Copied> {
  const { revision } = source.snapshot;
  const known = new Set([...base.snapshot.pages.values()].map(({ ref }) => ref.id));
  const wanted = new Set([...source.snapshot.pages.values()].map(({ ref }) => ref.id));
  const now = await listed(source, (slot) => !known.has(slot.ref.id));
  const before = await listed(base, (slot) => !wanted.has(slot.ref.id));
  const items = [...now].filter(([id]) => !before.has(id)).map(([, item]) => item);
  const drop = [...before.keys()].filter((id) => !now.has(id));
  const tally = { objects: 0, bytes: 0 };
  const batches = read(source.store, items, tally, options.signal);
  const finish = () => ({ manifest: source.manifest, drop });
  const outcome = await base.store.commitStream?.({ revision, batches, finish });
  if (outcome !== 'done') fail({ code: 'busy' });
  options.progress?.(tally.objects, tally.objects);
  return { revision, full: false, items, ...tally };
}

async function listed(
  { store, snapshot }: Opened,
  wanted: (slot: PageSlot) => boolean,
): Promise<Map<ObjectId, Item>> {
  const found = new Map<ObjectId, Item>();
  for await (const items of referencesOf(snapshot, pagesFrom(store, snapshot), wanted))
    for (const item of items) found.set(item.ref.id, item);
  return found;
}

/** What is read in one go: of files little, for each object of theirs has a megabyte. */
function* inLots(items: readonly Item[]): Generator<ObjectId[]> {
  const small = items.filter(({ kind }) => kind !== 'attachment');
  const large = items.filter(({ kind }) => kind === 'attachment');
  for (const [some, atOnce] of [
    [small, objectsAtOnce],
    [large, chunksAtOnce],
  ] as const)
    for (let at = 0; at < some.length; at += atOnce) yield idsOf(some.slice(at, at + atOnce));
}

async function* read(
  store: ObjectStore,
  items: readonly Item[],
  tally: { objects: number; bytes: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<Iterable<readonly [ObjectId, Sealed]>> {
  for (const ids of inLots(items)) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    const bytes = await store.readObjects(ids);
    tally.objects += ids.length;
    for (const one of bytes) tally.bytes += one.length;
    yield ids.map((id, i) => [id, bytes[i] as Sealed] as const);
    await breathe();
  }
}

/** Opens each of these objects of a copy; the ids of those that do not authenticate. */
export async function proveItems(
  { store, snapshot }: Pick<Opened, 'store' | 'snapshot'>,
  items: readonly Item[],
  options: CopyOptions = {},
): Promise<ObjectId[]> {
  const damaged: ObjectId[] = [];
  for (const [i, item] of items.entries()) {
    const { kind, ref, chunk } = item;
    if (options.signal?.aborted) fail({ code: 'cancelled' });
    try {
      const [bytes] = await store.readObjects([ref.id]);
      if (chunk === undefined)
        refuseMisshapen(kind, snapshot.keys.open(kind, ref, bytes ?? new Uint8Array()), ref.id);
      else if (!(await isGenuine(snapshot, item, bytes ?? new Uint8Array())))
        fail({ code: 'damaged', part: 'object', object: ref.id });
    } catch (error) {
      if (failureOf(error)?.code !== 'damaged') throw error;
      damaged.push(ref.id);
    }
    if (i % 64 === 63) await breathe();
    options.progress?.(i + 1, items.length);
  }
  return damaged;
}
