import type { ExportLoss } from '../../export.ts';
import { count } from './format.ts';

const secrets = (n: number) => count(n, 'secret', 'secrets');
const fields = (n: number) => count(n, 'field', 'fields');

/** What stays behind of an export, or comes in another form: window and command line say the same. */
export const exportLosses: Record<ExportLoss, (n: number) => string> = {
  'deleted-secrets': (n) => `${secrets(n)} under Deleted ${n === 1 ? 'is' : 'are'} left out.`,
  'older-versions': (n) => `${count(n, 'older version is', 'older versions are')} left out.`,
  'deleted-versions': (n) =>
    `${count(n, 'deleted version stands', 'deleted versions stand')} among the older ones, and no longer as deleted.`,
  files: (n) => `${count(n, 'small file is', 'small files are')} left out.`,
  'long-files': (n) => `${count(n, 'long file is', 'long files are')} left out.`,
  'beside-codes': (n) => `What ${count(n, 'secret has', 'secrets have')} beside one-time codes is left out.`,
  unfit: (n) =>
    `${count(n, 'value is', 'values are')} left out: no variable holds more than 128 KB, or a zero byte.`,
  'too-large': (n) =>
    `${secrets(n)} of more than 1 MiB ${n === 1 ? 'is' : 'are'} left out: Kubernetes takes none so large.`,
  tags: (n) => `The tags of ${secrets(n)} are left out.`,
  'tag-names': (n) =>
    `Tags of ${secrets(n)} become others: this format has no commas, semicolons or spaces at the ends of tags.`,
  'field-types': (n) =>
    `Of ${fields(n)} the format does not say whether ${n === 1 ? 'it is' : 'they are'} an address, a note, a code or hidden.`,
  expiry: (n) => `The day on which ${count(n, 'secret ends', 'secrets end')} is left out.`,
  'code-parts': (n) =>
    `Of ${count(n, 'code', 'codes')} by counter the name, the number of digits and the algorithm are left out: the other program makes six digits by SHA-1.`,
  favourites: (n) => `The mark of ${count(n, 'favourite', 'favourites')} is left out.`,
  events: (n) => `What the history of ${secrets(n)} tells of moves, tags and dates is left out.`,
  rules: (n) => `Rules for versions, and notes of programs, of ${secrets(n)} are left out.`,
  formulas: (n) =>
    `${count(n, 'value gets', 'values get')} an apostrophe in front: a spreadsheet would run ${n === 1 ? 'it' : 'them'}.`,
  renamed: (n) => `${count(n, 'name is', 'names are')} changed to fit the format.`,
  'no-codes': (n) => `${secrets(n)} without a one-time code ${n === 1 ? 'is' : 'are'} left out.`,
};
