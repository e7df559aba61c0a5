import type { ObjectId } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { isSamePlace, type Place, placeName, printPlace } from '../../shared/place.ts';
import type { Copies } from '../backend/backend.ts';
import type { CopyTarget } from '../backend/copies.ts';
import type { Entry } from '../backend/format/entry.ts';
import { parseManifest } from '../backend/format/manifest.ts';
import { absolutePlace } from '../backend/location.ts';
import { newestManifest } from '../backend/newest.ts';
import { beside, openThere } from '../backend/places.ts';
import { type Content, type ObjectStore, type StoredManifest, tipOf } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { BackupOptions, BackupReport } from './backup.ts';
import { half } from './halves.ts';
import { copyInto, type LockedOptions } from './locked.ts';
import type { MachineNotes } from './notes.ts';

/**
 * Backs an open vault up into one copy at a place of any kind, which follows it: made at first, and
 * brought up to date from then on by the ids of what is new. What lies there is changed only where
 * the vault came after it, and what was written is read back and authenticated.
 */
export async function follow(vault: Vault, at: Place, options: BackupOptions): Promise<BackupReport> {
  const copies = vault.copies ?? fail({ code: 'backup-refused', reason: 'memory' });
  const to = absolutePlace(at);
  const place = printPlace(to);
  if (isSamePlace(to, absolutePlace(options.source)))
    fail({ code: 'backup-refused', reason: 'own-file', place });
  await vault.refresh();
  const there = await openIfThere(to);
  if (there === undefined) return made(vault, copies, to, options);
  try {
    const tip = await tipThere(there, vault.id, place);
    if (tip.revision > vault.revision) fail({ code: 'backup-refused', reason: 'newer', place });
    const { manifest } = await copies.stamp();
    const same = tipOf(tip).mark === manifest;
    if (!same && !(await cameAfter(vault, to, tip, options.notes)))
      fail({ code: 'backup-refused', reason: 'other-history', place });
    return same
      ? await again(copies, there, to, options)
      : await carriedOn(vault, copies, there, to, tip, options);
  } finally {
    await there.close();
  }
}

/** Copies a vault without its keys to a place where nothing lies. */
export async function copyLockedTo(source: Place, at: Place, options: LockedOptions): Promise<BackupReport> {
  const to = absolutePlace(at);
  const there = await openIfThere(to);
  await there?.close();
  if (there !== undefined) fail({ code: 'backup-refused', reason: 'taken', place: printPlace(to) });
  const unfinished = await beside(to);
  try {
    const copied = await copyInto(source, unfinished, options);
    await unfinished.publish();
    return { ...report(to, copied.revision, 0, false), ...copied, proven: 'structure' };
  } finally {
    await unfinished.discard();
  }
}

/** What lies at a place; `undefined`: a vault may be made there. */
export async function openIfThere(place: Place): Promise<ObjectStore | undefined> {
  try {
    return await openThere(place);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code === 'not-found') return undefined;
    if (failure?.code === 'not-a-vault' && failure.reason === 'empty-folder') return undefined;
    throw error;
  }
}

/** The newest manifest at a destination; refuses one of another vault. */
export async function tipThere(store: ObjectStore, vault: string, place: string): Promise<StoredManifest> {
  const tip = await newestManifest(store);
  if (parseManifest(tip.bytes).header.vault !== vault)
    fail({ code: 'backup-refused', reason: 'other-vault', place });
  return tip;
}

// This machine wrote it; or else each version there is one of the vault's own, or was taken out of
// it since.
async function cameAfter(
  vault: Vault,
  to: Place,
  tip: StoredManifest,
  notes: MachineNotes,
): Promise<boolean> {
  if (notes.made(tipOf(tip).mark)?.vault === vault.id) return true;
  if (tip.revision === vault.revision) return false;
  const store = await openThere(to, { readOnly: true });
  const other = await vault.sibling(store).catch(async (error) => {
    await store.close();
    if (failureOf(error)?.code === 'wrong-key') return undefined;
    throw error;
  });
  if (other === undefined) return false;
  try {
    for await (const entry of other.histories.entries())
      if (!hasAll(await vault.copies?.entry(entry.path), entry)) return false;
    return true;
  } finally {
    await other.lock();
  }
}

