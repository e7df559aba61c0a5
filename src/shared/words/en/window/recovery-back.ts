/** What the way back into a vault says, and what it says once the vault is open. */
export const recoverWords = {
  forgot: 'I forgot the passphrase',
  haveSheets: 'Recover a lost vault',
  needTitle: 'Open the vault with recovery sheets',
  need: 'You need enough of the sheets that were printed for this vault. Each one says how many.',
  needPaper: 'The sheets, or pictures of them',
  needPaperText: 'In any order. Look for pages that say “Holdfast”, with a square code and 33 words.',
  needFile: 'The vault file, or any backup of it',
  needFileText: 'Its name ends in .holdfast. It does not change.',
  needTime: 'A few minutes, and a new passphrase',
  needTimeText: 'You choose it at the end.',
  safe: 'Nothing changes until the last step. You can stop at any time.',
  start: 'Begin',
  choose: 'Choose the vault or backup…',
  chooseFolder: 'Choose a folder…',
  giveTitle: (name: string) => `Sheets for ${name}`,
  set: (set: string, made: string) => `Look for set ${set} of ${made}.`,
  stop: 'Stop',
  noSetTitle: 'This vault has no recovery sheets',
  noSet:
    'No sheets were valid at the time of this file: none were made yet, or they were revoked. So no sheet can open it.',
  noSetUnused: (made: string) =>
    `Sheets were made on ${made}, but not all of them were read back, so they were never activated. No sheet can open this vault.`,
  noSetWays: 'What you can still do',
  noSetTips: [
    'Try the passphrase again: Caps Lock, another keyboard layout, an older passphrase.',
    'Choose a backup from a day when the sheets were valid. They open it.',
    'Look for a note of the passphrase, or ask who else may know it.',
  ],
  other: 'Choose another file…',
  passphraseTitle: 'Choose a new passphrase',
  passphraseText:
    'The sheets fit. From now on the new passphrase opens the vault, and the old one no longer does.',
  passphraseCopy: 'The sheets fit. The vault is written to a new file, and the new passphrase opens it.',
  where: 'Where the vault goes',
  whereHelp: 'A new file. The backup does not change.',
  whereNone: 'No place chosen yet',
  whereFirst: 'Choose where the vault goes.',
  passphrase: 'New passphrase',
  again: 'New passphrase again',
  submit: 'Open the vault',
  working: 'Opening the vault…',
  damaged: 'Part of the vault is damaged, so its keys cannot be changed now',
  damagedText:
    'Nothing was written. Open the vault with its present keys and repair it. Then change the keys: Menu, “Change the keys of this vault…”.',
  back: 'Back to the sheets',
  stopTitle: 'Stop here?',
  stopText: 'Holdfast forgets the sheets you gave. Nothing was changed, and the sheets stay valid.',
  stopYes: 'Stop',
  stopNo: 'Continue',
};

export const restoredWords = {
  title: 'The vault is open again',
  text: 'Your new passphrase opens it from now on. Earlier backups open with the sheets, or with the passphrase from then.',
  fresh: 'Make a new set of sheets',
  freshText:
    'These sheets were together in one place. A new set is safer. Until you make one, the old sheets stay valid.',
  later: 'Later: remind me',
  remind: 'Remind me to rehearse',
  finish: 'Go to the vault',
};
