import fs from 'node:fs';
import type { UnreadBackup } from '../../shared/contract-drill.ts';
import { fail } from '../../shared/failure.ts';
import { parsePlace } from '../../shared/place.ts';
import { absolutePlace, isFileAt, pathAt } from '../backend/location.ts';
import { lookAt } from '../backups/folder.ts';
import { type Candidate, type Look, lookIn, type Wanted } from './places.ts';

/** The backup that a drill is made with, and what a search for it passed over. */
export interface Found extends Candidate {
  /** Newer files that cannot be read, the newest first. */
  readonly unread: readonly UnreadBackup[];
  /** Places that could not be looked at. */
  readonly unreached: readonly string[];
}

/**
 * The newest backup of a vault in any of these places: folders of backups, copies on services. What
 * only says that it is one, and neither opens with the vault's keys nor was made here, is passed
 * over, as is what is broken. `backup-refused` where there is none, or none that can be read;
 * `store` where the only place that may have one is not reached; `cancelled`.
 */
export async function newestBackup(
  places: readonly string[],
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<Found> {
  const looks = await looksIn(places, wanted, signal);
  return chosen(looks) ?? refuse(looks, undefined);
}

/** The same; `undefined` where there is none. */
export async function newestIn(places: readonly string[], wanted: Wanted): Promise<Found | undefined> {
  return chosen(await looksIn(places, wanted));
}

/** The backup that a person named: a file as it is, damaged or not, or the newest in a place. */
export async function namedBackup(text: string, wanted: Wanted, signal?: AbortSignal): Promise<Found> {
  const place = parsePlace(text);
  const stat = isFileAt(place) ? fs.statSync(pathAt(place), { throwIfNoEntry: false }) : undefined;
  if (stat?.isFile() !== true) {
    const looks = await looksIn([text], wanted, signal);
    return chosen(looks) ?? refuse(looks, text);
  }
  const file = await lookAt(absolutePlace(place));
  if (file?.failure !== undefined) fail(file.failure);
  if (file?.vault !== wanted.vault)
    return fail({ code: 'backup-refused', reason: 'other-vault', place: text });
  const known = { place: file.place, time: Math.round(file.time), revision: file.revision ?? 0 };
  return { ...known, unread: [], unreached: [] };
}

function looksIn(places: readonly string[], wanted: Wanted, signal?: AbortSignal): Promise<Look[]> {
  return Promise.all(places.map((place) => lookIn(parsePlace(place), wanted, signal)));
}

function chosen(looks: readonly Look[]): Found | undefined {
  const all = looks.flatMap(({ found }) => found ?? []);
  const [newest] = all.sort((a, b) => b.revision - a.revision || b.time - a.time);
  if (newest === undefined) return undefined;
  const unread = looks
    .flatMap((look) => look.unread ?? [])
    .filter(({ revision }) => revision >= newest.revision)
    .sort((a, b) => b.revision - a.revision)
    .map(({ name, why }) => ({ name, why }));
  return { ...newest, unread, unreached: looks.flatMap((look) => look.unreached?.text ?? []) };
}

function refuse(looks: readonly Look[], place: string | undefined): never {
  const [unread] = looks.flatMap((look) => look.unread ?? []);
  if (unread !== undefined) fail({ code: 'backup-refused', reason: 'none-readable', place: unread.name });
  const [failure] = looks.flatMap((look) => look.unreached?.failure ?? []);
  if (failure !== undefined) fail(failure);
  return place === undefined
    ? fail({ code: 'backup-refused', reason: 'none-known' })
    : fail({ code: 'backup-refused', reason: 'none-there', place });
}