function hasAll(mine: Entry | undefined, theirs: Entry): boolean {
  if (mine === undefined) return false;
  const oldest = mine.versions[0]?.n ?? Number.POSITIVE_INFINITY;
  return theirs.versions.every(({ n, ref }) => {
    const own = mine.versions.find((version) => version.n === n);
    const isGone = own === undefined ? n < oldest : own.ref === undefined;
    return isGone || ref === undefined || own?.ref?.id === ref.id;
  });
}

async function made(vault: Vault, copies: Copies, to: Place, options: BackupOptions): Promise<BackupReport> {
  const { progress, signal } = options;
  const first = { ...(progress && { progress: half(progress, 0) }), ...(signal && { signal }) };
  const unfinished = await beside(to);
  const { opener } = unfinished;
  const { location } = unfinished.place;
  try {
    const create: CopyTarget['create'] = (manifest, content) => opener.create(location, manifest, content);
    const copied = await copies.copy({ create }, first);
    const store = await opener.open(location, { readOnly: true });
    const read = await proven(copies, store, undefined, to, options).finally(() => store.close());
    if (signal?.aborted) fail({ code: 'cancelled' });
    const { manifest } = await copies.stamp();
    await unfinished.publish();
    await note(options, to, vault.id, copied.revision, manifest);
    const { revision, objects, bytes } = copied;
    return { ...report(to, revision, read.objects, false), copied: objects, bytes };
  } finally {
    await unfinished.discard();
  }
}

async function carriedOn(
  vault: Vault,
  copies: Copies,
  base: ObjectStore,
  to: Place,
  tip: StoredManifest,
  options: BackupOptions,
): Promise<BackupReport> {
  const { progress, signal, notes } = options;
  const first = { ...(progress && { progress: half(progress, 0) }), ...(signal && { signal }) };
  const known = notes.proof(tipOf(tip).mark) !== undefined;
  // Its keys were changed since: all of it is written anew.
  const create: CopyTarget['create'] = async (manifest, content) => {
    await replaceAll(base, manifest, content);
    return openThere(to, { readOnly: true });
  };
  const copied = await copies.copy({ base, create }, first);
  const items = copied.full || !known ? undefined : copied.items;
  const read = await proven(copies, base, items, to, options);
  const newest = await tipThere(base, vault.id, printPlace(to));
  await note(options, to, vault.id, copied.revision, tipOf(newest).mark);
  const { revision, objects, bytes } = copied;
  return { ...report(to, revision, read.objects, false), copied: objects, bytes };
}

async function replaceAll(
  base: ObjectStore,
  manifest: Uint8Array,
  { revision, batches }: Content,
): Promise<void> {
  const had = new Set(await base.list());
  const kept = new Set<ObjectId>();
  const fresh = (async function* () {
    for await (const objects of batches) {
      const all = [...objects];
      for (const [id] of all) kept.add(id);
      yield all.filter(([id]) => !had.has(id)) as [ObjectId, never][];
    }
  })();
  const finish = () => ({ manifest, drop: [...had].filter((id) => !kept.has(id)) });
  const outcome = await base.commitStream?.({ revision, batches: fresh, finish });
  if (outcome !== 'done') fail({ code: 'busy' });
}

async function again(
  copies: Copies,
  store: ObjectStore,
  to: Place,
  options: BackupOptions,
): Promise<BackupReport> {
  const read = await proven(copies, store, undefined, to, options);
  return { ...report(to, read.revision, read.objects, true), copied: 0, bytes: 0 };
}

async function proven(
  copies: Copies,
  store: ObjectStore,
  items: Parameters<Copies['prove']>[1],
  to: Place,
  { progress, signal }: BackupOptions,
) {
  const second = { ...(progress && { progress: half(progress, 1) }), ...(signal && { signal }) };
  const found = await copies.prove(store, items, second);
  if (found.damaged.length > 0) fail({ code: 'backup-refused', reason: 'not-proven', place: printPlace(to) });
  return found;
}

async function note(
  { notes, now }: BackupOptions,
  to: Place,
  vault: string,
  revision: number,
  mark: string,
): Promise<void> {
  await notes.noteProof(mark, { vault, revision, at: now(), file: placeName(to) });
}

function report(to: Place, revision: number, authenticated: number, unchanged: boolean) {
  return { file: printPlace(to), revision, proven: 'everything', authenticated, unchanged } as const;
}
