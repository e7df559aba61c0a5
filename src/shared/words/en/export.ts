import type { ExportLoss } from '../../export.ts';
import { count } from './format.ts';

const secrets = (n: number) => count(n, 'secret', 'secrets');
const fields = (n: number) => count(n, 'field', 'fields');

/** What stays behind of an export, or comes in another form: window and command line say the same. */
export const exportLosses: Record<ExportLoss, (n: number) => string> = {
  'deleted-secrets': (n) => `${secrets(n)} under Deleted ${n === 1 ? 'is' : 'are'} left out.`,
  'older-versions': (n) => `${count(n, 'older version is', 'older versions are')} left out.`,
  files: (n) => `${count(n, 'small file is', 'small files are')} left out.`,
  'long-files': (n) => `${count(n, 'long file is', 'long files are')} left out.`,
  tags: (n) => `The tags of ${secrets(n)} are left out.`,
  'field-types': (n) =>
    `${fields(n)} ${n === 1 ? 'keeps its' : 'keep their'} name and value, but not that ${n === 1 ? 'it is' : 'they are'} an address, a note or a code.`,
  favourites: (n) => `That ${count(n, 'secret is a favourite', 'secrets are favourites')} is left out.`,
  events: (n) => `What the history of ${secrets(n)} tells of moves, tags and dates is left out.`,
  rules: (n) => `Rules for versions, and notes of programs, of ${secrets(n)} are left out.`,
  formulas: (n) =>
    `${count(n, 'value gets', 'values get')} an apostrophe in front: a spreadsheet would run ${n === 1 ? 'it' : 'them'}.`,
  renamed: (n) => `${count(n, 'name is', 'names are')} changed to fit the format.`,
  'no-codes': (n) => `${secrets(n)} without a one-time code ${n === 1 ? 'is' : 'are'} left out.`,
};
