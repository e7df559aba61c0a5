import { count, list } from '../format.ts';

/** Files that lie in secrets. */
export const filesWords = {
  attach: 'Attach a file…',
  drop: 'or drop one here',
  attaching: (name: string) => `Attaching ${name}…`,
  attached: (names: readonly string[]) =>
    names.length > 3 ? `Attached ${count(names.length, 'file', 'files')}.` : `Attached ${list(names)}.`,
  lookAt: (name: string) => `View ${name}`,
  openNamed: (name: string) => `Open a copy of ${name}…`,
  openCopy: {
    title: (name: string) => `Open a copy of “${name}”?`,
    text: 'A copy is written to a private folder of this computer, and the program that belongs to it opens it. The copy is removed when the vault locks. What you change in it is not saved in the vault.',
    risks: {
      program: 'This is a program: whoever made it can do with this computer what you can.',
      macros:
        'This kind of office file can have macros in it, which are programs: open it only if you trust whoever sent it.',
    },
    yes: 'Open a copy',
    no: 'Cancel',
  },
  noProgram: 'No program on this computer opens this file. Save it instead.',
  publicKey: (name: string) => `Public half of ${name}`,
  publicHalf: 'The public half of this key. You may give it to anybody.',
  copyKey: 'Copy',
  copiedKey: 'Copied the public key.',
  closedKey:
    'This is a private key with a passphrase. Keep the passphrase in the same secret to see the public half.',
  tooLarge: 'This file is too large to be shown here. Save it or open a copy.',
  unknown: 'Holdfast cannot show this file. Save it or open a copy.',
  cut: 'The file goes on. This is its beginning.',
  pages: (n: number) => (n === 1 ? 'One page.' : `The first of ${n} pages.`),
  picture: (name: string) => `Picture ${name}`,
  certificate: {
    subject: 'Issued to',
    issuer: 'Issued by',
    from: 'Valid from',
    until: 'Valid until',
    names: 'Also for',
    fingerprint: 'Fingerprint (SHA-256)',
    expired: 'It has expired.',
    notYet: 'It is not valid yet.',
  },
};
