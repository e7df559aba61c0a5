import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import type { Progress } from '../backend/copies.ts';
import { parseManifest } from '../backend/format/manifest.ts';
import { newestManifest } from '../backend/newest.ts';
import { backupOpener, openAt, type Unfinished } from '../backend/places.ts';
import { moveInto, removeFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';
import { readInBatches } from '../store/read-batches.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import type { ObjectStore, StoredManifest, StoreOpener } from '../store/store.ts';
import type { BackupReport } from './backup.ts';
import { destinationOf } from './destination.ts';
import { hashOf } from './hash.ts';
import { putInPlace } from './in-place.ts';
import { MachineNotes } from './notes.ts';
import { layPages } from './pages.ts';

/** Nonce and tag: no sealed object is shorter. */
const shortest = 28;

export interface LockedOptions {
  readonly now: () => number;
  /** What this machine knows of earlier backups, and learns of this one. */
  readonly notes?: MachineNotes;
  readonly makeFolder?: boolean;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/** What can be said of a vault file without its keys. */
export interface Structure {
  readonly vault: string;
  readonly revision: number;
  readonly objects: number;
  readonly bytes: number;
  /** Objects that cannot be read, or are too short to be sealed. */
  readonly damaged: readonly string[];
  /** False when SQLite finds its own structure damaged. */
  readonly sound: boolean;
}

/**
 * Copies a vault without its keys, into a folder of backups or a file: every object as it is, or
 * those that an earlier backup has not. It is then compared with the source, byte for byte, all of
 * it; whether the source was whole, only the keys can tell. `backup-refused`, `damaged`, and
 * whatever is wrong with either store.
 */
export async function copyLocked(
  source: Place,
  place: string,
  options: LockedOptions,
): Promise<BackupReport> {
  const opener = await backupOpener();
  const from = await openAt(source, { readOnly: true });
  try {
    const manifest = await newestManifest(from);
    const { vault } = parseManifest(manifest.bytes).header;
    const { revision } = manifest;
    const { notes = new MachineNotes(undefined), makeFolder = false, signal } = options;
    const {
      file,
      folder,
      isFolder,
      replaces,
      same: found,
      base: [base],
      stranger,
    } = await destinationOf(place, {
      vault,
      revision,
      source,
      now: options.now(),
      makeFolder,
      witness: { notes },
      compared: true,
    });
    for (const same of replaces ? [] : found) {
      const tally = await compare(from, await opener.open(same, { readOnly: true }), manifest, options);
      if (tally !== undefined) return report(same, revision, 0, 0, true);
    }
    const beside = besideOf(folder);
    try {
      const made =
        (base === undefined ? undefined : await carriedOn(from, opener, base, beside, manifest, options)) ??
        (await fromNothing(from, opener, beside, manifest, options));
      if (made === undefined) return fail({ code: 'backup-refused', reason: 'not-proven', place: file });
      const hash = await hashOf(beside, signal);
      const kept = stranger
        ? await putInPlace(beside, file, options.now())
        : moveInto(beside, file, replaces);
      if (isFolder) layPages(folder);
      await notes.noteProof(hash, {
        vault,
        revision,
        at: options.now(),
        file: path.basename(file),
        folder: path.dirname(path.resolve(file)),
        structure: true,
      });
      return { ...report(file, revision, made.objects, made.bytes, false), ...(kept && { kept }) };
    } catch (error) {
      throw failureOf(error) === undefined ? sqliteFailure(error) : error;
    } finally {
      for (const gone of [beside, `${beside}-journal`]) removeFile(gone);
    }
  } finally {
    await from.close();
  }
}

/** What was copied from one store into another. */
export interface Copied {
  readonly revision: number;
  /** Objects, and their bytes. */
  readonly copied: number;
  readonly bytes: number;
}

/**
 * Copies the store at a place as it is into one that is being made, of any kind, and compares the
 * two byte for byte. `backup-refused`, `damaged`, and whatever is wrong with either store.
 */
export async function copyInto(source: Place, to: Unfinished, options: LockedOptions): Promise<Copied> {
  const from = await openAt(source, { readOnly: true });
  try {
    const manifest = await newestManifest(from);
    const made = await fromNothing(from, to.opener, to.place.location, manifest, options);
    if (made === undefined)
      return fail({ code: 'backup-refused', reason: 'not-proven', place: printPlace(to.place) });
    return { revision: manifest.revision, copied: made.objects, bytes: made.bytes };
  } finally {
    await from.close();
  }
}

/** What was copied; `undefined` where the copy does not read back as the source does. */
interface Tally {
  objects: number;
  bytes: number;
}

async function fromNothing(
  from: ObjectStore,
  opener: StoreOpener,
  beside: string,
  manifest: StoredManifest,
  options: LockedOptions,
): Promise<Tally | undefined> {
  const tally = { objects: 0, bytes: 0 };
  const batches = everything(from, await from.list(), tally, options);
  await (await opener.create(beside, manifest.bytes, { revision: manifest.revision, batches })).close();
  const whole = await compare(from, await opener.open(beside, { readOnly: true }), manifest, options);
  return whole === undefined ? undefined : tally;
}

/**
 * On top of an earlier backup, whose objects bear the same ids: only what is new is copied.
 * `undefined` where that one is of no use.
 */
async function carriedOn(
  from: ObjectStore,
  opener: StoreOpener,
  base: string,
  beside: string,
  manifest: StoredManifest,
  options: LockedOptions,
): Promise<Tally | undefined> {
  const tally = { objects: 0, bytes: 0 };
  try {
    await copyFile(base, beside, constants.COPYFILE_FICLONE);
    const copy = await opener.open(beside, { unsynced: true });
    try {
      const [here, there] = [new Set(await from.list()), new Set(await copy.list())];
      const fresh = [...here].filter((id) => !there.has(id));
      const drop = [...there].filter((id) => !here.has(id));
      const batches = everything(from, fresh, tally, options);
      const finish = () => ({ manifest: manifest.bytes, drop });
      const { revision } = manifest;
      if ((await copy.commitStream?.({ revision, batches, finish })) !== 'done') return abandoned(beside);
      await copy.dropManifestsBefore(revision);
    } finally {
      await copy.close();
    }
    const whole = await compare(from, await opener.open(beside, { readOnly: true }), manifest, options);
    return whole === undefined ? abandoned(beside) : tally;
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    return abandoned(beside);
  }
}

// A damaged base, or one with another history: the copy is made from nothing.
function abandoned(beside: string): undefined {
  for (const gone of [beside, `${beside}-journal`]) removeFile(gone);
}

function report(
  file: string,
  revision: number,
  copied: number,
  bytes: number,
  unchanged: boolean,
): BackupReport {
  return { file, revision, copied, bytes, proven: 'structure', authenticated: 0, unchanged };
}

async function* everything(
  store: ObjectStore,
  ids: readonly ObjectId[],
  tally: Tally,
  { progress, signal }: LockedOptions,
): AsyncGenerator<Iterable<readonly [ObjectId, Sealed]>> {
  let done = 0;
  for await (const { ids: some, bytes } of readInBatches(store, ids)) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    tally.objects += some.length;
    for (const { length } of bytes) tally.bytes += length;
    yield some.map((id, i) => [id, bytes[i] as Sealed] as const);
    done += some.length;
    progress?.(done, 2 * ids.length);
    await breathe();
  }
}

/**
 * The bytes of all objects when a copy has the same manifest and objects; `undefined` when it
 * differs. Closes the copy.
 */
export async function compare(
  source: ObjectStore,
  copy: ObjectStore,
  manifest: StoredManifest,
  { progress, signal }: LockedOptions,
): Promise<number | undefined> {
  try {
    const found = await copy.latestManifest();
    if (found === undefined || !Buffer.from(found.bytes).equals(manifest.bytes)) return undefined;
    const ids = await source.list();
    if ((await copy.list()).length !== ids.length) return undefined;
    let total = 0;
    let done = 0;
    for await (const { ids: some, bytes: here } of readInBatches(source, ids)) {
      if (signal?.aborted) fail({ code: 'cancelled' });
      const there = await copy.readObjects(some);
      if (here.some((bytes, i) => !Buffer.from(bytes).equals(there[i] ?? Buffer.alloc(0)))) return undefined;
      total += here.reduce((sum, { length }) => sum + length, 0);
      done += some.length;
      progress?.(ids.length + done, 2 * ids.length);
      await breathe();
    }
    return total;
  } catch (error) {
    if (failureOf(error)?.code === 'damaged') return undefined;
    throw error;
  } finally {
    await copy.close();
  }
}

/**
 * Reads a locked vault file wholly: its own structure, the manifest's closing hash, every object's
 * bytes. What they hold only the keys can tell.
 */
export async function checkStructure(
  place: Place,
  options: { progress?: Progress; signal?: AbortSignal } = {},
): Promise<Structure> {
  const store = await openAt(place, { readOnly: true });
  try {
    const manifest = await newestManifest(store);
    const { vault } = parseManifest(manifest.bytes).header;
    const sound = await store.isSound();
    const ids = await store.list();
    const damaged: string[] = [];
    let total = 0;
    for (const [i, id] of ids.entries()) {
      if (options.signal?.aborted) fail({ code: 'cancelled' });
      const length = await lengthOf(store, id);
      if (length < shortest) damaged.push(id);
      total += length;
      if (i % 64 === 63) await breathe();
      options.progress?.(i + 1, ids.length);
    }
    return { vault, revision: manifest.revision, objects: ids.length, bytes: total, damaged, sound };
  } finally {
    await store.close();
  }
}

async function lengthOf(store: ObjectStore, id: ObjectId): Promise<number> {
  try {
    return (await store.readObjects([id]))[0]?.length ?? 0;
  } catch (error) {
    if (failureOf(error)?.code === 'damaged') return 0;
    throw error;
  }
}
