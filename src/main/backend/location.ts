import path from 'node:path';
import { isService, type Place, parsePlace } from '../../shared/place.ts';

/**
 * A place as a person wrote it, the same whatever the working folder is: SQLite has a meaning of
 * its own for `:memory:`.
 */
export function placeAt(text: string): Place {
  return absolutePlace(parsePlace(text));
}

export function absolutePlace(place: Place): Place {
  const { kind, location } = place;
  return isServiceAt(place) ? place : { kind, location: path.resolve(location) };
}

/** What lies at a place in the file system, as a path. */
export function pathAt(place: Place): string {
  return place.location;
}

/** True where a vault at this place is one file. */
export function isFileAt(place: Place): boolean {
  return place.kind === 'sqlite';
}

/**
 * True where a vault at this place lies on a service, and not in the file system: no path leads to
 * it.
 */
export function isServiceAt(place: Place): boolean {
  return isService(place.kind);
}
