import { drillWords } from '../drill.ts';

/** What the commands on recovery sheets say. */
export const words = {
  status: {
    set: 'set',
    rehearsed: 'rehearsed',
    drilled: 'drilled',
    due: 'due',
    pending: 'pending',
    retired: 'retired',
  },
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
  letter: (file: string) =>
    `${file} is the letter. It has no key in it; it tells where things are. Print it, and give it to whom you trust.`,
  has: (day: string) => `, has it, asked ${day}`,
  drill: {
    ...drillWords,
    facts: {
      backup: 'backup',
      age: 'made',
      revision: 'revision',
      read: 'read',
      same: 'compared',
      stranger: 'with less',
      page: 'rescue.html',
      took: 'took',
    },
    age: (ms: number) => {
      const days = Math.floor(ms / 86_400_000);
      if (days > 0) return days === 1 ? '1 day ago' : `${days} days ago`;
      const hours = Math.floor(ms / 3_600_000);
      return hours < 1 ? 'less than an hour ago' : hours === 1 ? '1 hour ago' : `${hours} hours ago`;
    },
    read: (secrets: number, versions: number, files: number) =>
      `${secrets} secrets, ${versions} versions, ${files} long files`,
    same: (same: number, since: number) =>
      `${same} secrets are as in the vault${since === 0 ? '' : `, ${since} were changed after the backup`}`,
    nothing: 'nothing opened: one sheet fewer, or another passphrase, is worth nothing',
    something: 'it opened',
    page: {
      same: 'is beside the backup',
      other: 'another one than this Holdfast brings is beside the backup',
      none: 'is not beside the backup',
    },
    seconds: (s: number) => `${s.toFixed(1)} s`,
    ok: 'This backup would bring the vault back. Nothing was changed, and the copy is gone.',
    notOpened:
      'That does not open this backup. It opens with the passphrase and the sheets that were valid when it was made: if they were changed since, make a new backup.',
    lessOpened: 'With less than is needed it opened, too. That must not be: report it.',
    lost: (n: number) => `Damaged: ${n} ${n === 1 ? 'part' : 'parts'} of the backup cannot be read.`,
    wrong: (n: number, paths: readonly string[]) =>
      `Not as in the vault, though nobody changed ${n === 1 ? 'it' : 'them'}: ${paths.join(', ')}${n > paths.length ? ` and ${n - paths.length} more` : ''}.`,
  },
};
