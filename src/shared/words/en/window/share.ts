import { text } from '../../failure-text.ts';
import { format } from '../format.ts';

const { date } = format;

/** Why one sheet is not taken. */
export const share = {
  sheet: (sheet: number | undefined) => (sheet === undefined ? 'This sheet' : `Sheet ${sheet}`),
  empty: text('There are no words here yet.', 'Type the words of one sheet, or show its code.'),
  otherList: text(
    'Most of these words are on no sheet of Holdfast.',
    'They may be from something else, such as a wallet. Look for a page that says “Holdfast”.',
  ),
  unknown: (places: readonly number[]) =>
    `No sheet has the ${places.length === 1 ? 'word' : 'words'} at number ${places.join(', ')}.`,
  unknownNext: 'Compare with the paper: the first four letters are enough.',
  'too-few-words': text(
    'Some words are missing.',
    'A sheet has 33 words. Compare with the numbers on the paper.',
  ),
  'too-many-words': text('These are more words than one sheet has.', 'Give one sheet at a time: 33 words.'),
  checksum: text(
    'Some words are not as they are on the sheet.',
    'Read them once more, one by one, and compare.',
  ),
  oneWrong: text('One word is not as it is on the sheet.', 'Compare it with the paper.'),
  swapped: (one: number, other: number) =>
    text('Two words have changed places.', `Look at words ${one} and ${other} again.`),
  suggestion: (place: number | undefined, word: string) =>
    `Look at word ${place} again: may it be “${word}”?`,
  'other-vault': (sheet: string) =>
    text(
      `${sheet} belongs to another vault.`,
      'Look at the vault number on the paper, and bring a sheet of this one.',
    ),
  'retired-set': (sheet: string, set: string, ended: number | undefined) =>
    text(
      `${sheet} is from ${set}, which was replaced${on(ended)}.`,
      'It opens nothing any more. Look for a newer sheet.',
    ),
  'ended-set': (sheet: string, set: string, ended: number | undefined) =>
    text(
      `${sheet} is from ${set}, which ended${on(ended)}.`,
      'No sheet opens this vault now. A backup from before that day may still open.',
    ),
  'pending-set': (sheet: string, set: string) =>
    text(
      `${sheet} is from ${set}, which was never activated.`,
      'It opens nothing, for not every sheet of it was read back. Look for a sheet from before.',
    ),
  'other-set': (sheet: string, isOurs: boolean, wanted: string | undefined) =>
    text(
      isOurs
        ? `${sheet} is from another set of this vault.`
        : `${sheet} is from another set, or from another vault.`,
      wanted === undefined ? 'Compare the set on the paper.' : `Look for a page that says “Set ${wanted}”.`,
    ),
  'same-sheet': (sheet: string) => text(`${sheet} is here already.`, 'Bring another one.'),
  contradicts: (sheet: string) =>
    text(
      `${sheet} is here already, with other words.`,
      'One of the two is not what was printed. Take one of them away and try both.',
    ),
  'not-genuine': (sheet: string) =>
    text(`${sheet} does not fit the others.`, 'Its words are not what was printed. Bring another sheet.'),
  foreign: text('These words come from another program.', 'Bring a sheet that Holdfast printed.'),
  set: (set: string | undefined, created: number | undefined) =>
    set === undefined ? 'an older set' : `set ${set}${created === undefined ? '' : ` of ${date(created)}`}`,
};

function on(time: number | undefined): string {
  return time === undefined ? '' : ` on ${date(time)}`;
}
