import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../shared/failure.ts';
import { fileAt, type Place } from '../../shared/place.ts';
import { absolutePlace, isFileAt, pathAt } from '../backend/location.ts';
import { listBackups } from './folder.ts';
import { type KnownFile, known } from './known.ts';
import type { MachineNotes } from './notes.ts';

/** A backup that was found for a person. */
export interface Latest {
  readonly place: Place;
  /** Files that say they are newer, and that this machine neither made nor proved. */
  readonly passed: readonly Place[];
  /**
   * Where this machine made and proved none of a folder: those that say they are older, newest
   * first. Then headers alone tell what is newest.
   */
  readonly unknown?: readonly Place[];
}

export interface Looking {
  readonly notes: MachineNotes;
  /**
   * Whether a file also counts that was proven under its name and has other bytes since: for who
   * looks for damage.
   */
  readonly changed?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * The backup that a person named: a file, or the newest of a folder, which may also be called
 * `FOLDER/LATEST`. A header says what its writer likes, so the newest is that of what was made or
 * proven here; where nothing was, as on a new machine, the headers are all there is to go by.
 */
export async function backupAt(named: Place, looking: Looking): Promise<Latest> {
  if (!isFileAt(named)) return { place: absolutePlace(named), passed: [] };
  const place = pathAt(named);
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat?.isFile()) return { place: named, passed: [] };
  const folder = stat === undefined && path.basename(place) === 'LATEST' ? path.dirname(place) : place;
  if (stat === undefined && folder === place) return fail({ code: 'not-found', what: 'vault', name: place });
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
  const files = (await listBackups(folder)).filter(({ failure }) => failure === undefined);
  const found = await known(files, looking, looking.signal);
  const [first, ...others] = found.map(placeOf);
  if (first === undefined) return fail({ code: 'backup-refused', reason: 'none-there', place: folder });
  const isKnown = (one: KnownFile) => one.ours || (looking.changed === true && wasProven(one, looking.notes));
  const at = found.findIndex(isKnown);
  if (at === -1) return { place: first, passed: [], unknown: others };
  const newest = found[at];
  return { place: newest ? placeOf(newest) : first, passed: found.slice(0, at).map(placeOf) };
}

function placeOf({ file }: KnownFile): Place {
  return fileAt(file);
}

function wasProven({ file, vault, revision }: KnownFile, notes: MachineNotes): boolean {
  return notes.provenAs(path.basename(file), vault, revision) !== undefined;
}
