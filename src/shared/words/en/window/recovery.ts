import type { SetSize } from '../../../recovery.ts';
import { drillWords } from '../drill.ts';
import { count, list, number } from '../format.ts';
import { spelled } from '../numbers.ts';
import { recoverWords, restoredWords } from './recovery-back.ts';
import { giveWords, typeWords } from './recovery-give.ts';
import { issueWords } from './recovery-issue.ts';

/** What the screens of recovery say, but for failures (recovery-failures.ts). */
export const recoveryWords = {
  title: 'Recovery sheets',
  menu: 'Recovery sheets…',
  loading: 'Looking…',
  banner: {
    label: 'Recovery',
    none: 'Without recovery sheets a forgotten passphrase means a lost vault.',
    make: 'Make recovery sheets',
    due: 'It is time to check that your recovery sheets are all still there.',
    rehearse: 'Rehearse',
    ask: 'A year has passed: ask each holder whether the sheet is still there.',
    askHolders: 'See the holders',
    pending: 'New recovery sheets wait to be read back.',
    goOn: 'Continue',
    dismiss: 'Not now',
  },

  page: {
    noneTitle: 'This vault has no recovery sheets',
    none: 'Your passphrase opens it. But if you forget the passphrase, there is no other way in.',
    what: 'Recovery sheets are pages that you print once and give to people and places that you trust. Enough of them together, say any three of five, open the vault or any backup. With fewer, nobody learns anything.',
    make: 'Make recovery sheets',
    decline: 'Not for this vault',
    declinedTitle: 'You decided against recovery sheets',
    declined:
      'Only the passphrase opens this vault, and Holdfast does not remind you. You can make sheets at any time.',
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
      rehearsed: 'Last rehearsed',
      drilled: 'Last drill',
      never: 'never',
    },
    holders: 'Who has which sheet',
    holderText: 'The names are kept in the vault; only you see them.',
    sheet: 'Sheet',
    holder: 'Person or place',
    seen: 'Last seen',
    notSeen: 'never',
    holderOf: (n: number) => `Holder of sheet ${n}`,
    stillThere: 'Still there',
    stillThereOf: (n: number) => `Sheet ${n} is still there, its holder says`,
    has: (day: string) => `still there on ${day}`,
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
    rehearseText: 'Bring enough sheets together and see that they would open the vault. Nothing changes.',
    letter: 'Letter…',
    letterText:
      'One page for those who come after: what this is, who has the sheets, where the backups are, what to do.',
    rescue: 'Save rescue.html…',
    rescueTitle: 'For the day without Holdfast',
    rescueText:
      'rescue.html opens a backup in the browser of any computer. It lies beside your backups; keep another one wherever you keep a copy of the vault.',
    rescueSaved: (file: string, folder: string) => `Saved ${file} in ${folder}.`,
    drill: 'Drill…',
    drillText:
      'See that your newest backup would bring everything back. A copy of it is opened as after a loss.',
    drilledOn: (day: string) => `Your backup was last opened in a drill on ${day}.`,
    replace: 'Make a new set…',
    replaceText: 'When a sheet was lost, a stranger saw it, or its holder has changed.',
    revoke: 'Revoke this set…',
    revokeText: 'The sheets then open nothing, and only the passphrase does.',
    pendingTitle: 'New sheets wait to be read back',
    pending: (open: readonly number[]) =>
      open.length === 0
        ? 'Every sheet was read back. One step is left: activate them.'
        : `Still to be read back: ${open.length === 1 ? 'sheet' : 'sheets'} ${list(open)}.`,
    pendingOld: 'Until then the new sheets open nothing, and the old ones stay valid.',
    pendingFirst: 'Until then the new sheets open nothing.',
    goOn: 'Continue',
    abandon: 'Forget this set…',
    retired: 'Sets that ended',
    retiredRow: (set: string, made: string, ended: string) => `Set ${set} of ${made}, ended on ${ended}`,
    oldTitle: 'Old backups still open with their old sheets',
    old: 'Whoever has an old backup and enough of the old sheets can still open that backup. So destroy the old sheets, best all of them, or the old backups.',
    readOnly: 'This vault is open for reading only: its sheets cannot be changed.',
    back: 'Back to the recovery page',
  },
  revoke: {
    title: 'Revoke these sheets?',
    text: 'Then only your passphrase opens this vault. An earlier backup still opens with the sheets: destroy them, or that backup.',
    passphrase: 'Passphrase',
    working: 'Revoking…',
    yes: 'Revoke',
    no: 'Keep them',
    done: 'Revoked. The sheets no longer open this vault.',
  },
  abandon: {
    title: 'Forget the new set?',
    text: 'Destroy the sheets of it that were printed or saved: they open nothing. What was valid before stays valid.',
    yes: 'Forget it',
    no: 'Keep it',
    done: 'The new set is forgotten. Destroy what was printed of it.',
  },

  issue: issueWords,

  rehearse: {
    title: 'Rehearse',
    text: 'Give as many sheets as you would need without the passphrase. Nothing about the vault changes.',
    doneTitle: 'These sheets would open your vault',
    done: 'Nothing was changed. Give each sheet back to its holder.',
    recorded: (day: string) => `Noted: rehearsed on ${day}.`,
    finish: 'Done',
  },

  letter: {
    title: 'A letter for those who come after',
    text: 'One page that tells somebody who knows nothing of Holdfast what your vault is, where it and its backups are, who has the sheets, and what to do in which order. No key is in it. Check it once a year.',
    names: 'Print who has which sheet',
    beside:
      'Write the names into READ ME FIRST.txt beside the backups, too: whoever reads that folder reads them',
    ask: 'Whom to ask for help',
    askHelp: 'A person who knows computers, a notary, a telephone number.',
    print: 'Print…',
    save: 'Save as PDF…',
    printed: 'Sent to the printer.',
    saved: (file: string) => `Saved as ${file}.`,
    made: (day: string) =>
      `The last letter is of ${day}. Print a new one when a holder or a place of backups changes.`,
  },
  drill: {
    title: 'Open your backup as after a loss',
    text: 'Holdfast copies your newest backup, opens the copy by rescue.html with the sheets that you give, and compares everything in it with this vault. Then the copy is removed. Nothing changes.',
    backup: (name: string, age: string | undefined) =>
      `The newest backup is ${name}${age === undefined ? '' : `, made ${age}`}.`,
    readable: (name: string, age: string | undefined) =>
      `The newest backup that can be read is ${name}${age === undefined ? '' : `, made ${age}`}.`,
    withPassphrase: 'With the passphrase instead',
    withSheets: 'With sheets instead',
    passphrase: 'Passphrase of the backup',
    open: 'Open the backup',
    running: 'Opening the backup…',
    runningText:
      'This is how somebody would read it who has the backup, these sheets and a browser, and not Holdfast.',
    reading: 'Reading and comparing everything',
  },
  drilled: {
    ...drillWords,
    okTitle: 'Your backup would bring everything back',
    ok: 'Everything in it was read and is as in this vault. The copy is removed. Give each sheet back to its holder.',
    badTitle: 'This backup would not bring everything back',
    bad: 'The copy is removed, and the backup was not changed. Make a new backup, best on another disk, and do the drill again.',
    closedTitle: 'That does not open this backup',
    closed:
      'A backup opens with the passphrase and the sheets that were valid when it was made. If they were changed since then, make a new backup and do the drill again.',
    nothing: 'With one sheet fewer, or another passphrase, a stranger gets nothing. That was tried.',
    lessOpened: 'With less than is needed it opened, too. That must never be: please report it.',
    lost: (n: number) =>
      n === 1 ? 'One part of the backup cannot be read.' : `${number(n)} parts of the backup cannot be read.`,
    wrong: (n: number, paths: readonly string[]) =>
      `Not as in the vault, though nobody changed ${n === 1 ? 'it' : 'them'}: ${list(paths)}${n > paths.length ? ` and ${number(n - paths.length)} more` : ''}.`,
    page: {
      other:
        'The rescue.html beside this backup is not the one that this Holdfast brings. The next backup replaces an older one.',
      none: 'No rescue.html is beside this backup: save one there, so that it can be opened without Holdfast.',
    },
    facts: {
      label: 'The drill',
      backup: 'Backup',
      age: 'Made',
      read: 'Read',
      same: 'Compared',
      took: 'Time needed',
    },
    read: (secrets: number, files: number) =>
      `${count(secrets, 'secret', 'secrets')}${files === 0 ? '' : `, ${count(files, 'long file', 'long files')}`}`,
    same: (same: number, since: number) =>
      `${number(same)} as in the vault${since === 0 ? '' : `, ${number(since)} changed since`}`,
    took: (ms: number) =>
      ms < 1_000 ? 'less than a second' : count(Math.round(ms / 1_000), 'second', 'seconds'),
    finish: 'Done',
  },

  give: giveWords,
  type: typeWords,

  recover: recoverWords,
  restored: restoredWords,
};
