import { count, number } from './format.ts';

const small = [
  'kein',
  'ein',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwölf',
];

export function sheets(n: number): string {
  return count(n, 'Blatt', 'Blätter');
}

/** `drei`; ab 13 in Ziffern. */
export function spelled(n: number): string {
  return small[n] ?? number(n);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
