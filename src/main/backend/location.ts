import path from 'node:path';
import { type PlaceKind, parsePlace, printPlace } from '../../shared/place.ts';

/** A place, as people write it, as the backend's configuration. Refuses with `bad-input` what is no place. */
export function configAt(place: string): { readonly type: PlaceKind; readonly location: string } {
  const { kind, location } = parsePlace(place);
  return { type: kind, location };
}

/** The same place whatever the working folder is: SQLite has a meaning of its own for `:memory:`. */
export function absolutePlace(place: string): string {
  const { kind, location } = parsePlace(place);
  return printPlace({ kind, location: path.resolve(location) });
}

/** What lies at a place in the file system, as a path. */
export function pathAt(place: string): string {
  return parsePlace(place).location;
}

/** True where a vault at this place is one file. */
export function isFileAt(place: string): boolean {
  return parsePlace(place).kind === 'sqlite';
}
