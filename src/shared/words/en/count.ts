import { later } from './later.ts';

const plurals = later(() => new Intl.PluralRules('en'));
const figures = later(() => new Intl.NumberFormat('en'));

/** Figures as people read them: `12,500`. */
export const numbers = { format: (n: number) => figures().format(n) };

/** `1 secret`, `2 secrets`: the number and the word that goes with it. */
export function count(n: number, one: string, other: string): string {
  return `${numbers.format(n)} ${plurals().select(n) === 'one' ? one : other}`;
}
