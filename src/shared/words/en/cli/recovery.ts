/** What the commands on recovery sheets say. */
export const words = {
  status: { set: 'set', rehearsed: 'rehearsed', due: 'due', pending: 'pending', retired: 'retired' },
  none: 'none',
  declined: 'none, as was decided',
  set: (set: string, created: string, threshold: number, shares: number) =>
    `${set} of ${created}, ${threshold} of ${shares} sheets`,
  setOf: (set: string, created: string) => `${set} of ${created}`,
  readBack: (sheets: number) => `, ${sheets} read back`,
  ended: (day: string) => `, ended ${day}`,
  sheet: (n: number) => `sheet ${n}:`,
  /** A file of one sheet. */
  file: (n: number, ending: string) => `sheet-${n}.${ending}`,
  nobody: '(nobody noted)',
  seen: (day: string) => `, seen ${day}`,
  notAll: (have: number, need: number) =>
    `${have} of ${need} sheets of the new set are read back. The set before still counts.`,
  active: (set: string) => `Set ${set} counts from now on.`,
  wouldOpen: (sheets: readonly number[]) =>
    `Sheets ${sheets.join(', ')} would open the vault. Nothing was changed.`,
  suspects: (sheets: readonly number[]) => `These do not fit the others: sheet ${sheets.join(', ')}.`,
  noChromium: 'The app prints PDF, and it is not here or does not start. Use --format html.',
  issued: (set: string) => `Set ${set}: print these files, give the sheets away, then delete the files.`,
  issuedPending: 'It opens nothing until "holdfast recovery activate" has had every sheet.',
  restored: (file: string) =>
    `${file} opens with the new passphrase only. The holders of these sheets know now that they took part: make a new set.`,
  restoredWithKey: (file: string) =>
    `${file} opens with the new passphrase and its key file together. The holders of these sheets know now that they took part: make a new set.`,
  keptKeys:
    'The keys are as before: an older copy, opened with the passphrase from then, opens what is written later, too.',
  damaged:
    'New keys need a vault that is whole. With --keep-keys it may open as it is: then "holdfast repair", and "holdfast rekey" after it.',
  revoked:
    'Revoked. Older copies still open with the old sheets and keep what they had: whoever may have both knows those secrets.',
  revokedKeptKeys:
    'Revoked. The keys are as before: an older copy, opened with the old sheets, opens what is written later, too. Destroy the copies or the sheets.',
};
