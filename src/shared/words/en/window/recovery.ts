import type { SetSize } from '../../../recovery.ts';
import { list, number } from '../format.ts';
import { spelled } from '../numbers.ts';
import { recoverWords, restoredWords } from './recovery-back.ts';
import { cameraWords, giveWords, typeWords } from './recovery-give.ts';
import { issueWords } from './recovery-issue.ts';

/** What the screens of recovery say, but for failures (recovery-failures.ts). */
export const recoveryWords = {
  title: 'Recovery sheets',
  menu: 'Recovery sheets…',
  loading: 'Looking…',
  banner: {
    label: 'Recovery',
    none: 'If the passphrase is ever forgotten, nothing opens this vault. Sheets of paper can.',
    make: 'Make recovery sheets',
    due: 'It is time to see whether your recovery sheets are all still there.',
    rehearse: 'Rehearse',
    pending: 'A new set of recovery sheets waits to be read back.',
    goOn: 'Go on',
    dismiss: 'Not now',
  },

  page: {
    noneTitle: 'This vault has no recovery sheets',
    none: 'That is fine for now: your passphrase opens it. But a passphrase can be forgotten, and then there is no other way in.',
    what: 'Recovery sheets are pages that you print once and give to people and places that you trust. Some of them together, say any three of five, open the vault from any backup. Fewer say nothing at all.',
    make: 'Make recovery sheets',
    decline: 'Not for this vault',
    declinedTitle: 'You decided on no recovery sheets',
    declined:
      'Only the passphrase opens this vault, and nobody reminds you. You can make sheets at any time.',
    undecline: 'Remind me again',
    activeTitle: ({ shares, threshold }: SetSize) =>
      shares === 1
        ? 'One sheet opens this vault'
        : threshold === shares
          ? `All ${spelled(shares)} sheets together open this vault`
          : `Any ${spelled(threshold)} of ${spelled(shares)} sheets open this vault`,
    facts: {
      label: 'The set',
      set: 'Set',
      made: 'Made on',
      needed: 'Needed',
      rehearsed: 'Last rehearsed',
      never: 'never',
    },
    needed: ({ shares, threshold }: SetSize) =>
      threshold === shares
        ? shares === 1
          ? 'the one sheet'
          : `all ${number(shares)}`
        : `any ${number(threshold)} of ${number(shares)}`,
    holders: 'Who has which sheet',
    holderText: 'The names are kept inside the vault, for you alone.',
    sheet: 'Sheet',
    holder: 'Who has it, or where it lies',
    seen: 'Last seen',
    notSeen: 'never',
    holderOf: (n: number) => `Holder of sheet ${n}`,
    saveNames: 'Save names',
    namesSaved: 'The names are saved.',
    remind: 'Remind me to rehearse',
    every: (n: number) => {
      if (n === 0) return 'Never';
      if (n === 1) return 'Every month';
      if (n === 12) return 'Every year';
      return n % 12 === 0 ? `Every ${n / 12} years` : `Every ${n} months`;
    },
    due: (day: string) => `Next on ${day}.`,
    dueNow: 'A rehearsal is due.',
    rehearse: 'Rehearse…',
    rehearseText: 'Bring enough sheets together and hear that they would open the vault. Nothing changes.',
    replace: 'Make a new set…',
    replaceText: 'When a sheet was lost, seen by a stranger, or its holder has changed.',
    revoke: 'Revoke this set…',
    revokeText: 'The sheets then open nothing, and only the passphrase does.',
    pendingTitle: 'A new set waits to be read back',
    pending: (open: readonly number[]) =>
      open.length === 0
        ? 'Every sheet was read back. One step is left: to put the set to use.'
        : `Still to be read back: ${open.length === 1 ? 'sheet' : 'sheets'} ${list(open)}.`,
    pendingOld: 'Until then the new sheets open nothing, and the old ones stay valid.',
    pendingFirst: 'Until then the new sheets open nothing.',
    goOn: 'Go on',
    abandon: 'Forget this set…',
    retired: 'Sets that ended',
    retiredRow: (set: string, made: string, ended: string) => `Set ${set} of ${made}, ended on ${ended}`,
    oldTitle: 'Old backups still open with their old sheets',
    old: 'A backup carries the set of its day. Whoever has a backup from before and enough sheets of that old set can still read that backup. So destroy one of the two: the old sheets, best all of them, or the old backups.',
    readOnly: 'This vault is open for reading only: its sheets cannot be changed.',
    back: 'Back to the recovery page',
  },
  revoke: {
    title: 'Revoke these sheets?',
    text: 'From then on the sheets open nothing, and only your passphrase opens this vault. A backup from before still opens with them, and keeps what it holds: destroy the sheets, or that backup.',
    passphrase: 'Passphrase',
    working: 'Revoking…',
    yes: 'Revoke',
    no: 'Keep them',
    done: 'Revoked. The sheets open this vault no more.',
  },
  abandon: {
    title: 'Forget the new set?',
    text: 'Sheets of it that were printed or saved are worthless then: destroy them. What was valid before stays valid.',
    yes: 'Forget it',
    no: 'Keep it',
    done: 'The new set is forgotten. Destroy what was printed of it.',
  },

  issue: issueWords,

  rehearse: {
    title: 'Rehearse',
    text: 'Give as many sheets as would be needed, as if the passphrase were lost. Nothing about the vault changes.',
    doneTitle: 'These sheets would open your vault',
    done: 'Nothing was changed. Give each sheet back to its holder.',
    recorded: (day: string) => `Noted: rehearsed on ${day}.`,
    finish: 'Done',
  },

  give: giveWords,
  camera: cameraWords,
  type: typeWords,

  recover: recoverWords,
  restored: restoredWords,
};
