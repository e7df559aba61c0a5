import { formats } from '../formats.ts';

export const format = formats('de');
export const { count, list, number, plural } = format;

export const secrets = (n: number) => count(n, 'Eintrag', 'Einträge');
