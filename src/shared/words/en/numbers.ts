import { count, numbers } from './count.ts';

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function sheets(n: number): string {
  return count(n, 'sheet', 'sheets');
}

/** `three`; from 11 on in figures. */
export function spelled(n: number): string {
  return small[n] ?? numbers.format(n);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `2, 3 and 5`. */
export function listed(ns: readonly number[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(ns.map((n) => String(n)));
}
