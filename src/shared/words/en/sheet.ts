import { format, number } from './format.ts';

/**
 * A printed recovery sheet: for its holder, and for somebody in ten years who knows nothing of it.
 */
export const words = {
  title: 'Holdfast recovery sheet',
  heading: 'Recovery sheet',
  lead: (threshold: number, shares: number) =>
    shares === 1
      ? 'This sheet alone opens the vault. Keep it like the only key to a house.'
      : threshold === shares
        ? `All ${number(shares)} sheets together open the vault again. This one alone opens nothing.`
        : `Any ${number(threshold)} of these ${number(shares)} sheets open the vault again. This one alone opens nothing.`,
  sheet: 'Sheet',
  of: (shares: number) => `of ${number(shares)}`,
  vault: 'Vault, and its number',
  set: 'Set',
  created: 'Made on',
  date: (time: number) => format.utcDate(time),
  needed: 'Sheets needed',
  neededOf: (threshold: number, shares: number) =>
    shares === 1
      ? 'this one'
      : threshold === shares
        ? `all ${number(shares)}`
        : `any ${number(threshold)} of ${number(shares)}`,
  code: 'QR code',
  caption: 'The same words as below, for Holdfast to scan.',
  found: 'If you found this sheet',
  what: 'What it is.',
  whatAlone:
    'The key to a Holdfast vault: passwords, encrypted, most often in a file whose name ends in .holdfast. With it and the vault, or a backup of it, anyone can open everything.',
  whatPart: (sheet: number, threshold: number, shares: number) =>
    `Part ${number(sheet)} of a key to a Holdfast vault: passwords, encrypted, most often in a file whose name ends in .holdfast. Alone it opens nothing: it takes ${threshold === shares ? 'all' : `any ${number(threshold)} of the`} ${number(shares)} sheets, and the vault or a backup of it.`,
  todo: 'What to do.',
  todoAlone:
    'Keep it safe, and give it to its owner when asked. In the app Holdfast, open the vault, choose “I forgot the passphrase”, and scan the code or type the words.',
  todoPart: (threshold: number) =>
    `Keep it safe, and bring ${number(threshold)} sheets of this set together when its owner asks. In the app Holdfast, open the vault, choose “I forgot the passphrase”, and scan the code or type the words.`,
  without: 'Without the app.',
  withoutText:
    'On a computer, open rescue.html, which lies beside the backup. Or use any tool for SLIP-39 (SLIP-0039), without a passphrase: see docs/recovery.md of Holdfast’s source.',
  rescueHash: (version: string, hash: string) => `SHA-256 of rescue.html ${version}: ${hash}`,
  warning:
    'Keep no photograph of this sheet. Do not type its words or its code into a website, a search or a chat.',
  words: (count: number) => `The ${number(count)} words`,
  wordsText: 'Read down each column. The words are what counts: with them, the code is not needed.',
  beside: {
    owner: 'Whose it is, how to reach them',
    backups: 'Where the backups lie',
    program: 'Where Holdfast is found',
  },
  holder: 'Held by',
  checked: 'Checked on these dates: still there, still readable',
};
