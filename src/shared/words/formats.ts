import { once } from './once.ts';

const minute = 60_000;
const hour = 60 * minute;
const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/**
 * Figures, times and lists of one language, by `Intl`: what every language's texts are made with.
 */
export function formats(language: string) {
  const plurals = once(() => new Intl.PluralRules(language));
  const figures = once(() => new Intl.NumberFormat(language));
  const percents = once(() => new Intl.NumberFormat(language, { style: 'percent' }));
  const relative = once(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
  const full = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }));
  const day = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));
  const long = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'long' }));
  const utc = once(() => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }));
  const hours = once(() => new Intl.DateTimeFormat(language, { timeStyle: 'short' }));
  const lists = once(() => new Intl.ListFormat(language, { type: 'conjunction' }));

  const number = (n: number) => figures().format(n);
  /** The form of a word that goes with a number. */
  const plural = (n: number, one: string, other: string) => (plurals().select(n) === 'one' ? one : other);
  return {
    /** Figures as people read them: `12,500`. */
    number,
    plural,
    /** `1 secret`, `2 secrets`: the number and the word that goes with it. */
    count: (n: number, one: string, other: string) => `${number(n)} ${plural(n, one, other)}`,
    /** `45 %`, of what is done and what is to do; never 100 before the end. */
    percent: (done: number, total: number) => percents().format(Math.floor((100 * done) / total) / 100),
    /** `2, 3 and 5`. */
    list: (parts: readonly (number | string)[]) => lists().format(parts.map(String)),
    /** `1.4 MB`: bytes as people say them. */
    size: (bytes: number) => {
      let n = bytes;
      let unit = 0;
      while (n >= 1_000 && unit < sizes.length - 1) {
        n /= 1_000;
        unit += 1;
      }
      const digits = unit === 0 || n >= 100 ? 0 : 1;
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: sizes[unit] ?? 'byte',
        unitDisplay: unit === 0 ? 'long' : 'short',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(n);
    },
    /**
     * `5 minutes ago`, `yesterday`; `undefined` for less than a minute, and from a week on. Both in
     * milliseconds.
     */
    ago: (time: number, now: number): string | undefined => {
      const past = now - time;
      if (past < minute || past >= 7 * 24 * hour) return undefined;
      if (past < hour) return relative().format(-Math.floor(past / minute), 'minute');
      if (past < 24 * hour) return relative().format(-Math.floor(past / hour), 'hour');
      return relative().format(-Math.floor(past / (24 * hour)), 'day');
    },
    /** Day and time of day. */
    moment: (time: number) => full().format(time),
    /** The day alone, short and in words. */
    day: (time: number) => day().format(time),
    date: (time: number) => long().format(time),
    /** The day in words as it is everywhere at the same time: for paper. */
    utcDate: (time: number) => utc().format(time),
    /** The time of day alone. */
    clock: (time: number) => hours().format(time),
  };
}

/** Whether a time is told as now; one to come is told by its date. */
export function isNow(time: number, now: number): boolean {
  return now >= time && now - time < minute;
}

export type Formats = ReturnType<typeof formats>;
