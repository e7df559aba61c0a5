import type { EventPhrases } from '../../secret-events.ts';
import { format, list } from './format.ts';

const before = (was: string | undefined) => (was === undefined ? '' : `, vorher ${was}`);

export const eventPhrases: EventPhrases = {
  moved: (from, to) => `von ${from} nach ${to} verschoben`,
  renamed: (from, to) => `von ${from} in ${to} umbenannt`,
  tagged: (tags) => `mit ${list(tags)} verschlagwortet`,
  untagged: (tags) => `nicht mehr mit ${list(tags)} verschlagwortet`,
  expires: (day, was) => `läuft ab nach ${day}${before(was)}`,
  noExpiry: (was) => `kein Ablauf mehr, vorher ${was}`,
  favourite: 'jetzt ein Favorit',
  noFavourite: 'kein Favorit mehr',
  set: (key, value, was) => `${key} auf ${value} gesetzt${before(was)}`,
  unset: (key, was) => `${key} entfernt, vorher ${was}`,
  rules: 'andere Regeln für Versionen',
  day: (time) => format.day(time),
  by: (name) => `von ${name}`,
};
