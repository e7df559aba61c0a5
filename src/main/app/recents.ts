import { stat } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { State } from '../../shared/contract.ts';
import type { ValueOf } from '../../shared/parsed.ts';
import {
  fileAt,
  isSamePlace,
  isService,
  type Place,
  parsePlace,
  placeName,
  printPlace,
} from '../../shared/place.ts';
import { pathAt } from '../backend/location.ts';

/**
 * A vault that was open once. Its place is spelled as the system gave it, or it might not be found
 * again.
 */
export interface Recent {
  readonly place: Place;
  readonly opened: number;
  /** Where its key file lay, for a vault that asks for one. */
  readonly keyFile?: string;
}

const most = 10;

/**
 * A recent vault as the settings hold it: its place as it is printed. Earlier builds knew of files
 * alone, and wrote their paths.
 */
export const storedRecent = z.union([
  z.strictObject({ place: z.string(), opened: z.int(), keyFile: z.optional(z.string()) }),
  z.strictObject({ file: z.string(), opened: z.int(), keyFile: z.optional(z.string()) }),
]);
export type StoredRecent = ValueOf<typeof storedRecent>;

/** What the settings held; without a place that this build does not know. */
export function recentsFrom(stored: readonly StoredRecent[]): Recent[] {
  return stored.flatMap((one) => {
    if ('file' in one) {
      const { file, ...rest } = one;
      return [{ ...rest, place: fileAt(file) }];
    }
    const place = knownPlace(one.place);
    return place === undefined ? [] : [{ ...one, place }];
  });
}

export function recentsTo(recents: readonly Recent[]): StoredRecent[] {
  return recents.map((recent) => ({ ...recent, place: printPlace(recent.place) }));
}

function knownPlace(text: string): Place | undefined {
  try {
    return parsePlace(text);
  } catch {
    return undefined;
  }
}

/** The list with a vault at its head; the same place in another Unicode spelling is one entry. */
export function remembered(recents: readonly Recent[], recent: Recent): Recent[] {
  return [recent, ...forgotten(recents, recent.place)].slice(0, most);
}

/** The list without a place. */
export function forgotten(recents: readonly Recent[], place: Place): Recent[] {
  return recents.filter((recent) => !isSamePlace(recent.place, place));
}

/** The list as the window shows it, with those flagged that are not there at present. */
export function shown(recents: readonly Recent[], exists = isThere): Promise<State['recents']> {
  return Promise.all(
    recents.map(async ({ place, opened }) => ({
      place,
      name: placeName(place),
      opened,
      missing: !(await exists(place)),
    })),
  );
}

// A service is asked nothing until somebody opens what lies there.
async function isThere(place: Place): Promise<boolean> {
  return isService(place.kind) || isFileThere(pathAt(place));
}

/**
 * False as well for one on a share that does not answer: it must not keep the first screen from
 * showing.
 */
export async function isFileThere(file: string): Promise<boolean> {
  const patience = new Promise<boolean>((resolve) => setTimeout(resolve, 500, false).unref());
  return Promise.race([stat(file).then(Boolean, () => false), patience]);
}
