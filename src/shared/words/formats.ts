import { later } from './later.ts';

const relative = later(() => new Intl.RelativeTimeFormat('en', { numeric: 'auto' }));
const full = later(() => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }));
const day = later(() => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }));
const long = later(() => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }));
const hours = later(() => new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }));

const minute = 60_000;
const hour = 60 * minute;

/** `just now`, `5 minutes ago`, `yesterday`, and a date from a week on; both in milliseconds. */
export function ago(time: number, now: number): string {
  const past = now - time;
  if (past < 0) return full().format(time);
  if (past < minute) return 'just now';
  if (past < hour) return relative().format(-Math.floor(past / minute), 'minute');
  if (past < 24 * hour) return relative().format(-Math.floor(past / hour), 'hour');
  if (past < 7 * 24 * hour) return relative().format(-Math.floor(past / (24 * hour)), 'day');
  return `on ${day().format(time)}`;
}

/** Day and time of day. */
export function moment(time: number): string {
  return full().format(time);
}

/** The time of day alone. */
export function clock(time: number): string {
  return hours().format(time);
}

/** The day alone. */
export function date(time: number): string {
  return long().format(time);
}
