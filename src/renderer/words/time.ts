import { words } from './words.ts';

/** `just now`, `5 minutes ago`, `yesterday`, and a date from a week on; both in milliseconds. */
export const ago = (time: number, now: number): string => words.ago(time, now);

/** Day and time of day. */
export const moment = (time: number): string => words.moment(time);

/** The time of day alone. */
export const clock = (time: number): string => words.clock(time);

/** The day alone. */
export const date = (time: number): string => words.date(time);

/** `1.4 MB`. */
export const size = (bytes: number): string => words.size(bytes);
