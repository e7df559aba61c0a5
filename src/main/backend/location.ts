import path from 'node:path';
import { type Place, parsePlace } from '../../shared/place.ts';

/** A place as a person wrote it, the same whatever the working folder is: SQLite has a meaning of its own for `:memory:`. */
export function placeAt(text: string): Place {
  return absolutePlace(parsePlace(text));
}

export function absolutePlace({ kind, location }: Place): Place {
  return { kind, location: path.resolve(location) };
}

/** What lies at a place in the file system, as a path. */
export function pathAt(place: Place): string {
  return place.location;
}

/** True where a vault at this place is one file. */
export function isFileAt(place: Place): boolean {
  return place.kind === 'sqlite';
}
