import { stat } from 'node:fs/promises';
import path from 'node:path';
import { failureOf } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import type { Copies } from '../backend/backend.ts';
import { isFileAt } from '../backend/location.ts';
import { openAt } from '../backend/places.ts';
import type { ObjectStore } from '../store/store.ts';
import type { BackupFile } from './folder.ts';
import { hashOf } from './hash.ts';
import type { MachineNotes } from './notes.ts';

/**
 * What tells a file of ours from one that only says so: a header is plain text, which anybody can
 * write.
 */
export interface Witness {
  readonly notes: MachineNotes;
  /** Of the open vault: they open heads of its own root key. */
  readonly copies?: Copies | undefined;
}

/** A file of a folder, and what is known of it beyond its header. */
export interface KnownFile extends BackupFile {
  /**
   * True where its head opens with the keys at hand, or where this machine made or proved these
   * very bytes.
   */
  readonly ours: boolean;
  /** True where it has the name that it was made under: a copy of it may tell any time. */
  readonly original?: boolean;
  /** When these very bytes were read back and authenticated wholly. */
  readonly provenAt?: number;
}

/**
 * What is known of each file. A file is read whole only where one of its vault and revision was
 * made or proven here.
 */
export async function known(
  files: readonly BackupFile[],
  witness: Witness,
  signal?: AbortSignal,
): Promise<KnownFile[]> {
  const all: KnownFile[] = [];
  for (const file of files) all.push(await knownFile(file, witness, signal));
  return all;
}

export async function knownFile(
  one: BackupFile,
  { notes, copies }: Witness,
  signal?: AbortSignal,
): Promise<KnownFile> {
  const { place, file, vault, revision } = one;
  if (vault === undefined || revision === undefined) return { ...one, ours: false };
  // Only a file is known again by its bytes.
  const isMade = isFileAt(place) && notes.knows(vault, revision);
  const hash = isMade ? await hashOnce(file, signal) : undefined;
  const note = hash === undefined ? undefined : notes.made(hash);
  if (note?.vault === vault && note.revision === revision) {
    const proven = note.structure === true ? {} : { provenAt: note.at };
    return { ...one, ours: true, original: note.file === path.basename(file), ...proven };
  }
  return { ...one, ours: copies !== undefined && (await opens(copies, place, revision)) };
}

async function opens(copies: Copies, place: Place, revision: number): Promise<boolean> {
  try {
    const store = await openAt(place, { readOnly: true, look: true });
    try {
      return await opensHead(copies, store, revision);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return false;
  }
}

/** Whether the keys of the open vault open the head of a store, and it is of this revision. */
export async function opensHead(copies: Copies, store: ObjectStore, revision: number): Promise<boolean> {
  try {
    return (await copies.prove(store, [])).revision === revision;
  } catch (error) {
    if (failureOf(error)?.code !== 'wrong-key' && failureOf(error)?.code !== 'damaged') throw error;
    return false;
  }
}

/** Files that were hashed while this program runs, by what changes with their bytes. */
const hashes = new Map<string, string>();
const hashesKept = 1_000;
/** A file that was changed so shortly ago could change again under the same times. */
const settledAfter = 10_000;

async function hashOnce(file: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(file, { bigint: true });
    const identity = [dev, ino, size, mtimeNs, ctimeNs].join(':');
    const before = hashes.get(identity);
    if (before !== undefined) return before;
    const hash = await hashOf(file, signal);
    if (hashes.size >= hashesKept) hashes.clear();
    if (Date.now() - Number(ctimeMs) > settledAfter) hashes.set(identity, hash);
    return hash;
  } catch (error) {
    // Gone, or on a bad disk: then nothing is known of it.
    if (failureOf(error) !== undefined) throw error;
    return undefined;
  }
}
