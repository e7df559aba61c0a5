import { stat } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { State } from '../../shared/contract.ts';
import { defined, type ValueOf } from '../../shared/parsed.ts';
import {
  fileAt,
  isSamePlace,
  isService,
  type Place,
  parsePlace,
  placeName,
  printPlace,
} from '../../shared/place.ts';
import { type VaultColor, vaultColors } from '../../shared/vault-look.ts';
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
  /** What it is called on this machine; missing: as its place. */
  readonly label?: string;
  readonly color?: VaultColor;
}

const most = 10;

/**
 * A recent vault as the settings hold it: its place as it is printed. Earlier builds knew of files
 * alone, and wrote their paths.
 */
const about = {
  opened: z.int(),
  keyFile: z.optional(z.string()),
  label: z.optional(z.string()),
  // One of a later build is no reason to forget the vault.
  color: z.catch(z.optional(z.enum(vaultColors)), undefined),
};
export const storedRecent = z.union([
  z.strictObject({ place: z.string(), ...about }),
  z.strictObject({ file: z.string(), ...about }),
]);
export type StoredRecent = ValueOf<typeof storedRecent>;

/** What the settings held; without a place that this build does not know. */
export function recentsFrom(stored: readonly StoredRecent[]): Recent[] {
  return stored.flatMap((one) => {
    if ('file' in one) {
      const { file, ...rest } = one;
      return [{ ...defined(rest), place: fileAt(file) }];
    }
    const place = knownPlace(one.place);
    return place === undefined ? [] : [{ ...defined(one), place }];
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
    recents.map(async (recent) => ({
      place: recent.place,
      ...lookOf(recents, recent.place),
      opened: recent.opened,
      missing: !(await exists(recent.place)),
    })),
  );
}

/** What the vault at a place is called, and its colour, where it has one. */
export function lookOf(
  recents: readonly Recent[],
  place: Place,
): { readonly name: string; readonly color?: VaultColor } {
  const { label, color } = recents.find((recent) => isSamePlace(recent.place, place)) ?? {};
  return { name: label ?? placeName(place), ...(color !== undefined && { color }) };
}

/** The list with another name and colour for a vault in it. */
export function described(
  recents: readonly Recent[],
  place: Place,
  { name, color }: { name: string; color: VaultColor | undefined },
): Recent[] {
  return recents.map((recent) => {
    if (!isSamePlace(recent.place, place)) return recent;
    const { label: _, color: __, ...rest } = recent;
    const label = name.trim();
    const isOwn = label !== '' && label !== placeName(place);
    return { ...rest, ...(isOwn && { label }), ...(color !== undefined && { color }) };
  });
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
