import { count, list, number } from '../format.ts';
import { capital, sheets, spelled } from '../numbers.ts';

/** What is said while sheets are given: by any way, by the camera, by typing. */
export const giveWords = {
  ring: 'Sheets',
  of: (have: number, need: number) => `${number(have)} of ${number(need)}`,
  ringText: (have: number, need: number) => `${number(have)} of ${sheets(need)}`,
  missing: (n: number) =>
    n === 0
      ? 'That is enough.'
      : n === 1
        ? 'One more sheet.'
        : `${capital(spelled(n))} more sheets, in any order.`,
  first: (n: number) =>
    n === 1 ? 'Give the sheet.' : `Give ${spelled(n)} sheets, in any order and in any way.`,
  ways: 'How to give a sheet',
  camera: 'Use the camera',
  cameraText: 'Show it the square code',
  file: 'Choose a picture or PDF…',
  fileText: 'Or drop it on this window',
  clipboard: 'Paste',
  clipboardText: 'A copied picture or words (Ctrl+V)',
  type: 'Type the words',
  typeText: 'The first four letters of each',
  reading: 'Reading…',
  drop: 'Drop the picture or PDF here',
  noCamera: 'Photograph the sheet with a phone and choose the picture here, or type the words.',
  taken: (sheets: readonly number[]) =>
    sheets.length === 1 ? `Sheet ${sheets[0]} is here.` : `Sheets ${list(sheets)} are here.`,
  list: 'Sheets given',
  sheet: (n: number) => `Sheet ${n}`,
  doubt: 'does not fit the others',
  takeAway: (n: number) => `Take away sheet ${n}`,
  takeAwayShort: 'Take away',
  tookAway: (n: number) => `Sheet ${n} is taken away.`,
  noFitTitle: 'These sheets do not open the vault together',
  noFit: 'One of them is not what was printed. Bring one more sheet: then Holdfast can find it.',
  doubtful: 'Take away the sheet that does not fit, and bring another.',
};

export const typeWords = {
  title: 'Type the words of one sheet',
  text: 'Space or Enter goes to the next word. You may also paste all of them at once.',
  word: (n: number) => `Word ${n}`,
  unknown: 'This word is on no sheet.',
  suggestions: 'Words that begin like this',
  count: (n: number, of: number) => `${number(n)} of ${number(of)} words`,
  submit: 'Give this sheet',
  clear: 'Clear all',
  use: (n: number, word: string) => `Use “${word}” as word ${n}`,
  swap: (a: number, b: number) => `Swap words ${a} and ${b}`,
  filled: (n: number) => `${count(n, 'word', 'words')} filled in.`,
};
