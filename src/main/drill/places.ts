import { basename } from 'node:path';
import type { UnreadBackup } from '../../shared/contract-drill.ts';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { type Place, placeName, printPlace } from '../../shared/place.ts';
import { parseManifest } from '../backend/format/manifest.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { newestManifest } from '../backend/newest.ts';
import { type BackupFile, listBackups, revisionIn, stemOf } from '../backups/folder.ts';
import { openIfThere } from '../backups/follow.ts';
import { knownFile, opensHead, type Witness } from '../backups/known.ts';
import { tipOf } from '../store/store.ts';
import { withinReach } from './reach.ts';

/** A backup that a drill can be made with. */
export interface Candidate {
  readonly place: Place;
  /** When it was made, in ms. */
  readonly time: number;
  readonly revision: number;
}

export interface Wanted extends Witness {
  /** The vault's id. */
  readonly vault: string;
}

/** What came of looking at one place. */
export interface Look {
  readonly found?: Candidate;
  /** Newer than what was found, and not to be read. */
  readonly unread?: readonly (UnreadBackup & { readonly revision: number })[];
  /** The place, where it could not be looked at; why, where that is more than a missing folder. */
  readonly unreached?: { readonly text: string; readonly failure: Failure | undefined };
}

/** Looks for a vault's newest backup at a place. `cancelled` once `signal` aborts. */
export async function lookIn(place: Place, wanted: Wanted, signal: AbortSignal | undefined): Promise<Look> {
  const isFile = isFileAt(place);
  const work = isFile ? inFolder(place, wanted, signal) : onService(place, wanted);
  try {
    return await withinReach(work, { service: !isFile, signal });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code === 'cancelled') throw error;
    if (!isFile && failure?.code === 'damaged')
      return { unread: [{ name: placeName(place), why: 'damaged', revision: Number.MAX_SAFE_INTEGER }] };
    // A disk that is not plugged in, a server that is away: another place may have one.
    if (failure === undefined && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return { unreached: { text: printPlace(place), failure } };
  }
}

async function inFolder(place: Place, wanted: Wanted, signal: AbortSignal | undefined): Promise<Look> {
  const all = await listBackups(pathAt(place));
  const passed: (UnreadBackup & { readonly revision: number })[] = [];
  for (const file of all.filter(({ vault }) => vault === wanted.vault)) {
    const { ours, revision = 0 } = await knownFile(file, wanted, signal);
    if (ours) {
      const found = { place: file.place, time: Math.round(file.time), revision };
      return { found, unread: [...passed, ...brokenIn(all, wanted, file)] };
    }
    const why = wasMade(file, revision, wanted) ? 'damaged' : 'other-keys';
    passed.push({ name: basename(file.file), why, revision });
  }
  return { unread: [...passed, ...brokenIn(all, wanted)] };
}

/**
 * Files without a header that can be read, and that are newer than what was found, as far as their
 * names tell: of this vault are those that were made here, and those that are named as it is.
 */
function brokenIn(all: readonly BackupFile[], wanted: Wanted, found?: BackupFile) {
  const stem = found && stemOf(found.file);
  return all.flatMap((file) => {
    const revision = revisionIn(file.file);
    if (file.failure === undefined || revision === undefined) return [];
    const isOurs = wasMade(file, revision, wanted) || (stem !== undefined && stemOf(file.file) === stem);
    if (!isOurs) return [];
    if (revision === found?.revision && file.time <= found.time) return [];
    return [{ name: basename(file.file), why: whyOf(file.failure), revision }];
  });
}

function wasMade({ file }: BackupFile, revision: number, { notes, vault }: Wanted): boolean {
  return notes.provenAs(basename(file), vault, revision) !== undefined;
}

function whyOf(failure: Failure): UnreadBackup['why'] {
  if (failure.code === 'newer-format') return 'newer-format';
  return failure.code === 'damaged' || failure.code === 'not-a-vault' ? 'damaged' : 'not-given';
}

async function onService(place: Place, { vault, notes, copies }: Wanted): Promise<Look> {
  const store = await openIfThere(place);
  if (store === undefined) return {};
  try {
    const tip = await newestManifest(store);
    if (parseManifest(tip.bytes).header.vault !== vault) return {};
    const made = notes.made(tipOf(tip).mark);
    const { revision } = tip;
    if (made?.vault === vault) return { found: { place, time: made.at, revision } };
    if (copies === undefined) return {};
    if (await opensHead(copies, store, revision)) return { found: { place, time: 0, revision } };
    return { unread: [{ name: placeName(place), why: 'other-keys', revision }] };
  } finally {
    await store.close();
  }
}
