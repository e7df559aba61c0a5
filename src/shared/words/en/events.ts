import type { EventPhrases } from '../../secret-events.ts';
import { format, list } from './format.ts';

const before = (was: string | undefined) => (was === undefined ? '' : `, before ${was}`);

/** What was done to a secret and made no version: window and command line say the same. */
export const eventPhrases: EventPhrases = {
  moved: (from, to) => `moved from ${from} to ${to}`,
  renamed: (from, to) => `renamed from ${from} to ${to}`,
  tagged: (tags) => `tagged ${list(tags)}`,
  untagged: (tags) => `no longer tagged ${list(tags)}`,
  expires: (day, was) => `expires after ${day}${before(was)}`,
  noExpiry: (was) => `no expiry any more, before ${was}`,
  favourite: 'now a favourite',
  noFavourite: 'no longer a favourite',
  set: (key, value, was) => `${key} set to ${value}${before(was)}`,
  unset: (key, was) => `${key} removed, before ${was}`,
  rules: 'other rules for versions',
  day: (time) => format.day(time),
  by: (name) => `by ${name}`,
};
