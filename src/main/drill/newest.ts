import fs from 'node:fs';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Place, parsePlace } from '../../shared/place.ts';
import { parseManifest } from '../backend/format/manifest.ts';
import { absolutePlace, isFileAt, pathAt } from '../backend/location.ts';
import { newestManifest } from '../backend/newest.ts';
import { listBackups, lookAt } from '../backups/folder.ts';
import { openIfThere } from '../backups/follow.ts';
import { knownFile, type Witness } from '../backups/known.ts';
import { tipOf } from '../store/store.ts';

/** A backup that a drill can be made with. */
export interface Found {
  readonly place: Place;
  /** When it was made, in ms. */
  readonly time: number;
  readonly revision: number;
}

export interface Wanted extends Witness {
  /** The vault's id. */
  readonly vault: string;
}

/**
 * The newest backup of a vault in any of these places: folders of backups, single files, copies on
 * services. What only says that it is one, and neither opens with the vault's keys nor was made
 * here, is passed over. `backup-refused` where there is none.
 */
export async function newestBackup(places: readonly string[], wanted: Wanted): Promise<Found> {
  return (await newestIn(places, wanted)) ?? fail({ code: 'backup-refused', reason: 'none-known' });
}

/** The same; `undefined` where there is none. */
export async function newestIn(places: readonly string[], wanted: Wanted): Promise<Found | undefined> {
  const found: Found[] = [];
  for (const place of places) found.push(...(await foundAt(parsePlace(place), wanted)));
  return found.sort((a, b) => b.revision - a.revision || b.time - a.time)[0];
}

/** The backup that a person named: a file as it is, damaged or not, or the newest in a place. */
export async function namedBackup(text: string, wanted: Wanted): Promise<Found> {
  const place = parsePlace(text);
  const stat = isFileAt(place) ? fs.statSync(pathAt(place), { throwIfNoEntry: false }) : undefined;
  if (stat?.isFile() !== true) {
    const newest = await newestIn([text], wanted);
    return newest ?? fail({ code: 'backup-refused', reason: 'none-there', place: text });
  }
  const file = await lookAt(absolutePlace(place));
  if (file?.failure !== undefined) fail(file.failure);
  if (file?.vault !== wanted.vault)
    return fail({ code: 'backup-refused', reason: 'other-vault', place: text });
  return { place: file.place, time: Math.round(file.time), revision: file.revision ?? 0 };
}

async function foundAt(place: Place, wanted: Wanted): Promise<Found[]> {
  try {
    return isFileAt(place) ? await inFolder(place, wanted) : await onService(place, wanted);
  } catch (error) {
    // A disk that is not plugged in, a server that is away: another place may have one.
    if (failureOf(error) === undefined && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return [];
  }
}

async function inFolder(place: Place, { vault, copies, notes }: Wanted): Promise<Found[]> {
  for (const file of await listBackups(pathAt(place), vault)) {
    const { ours, revision } = await knownFile(file, { notes, copies });
    if (ours && revision !== undefined) return [{ place: file.place, time: Math.round(file.time), revision }];
  }
  return [];
}

async function onService(place: Place, { vault, notes }: Wanted): Promise<Found[]> {
  const store = await openIfThere(place);
  if (store === undefined) return [];
  try {
    const tip = await newestManifest(store);
    if (parseManifest(tip.bytes).header.vault !== vault) return [];
    return [{ place, time: notes.made(tipOf(tip).mark)?.at ?? 0, revision: tip.revision }];
  } finally {
    await store.close();
  }
}
