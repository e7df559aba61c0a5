import { formats } from '../formats.ts';

export const format = formats('de');
export const { count, list, number, plural } = format;

export const secrets = (n: number) => count(n, 'Eintrag', 'Einträge');

/** The first of many names, and how many more there are. */
export const some = (names: readonly string[]) =>
  names.length <= 3 ? list(names) : `${names.slice(0, 3).join(', ')} und ${number(names.length - 3)} weitere`;
