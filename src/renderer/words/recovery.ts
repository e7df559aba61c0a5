import type { SetSize } from '../../shared/recovery.ts';
import { count, numbers } from './count.ts';

const sheets = (n: number) => count(n, 'sheet', 'sheets');
const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const spelled = (n: number) => small[n] ?? numbers.format(n);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const listed = (ns: readonly number[]) =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(ns.map((n) => String(n)));

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
          : `all ${numbers.format(shares)}`
        : `any ${numbers.format(threshold)} of ${numbers.format(shares)}`,
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
        : `Still to be read back: ${open.length === 1 ? 'sheet' : 'sheets'} ${listed(open)}.`,
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
    text: 'From then on the sheets open nothing, and only your passphrase opens this vault. A backup from before still opens with them: destroy the sheets, or that backup.',
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

  issue: {
    step: (n: number, of: number) => `Step ${n} of ${of}`,
    safeOld: 'You can stop at any time: until the end, your old sheets stay valid.',
    safeFirst: 'You can stop at any time: until the end, nothing about your vault changes.',
    size: {
      title: 'How many sheets?',
      text: 'More sheets survive more losses. Needing more of them together keeps the vault safer from the people who hold them.',
      choices: 'How many sheets',
      preset: ({ shares, threshold }: SetSize) => `${shares} sheets, any ${threshold} open the vault`,
      usual: 'Suits most people.',
      own: 'Another number',
      shares: 'Sheets in all',
      threshold: 'Sheets needed to open',
      faults: {
        'out-of-range': 'Choose numbers from 1 to 16.',
        'threshold-too-high': 'There cannot be more sheets needed than there are.',
        copies:
          'If one sheet alone opens the vault, more of them are copies. Make one sheet, or let at least two be needed.',
      },
      meaning: ({ shares, threshold }: SetSize) => meaning(shares, threshold),
      places: ({ shares }: SetSize) => places(shares),
    },
    names: {
      title: 'Who will hold them?',
      text: 'A name or a place is printed on each sheet and kept in the vault, so that you know whom to ask. You may leave any of them empty: the sheet then has a line to write on.',
      holder: (n: number) => `Sheet ${n}`,
      examples: ['My sister', 'The safe at home', 'A good friend', 'The notary', 'My desk at work'],
    },
    paper: {
      title: 'Which paper is in the printer?',
      text: 'Each sheet takes one page.',
      choices: 'Paper',
      a4: 'A4',
      a4Text: '210 × 297 mm, used nearly everywhere',
      letter: 'US Letter',
      letterText: '8.5 × 11 inches, used in North America',
    },
    confirm: {
      title: 'Confirm that it is you',
      text: 'Whoever has enough sheets can open this vault. So Holdfast asks for the passphrase before it makes them.',
      passphrase: 'Passphrase',
      submit: 'Make the sheets',
      wrong: 'Nothing was made yet.',
    },
    making: {
      title: 'Making the sheets…',
      text: 'Each one is drawn, a little turned and blurred as by a poor printer, and read back before you get it.',
      working: 'Making and reading back',
      starting: 'Checking the passphrase',
      progress: (done: number, total: number) => `${done} of ${sheets(total)}`,
    },
    hand: {
      title: 'Put them on paper',
      text: 'Print them, or copy them by hand. Do it now: when the vault is locked, Holdfast no longer knows these sheets.',
      printAll: (n: number) => (n === 1 ? 'Print the sheet…' : `Print all ${numbers.format(n)} sheets…`),
      savePdf: 'Save as PDF…',
      pdfTitle: 'Save as PDF',
      pdfText:
        'A PDF on a disk is the sheet itself: a backup, a cloud folder or a thief of this computer may copy it, and deleting does not always erase. Save it only to take it to a printer, then delete it. Paper is safer.',
      together: 'All in one file',
      each: 'One file for each holder',
      oneByOne: 'One by one',
      print: (n: number) => `Print sheet ${n}`,
      printShort: 'Print…',
      show: (n: number) => `Show sheet ${n}`,
      showShort: 'Show',
      sent: 'Given to the printer. Look whether every page came out whole.',
      notPrinted: 'Nothing was printed.',
      saved: (files: readonly string[], folder: string) =>
        `Saved ${files.length === 1 ? (files[0] ?? '') : count(files.length, 'file', 'files')} in ${folder}. Delete ${files.length === 1 ? 'it' : 'them'} once printed.`,
      next: 'I have them on paper',
      goneTitle: 'The new set is no longer there',
      gone: 'Sheets can be printed or shown only as long as the vault stays open after they were made. If one of them is missing, forget this set and make a new one.',
    },
    sheet: {
      title: (n: number) => `Sheet ${n}`,
      text: 'Let nobody look on.',
      copy: (n: number, of: number, set: string) =>
        `To copy it by hand, write “Holdfast, sheet ${n} of ${of}, set ${set}” at the top, then every word with its number.`,
      words: 'Words',
      code: (n: number) => `Square code of sheet ${n}, for a camera`,
      holder: (name: string) => `For ${name}`,
      back: 'Back to all sheets',
      next: 'Next sheet',
    },
    prove: {
      title: 'Now read each sheet back',
      text: 'Take the paper in your hand, not the screen. This finds a page that did not come out, while it can still be mended.',
      list: 'Sheets',
      read: 'read back',
      open: 'not yet',
      three: (n: number) => `Type three words of sheet ${n}`,
      threeShort: 'Type three words',
      askTitle: (n: number) => `Three words of sheet ${n}`,
      askText: 'Type the words that stand at these numbers on the paper. The first four letters are enough.',
      word: (n: number) => `Word ${n}`,
      check: 'Check',
      wrong: (n: number) => `This is not what stands on sheet ${n}.`,
      wrongNext: (at: readonly number[]) =>
        `Compare word ${listed(at)} with the paper. If it is there as you typed it, print this sheet again.`,
      taken: (n: number) => `Sheet ${n} reads well.`,
      later:
        'The vault was locked since these sheets were made, so they cannot be printed again, and a whole sheet must be given. If one is missing, forget this set and make a new one.',
      toPaper: 'Back to printing',
    },
    activate: {
      title: 'Every sheet reads well',
      textOld:
        'One step is left. From then on these sheets are valid, and the old ones open this vault no more.',
      textFirst: 'One step is left. From then on these sheets can open this vault.',
      submit: 'Put these sheets to use',
      working: 'Saving…',
    },
    done: {
      title: 'Your recovery sheets are valid',
      give: 'Give each sheet to its holder. No two of them in one place.',
      tell: 'Tell each holder what it is: alone it opens nothing, and they should give it to nobody but you, or whoever you name.',
      backup: 'Keep a backup of the vault file in another place: the sheets open it, they do not replace it.',
      pdf: 'If you saved a PDF, delete it now, and empty the bin.',
      old: 'Destroy the old sheets. Together with an old backup they would still open that backup.',
      todo: 'What to do now',
      remind: 'Remind me to see whether they are all still there',
      finish: 'Done',
    },
    leave: {
      title: 'Leave before the new set is in use?',
      textOld:
        'Your old sheets stay valid. The new ones open nothing yet: go on later on the recovery page, or destroy what was printed of them, for it is worthless.',
      textFirst:
        'The new sheets open nothing yet: go on later on the recovery page, or destroy what was printed of them, for it is worthless. Your passphrase opens the vault as before.',
      textProven:
        'Every sheet was read back, and one step is left. Until then the new sheets open nothing. You can go on later on the recovery page.',
      yes: 'Leave',
      no: 'Stay here',
    },
    next: 'Next',
  },

  rehearse: {
    title: 'Rehearse',
    text: 'Give as many sheets as would be needed, as if the passphrase were lost. Nothing about the vault changes.',
    doneTitle: 'These sheets would open your vault',
    done: 'Nothing was changed. Give each sheet back to its holder.',
    recorded: (day: string) => `Noted: rehearsed on ${day}.`,
    finish: 'Done',
  },

  give: {
    ring: 'Sheets',
    of: (have: number, need: number) => `${numbers.format(have)} of ${numbers.format(need)}`,
    ringText: (have: number, need: number) => `${numbers.format(have)} of ${sheets(need)}`,
    missing: (n: number) =>
      n === 0
        ? 'That is enough.'
        : n === 1
          ? 'One more sheet.'
          : `${capital(spelled(n))} more sheets, in any order.`,
    first: (n: number) =>
      n === 1 ? 'Give the sheet.' : `Give ${spelled(n)} sheets, in any order, each in the way that suits.`,
    ways: 'How to give a sheet',
    camera: 'Use the camera',
    cameraText: 'Hold the square code before it',
    file: 'Choose a picture or PDF…',
    fileText: 'Or drop it on this window',
    clipboard: 'Paste',
    clipboardText: 'A copied picture or words (Ctrl+V)',
    type: 'Type the words',
    typeText: 'The first four letters of each',
    reading: 'Reading…',
    drop: 'Drop the picture or PDF here',
    taken: (sheets: readonly number[]) =>
      sheets.length === 1 ? `Sheet ${sheets[0]} is here.` : `Sheets ${listed(sheets)} are here.`,
    list: 'Sheets given',
    sheet: (n: number) => `Sheet ${n}`,
    doubt: 'does not fit the others',
    takeAway: (n: number) => `Take away sheet ${n}`,
    takeAwayShort: 'Take away',
    tookAway: (n: number) => `Sheet ${n} is taken away.`,
    noFitTitle: 'These sheets do not open the vault together',
    noFit:
      'One of them is not what was printed. Bring one more sheet: then the one that does not fit can be found.',
    doubtful: 'Take away the sheet that does not fit, and bring another.',
  },
  camera: {
    title: 'Camera',
    label: 'What the camera sees',
    starting: 'Starting the camera…',
    hold: 'Hold the sheet so that its square code fills half of the picture, in good light.',
    next: 'Now the next one.',
    none: 'No camera was found on this computer.',
    refused: 'The camera was refused: by the system, or because another program uses it.',
    other: 'Take a picture of the sheet with a phone and choose it here, or type the words.',
    again: 'Try the camera again',
    stop: 'Turn the camera off',
  },
  type: {
    title: 'Type the words of one sheet',
    text: 'Space or Enter goes to the next word. You may also paste all of them at once.',
    word: (n: number) => `Word ${n}`,
    unknown: 'This word is on no sheet.',
    suggestions: 'Words that begin so',
    count: (n: number, of: number) => `${numbers.format(n)} of ${numbers.format(of)} words`,
    submit: 'Give this sheet',
    clear: 'Clear all',
    use: (n: number, word: string) => `Use “${word}” as word ${n}`,
    swap: (a: number, b: number) => `Swap words ${a} and ${b}`,
    filled: (n: number) => `${count(n, 'word', 'words')} filled in.`,
  },

  recover: {
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
    back: 'Back to the sheets',
    stopTitle: 'Stop here?',
    stopText:
      'The sheets that were given are forgotten. Nothing was changed: the vault is as it was, and the sheets stay valid.',
    stopYes: 'Stop',
    stopNo: 'Go on',
  },
  restored: {
    title: 'The vault is open again',
    text: 'Your new passphrase opens it from now on.',
    fresh: 'Make a fresh set of sheets',
    freshText:
      'Some holders now know that they took part, and their sheets were together in one place. A new set puts that right. Until then the old sheets stay valid.',
    later: 'Later: remind me',
    remind: 'Remind me to rehearse',
    finish: 'Go to the vault',
  },
};

function meaning(shares: number, threshold: number): string[] {
  const spare = shares - threshold;
  const lost =
    shares === 1
      ? 'If this one sheet is lost, it cannot help any more.'
      : spare === 0
        ? 'None may be lost: all of them are needed.'
        : `${capital(spelled(spare))} may be lost.`;
  if (threshold === 1) return [lost, 'Whoever finds it can open the vault, if they have the file too.'];
  const few = threshold - 1;
  const safe =
    few === 1
      ? 'Any one holder alone learns nothing.'
      : `Any ${spelled(few)} holders together learn nothing.`;
  return [lost, safe];
}

function places(shares: number): string {
  if (shares === 1) return 'Keep it as you would keep a key to the house: a safe, or a bank.';
  if (shares <= 3)
    return `Think of ${spelled(shares)} places apart: one at home, the others with people you trust.`;
  return `Think of ${spelled(shares)} people and places that one fire, one theft or one quarrel does not reach together.`;
}
