/** What the way back into a vault says, and what it says once the vault is open. */
export const recoverWords = {
  forgot: 'I forgot the passphrase',
  haveSheets: 'I have sheets and a backup',
  needTitle: 'Open the vault with recovery sheets',
  need: 'You need enough of the sheets that were printed for this vault. It says on each how many.',
  needPaper: 'The sheets, or pictures of them',
  needPaperText: 'In any order. Look for a page that says “Holdfast” and has a square code and 33 words.',
  needFile: 'The vault file, or any backup of it',
  needFileText: 'Its name ends in .holdfast. The file that you choose stays as it is.',
  needTime: 'A few minutes, and a new passphrase',
  needTimeText: 'You choose it at the end.',
  safe: 'Nothing changes until the last step. You can stop at any time.',
  start: 'Begin',
  choose: 'Choose the vault or backup…',
  giveTitle: (name: string) => `Sheets for ${name}`,
  set: (set: string, made: string) => `Look for set ${set} of ${made}.`,
  stop: 'Stop',
  noSetTitle: 'This vault has no recovery sheets',
  noSet:
    'At the time of this file, no sheets were valid for it: none were made yet, or they were revoked. So no sheet can open it.',
  noSetUnused: (made: string) =>
    `Sheets were made on ${made}, but not all of them were read back, and so they were never put to use. No sheet can open this vault.`,
  noSetWays: 'What you can still do',
  noSetTips: [
    'Try the passphrase again: Caps Lock, another keyboard layout, an older passphrase.',
    'Choose another backup. One from a day when the sheets were valid opens with them.',
    'Look whether the passphrase is written down somewhere, or whether someone else knows it.',
  ],
  other: 'Choose another file…',
  passphraseTitle: 'Choose a new passphrase',
  passphraseText:
    'The sheets open the vault. From now on this new passphrase does, and the old one no longer.',
  passphraseCopy:
    'The sheets open the backup. The vault is written to a new place, and this new passphrase opens it.',
  where: 'Where the vault is to lie',
  whereHelp: 'A new file. The backup stays as it is.',
  whereNone: 'No place chosen yet',
  whereFirst: 'Choose where the vault is to lie.',
  passphrase: 'New passphrase',
  again: 'New passphrase again',
  submit: 'Open the vault',
  working: 'Opening the vault…',
  damaged: 'Part of the vault is damaged, so its keys cannot be changed now',
  damagedText:
    'Nothing was written. Open the vault with its keys as they are, mend it, then change the keys: Menu, “Change the keys of this vault…”.',
  back: 'Back to the sheets',
  stopTitle: 'Stop here?',
  stopText:
    'The sheets that were given are forgotten. Nothing was changed: the vault is as it was, and the sheets stay valid.',
  stopYes: 'Stop',
  stopNo: 'Go on',
};

export const restoredWords = {
  title: 'The vault is open again',
  text: 'Your new passphrase opens it from now on. Backups from before open with the sheets, or with the passphrase of their day.',
  fresh: 'Make a fresh set of sheets',
  freshText:
    'Some holders now know that they took part, and their sheets were together in one place. A new set puts that right. Until then the old sheets stay valid.',
  later: 'Later: remind me',
  remind: 'Remind me to rehearse',
  finish: 'Go to the vault',
};
