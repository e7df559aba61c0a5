import { formats } from '../formats.ts';

/** Days before months, and 24 hours: as most of the world writes English. */
export const format = formats('en-GB');
export const { count, list, number, plural } = format;

export const secrets = (n: number) => count(n, 'secret', 'secrets');
