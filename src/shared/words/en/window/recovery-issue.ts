import type { SetSize } from '../../../recovery.ts';
import { count, list, number } from '../format.ts';
import { capital, sheets, spelled } from '../numbers.ts';

/** What the wizard says that makes a set. */
export const issueWords = {
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  safeOld: 'You can stop at any time. Until the end, your old sheets stay valid.',
  safeFirst: 'You can stop at any time. Until the end, nothing about your vault changes.',
  size: {
    title: 'How many sheets?',
    text: 'With more sheets, more may be lost. If more are needed to open the vault, it is safer from their holders.',
    choices: 'How many sheets',
    preset: ({ shares, threshold }: SetSize) => `${shares} sheets, any ${threshold} open the vault`,
    usual: 'Right for most people.',
    own: 'Another number',
    shares: 'Sheets in all',
    threshold: 'Sheets needed to open',
    faults: {
      'out-of-range': 'Choose numbers from 1 to 16.',
      'threshold-too-high': 'You cannot need more sheets than there are.',
      copies:
        'If one sheet opens the vault, more would be copies of it. Make one sheet, or need at least two.',
    },
    meaning: ({ shares, threshold }: SetSize) => meaning(shares, threshold),
    places: ({ shares }: SetSize) => places(shares),
  },
  names: {
    title: 'Who will hold them?',
    text: 'A name or a place is printed on each sheet and kept in the vault, so that you know whom to ask. If you leave one empty, the sheet has a line to write on.',
    holder: (n: number) => `Sheet ${n}`,
    beside: 'More on each sheet',
    besideHelp: 'Helps whoever finds a sheet, or needs it after you. Any may stay empty.',
    lines: {
      owner: 'Whose it is, and how to reach them',
      backups: 'Where the backups lie',
      program: 'Where Holdfast is found',
    },
    linesFor: {
      owner: 'Name, phone or email',
      backups: 'The drive at the bank',
      program: 'The address of its web page',
    },
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
    text: 'Whoever has enough sheets can open this vault. So Holdfast asks for the passphrase first.',
    passphrase: 'Passphrase',
    submit: 'Make the sheets',
    wrong: 'No sheets were made.',
  },
  making: {
    title: 'Making the sheets…',
    text: 'Holdfast draws each sheet, blurs it like a poor printer, and reads it back.',
    working: 'Making and reading back',
    starting: 'Checking the passphrase',
    progress: (done: number, total: number) => `${done} of ${sheets(total)}`,
  },
  hand: {
    title: 'Put them on paper',
    text: 'Print them, or copy them by hand. Do it now: once the vault locks, Holdfast no longer has these sheets.',
    printAll: (n: number) => (n === 1 ? 'Print the sheet…' : `Print all ${number(n)} sheets…`),
    savePdf: 'Save as PDF…',
    pdfTitle: 'Save as PDF',
    pdfText:
      'A PDF is as good as the sheet: a backup, a cloud folder or a thief may copy it, and deleting does not always remove all of it. Save it only to take it to a printer, then delete it. Paper is safer.',
    together: 'All in one file',
    each: 'One file for each holder',
    oneByOne: 'One by one',
    print: (n: number) => `Print sheet ${n}`,
    printShort: 'Print…',
    show: (n: number) => `Show sheet ${n}`,
    showShort: 'Show',
    sent: 'Sent to the printer. Check that every page came out complete.',
    notPrinted: 'Nothing was printed.',
    saved: (files: readonly string[], folder: string) =>
      `Saved ${files.length === 1 ? (files[0] ?? '') : count(files.length, 'file', 'files')} in ${folder}. Delete ${files.length === 1 ? 'it' : 'them'} once printed.`,
    next: 'I have them on paper',
    goneTitle: 'The new set can no longer be printed',
    gone: 'Sheets can be printed or shown only until the vault locks. If one is missing, forget this set and make a new one.',
  },
  sheet: {
    title: (n: number) => `Sheet ${n}`,
    text: 'Let nobody see this.',
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
    text: 'Use the paper, not the screen. This finds a page that did not come out while you can still print it again.',
    list: 'Sheets',
    read: 'read back',
    open: 'not yet',
    three: (n: number) => `Type three words of sheet ${n}`,
    threeShort: 'Type three words',
    askTitle: (n: number) => `Three words of sheet ${n}`,
    askText: 'Type the words at these numbers on the paper. The first four letters are enough.',
    word: (n: number) => `Word ${n}`,
    check: 'Check',
    wrong: (n: number) => `This is not what sheet ${n} says.`,
    wrongNext: (at: readonly number[]) =>
      `Compare ${at.length === 1 ? 'word' : 'words'} ${list(at)} with the paper. If you typed what it says, print this sheet again.`,
    taken: (n: number) => `Sheet ${n} reads well.`,
    later:
      'The vault was locked since these sheets were made, so you cannot print them again and must give whole sheets. If one is missing, forget this set and make a new one.',
    toPaper: 'Back to printing',
  },
  activate: {
    title: 'Every sheet reads well',
    textOld: 'One step is left. Then these sheets are valid, and the old ones no longer open this vault.',
    textFirst: 'One step is left. Then these sheets can open this vault.',
    submit: 'Activate these sheets',
    working: 'Saving…',
  },
  done: {
    title: 'Your recovery sheets are valid',
    give: 'Give each sheet to its holder. Never keep two in one place.',
    tell: 'Tell each holder: one sheet opens nothing. They give it only to you, or to somebody you name.',
    backup: 'Keep a backup of the vault file in another place. The sheets open it; they do not replace it.',
    pdf: 'If you saved a PDF, delete it now and empty the bin.',
    old: 'Destroy the old sheets. They still open old backups.',
    todo: 'What to do now',
    remind: 'Remind me to check that they are all still there',
    finish: 'Done',
  },
  leave: {
    title: 'Leave before the new sheets are active?',
    textOld:
      'Your old sheets stay valid. The new ones open nothing yet. Continue later on the recovery page, or destroy what was printed.',
    textFirst:
      'The new sheets open nothing yet. Continue later on the recovery page, or destroy what was printed. Your passphrase opens the vault as before.',
    textProven:
      'Every sheet was read back, and one step is left. Until then the new sheets open nothing. You can continue later on the recovery page.',
    yes: 'Leave',
    no: 'Stay here',
  },
  next: 'Next',
};

function meaning(shares: number, threshold: number): string[] {
  const spare = shares - threshold;
  const lost =
    shares === 1
      ? 'If this sheet is lost, nothing replaces it.'
      : spare === 0
        ? 'None may be lost: all are needed.'
        : `${capital(spelled(spare))} may be lost.`;
  if (threshold === 1) return [lost, 'Whoever finds it and has the file can open the vault.'];
  const few = threshold - 1;
  const safe =
    few === 1 ? 'One holder alone learns nothing.' : `Any ${spelled(few)} holders together learn nothing.`;
  return [lost, safe];
}

function places(shares: number): string {
  if (shares === 1) return 'Keep it like a key to your house, or in a safe or a bank.';
  if (shares <= 3)
    return `Think of ${spelled(shares)} separate places: one at home, the others with people you trust.`;
  return `Think of ${spelled(shares)} people and places that one fire, one theft or one quarrel cannot reach together.`;
}
