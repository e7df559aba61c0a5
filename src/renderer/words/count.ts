const plurals = new Intl.PluralRules('en');
export const numbers = new Intl.NumberFormat('en');

/** `1 secret`, `2 secrets`: the number and the word that goes with it. */
export function count(n: number, one: string, other: string): string {
  return `${numbers.format(n)} ${plurals.select(n) === 'one' ? one : other}`;
}
