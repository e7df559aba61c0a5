import type { SetSize } from '../../../recovery.ts';
import { count, list, number } from '../format.ts';
import { capital, sheets, spelled } from '../numbers.ts';

/** What the wizard says that makes a set. */
export const issueWords = {
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
    printAll: (n: number) => (n === 1 ? 'Print the sheet…' : `Print all ${number(n)} sheets…`),
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
      `Compare word ${list(at)} with the paper. If it is there as you typed it, print this sheet again.`,
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
