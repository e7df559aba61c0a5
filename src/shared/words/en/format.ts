import { formats } from '../formats.ts';

/** Days before months, and 24 hours: as most of the world writes English. */
export const format = formats('en-GB');
export const { count, list, number, plural } = format;

export const secrets = (n: number) => count(n, 'secret', 'secrets');

/** The first of many names, and how many more there are. */
export const some = (names: readonly string[]) =>
  names.length <= 3 ? list(names) : `${names.slice(0, 3).join(', ')} and ${number(names.length - 3)} more`;
