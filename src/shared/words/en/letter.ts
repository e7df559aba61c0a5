import { format, number } from './format.ts';

/** The letter for those who come after: for somebody in grief who never heard of a vault. */
export const words = {
  title: 'Holdfast: a letter for those who come after',
  /** A file that holds it. */
  file: (vault: string) => `${vault} letter.pdf`,
  heading: 'For those who come after me',
  lead: (vault: string, id: string, day: string) =>
    `About the vault “${vault}” (${id}). Written on ${day}. There is no hurry: nothing in it runs out.`,
  date: (time: number) => format.utcDate(time),
  what: 'What this is about',
  whatText:
    'My passwords, and papers that I wanted to keep safe, are in a vault: a file that a computer cannot read without its key.',
  sheets: (threshold: number, shares: number, set: string) =>
    shares === 1
      ? `The key is my passphrase, or one printed page: the recovery sheet of set ${set}.`
      : `The key is my passphrase, or ${number(threshold)} of ${number(shares)} printed pages together: the recovery sheets of set ${set}. Fewer than ${number(threshold)} open nothing.`,
  noSheets: 'The key is my passphrase. There are no recovery sheets.',
  who: 'Who has a sheet',
  sheet: (n: number) => `Sheet ${number(n)}`,
  unknown: 'not written down',
  /** In the text beside the backups. */
  beside: (vault: string) => `Who has a recovery sheet of the vault ${vault}, as its owner wrote it down:`,
  noNames: 'I did not want to print the names here. Ask the people whom I trusted.',
  where: 'Where the vault and its backups are',
  noPlaces: 'On my computer. No backup is known.',
  todo: 'What to do, in this order',
  steps: (threshold: number | undefined) => [
    'Change, delete and throw away nothing: no computer, no disk, no memory stick.',
    'Find a backup of the vault: a file whose name ends in .holdfast, in one of the places above. The newest is the best. READ ME FIRST.txt beside it says more.',
    threshold === undefined
      ? 'Find the passphrase.'
      : threshold === 1
        ? 'Ask for the sheet. Who has it gives it only to somebody they know.'
        : `Ask the people above for their sheets, until you have ${number(threshold)}. They should give them only to somebody they know.`,
    'On a computer that is disconnected from the network, open rescue.html, which is beside the backup, with a browser, and follow it. A telephone cannot do this. If Holdfast is installed, it opens the vault, too.',
    'Close accounts and answer bills one at a time. Keep the vault until everything is settled, then destroy the sheets.',
  ],
  ask: 'Whom to ask for help',
  hash: (version: string, hash: string) => `SHA-256 of rescue.html ${version}: ${hash}`,
};
