import { count, number } from './format.ts';

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function sheets(n: number): string {
  return count(n, 'sheet', 'sheets');
}

/** `three`; from 11 on in figures. */
export function spelled(n: number): string {
  return small[n] ?? number(n);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
