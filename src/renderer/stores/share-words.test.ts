import { expect, test } from 'vitest';
import { slip39Words } from '../../shared/slip39-words.ts';
import { fill, isUnknown, sheetWords, wordOf, wordsFrom, wordsIn } from './share-words.ts';

const blank = Array.from({ length: sheetWords }, () => '');
const sheet = slip39Words.slice(100, 100 + sheetWords);

test('four letters of any word are enough, and so is the whole word', () => {
  expect(slip39Words).toHaveLength(1024);
  for (const word of slip39Words) {
    expect(wordOf(word.slice(0, 4))).toBe(word);
    expect(wordOf(word)).toBe(word);
  }
});

test('fewer letters are enough where no other word begins so', () => {
  expect(wordOf('aca')).toBe('academic');
  expect(wordOf('ac')).toBeUndefined();
  expect(wordOf('')).toBeUndefined();
});

test('capitals, blanks and full-width letters do not matter', () => {
  expect(wordOf(' ACADemic ')).toBe('academic');
  expect(wordOf('ａｃａｄ')).toBe('academic');
});

test('offers only words that begin so, and no more than asked for', () => {
  expect(wordsFrom('ac')).toEqual(['academic', 'acid', 'acne', 'acquire', 'acrobat', 'activity']);
  expect(wordsFrom('ac', 2)).toEqual(['academic', 'acid']);
  expect(wordsFrom('zz')).toEqual([]);
  expect(wordsFrom('  ')).toEqual([]);
});

test('a word is unknown when nothing in the list is meant by it, and not while it is empty', () => {
  expect(isUnknown('zebra')).toBe(true);
  expect(isUnknown('acadx')).toBe(true);
  expect(isUnknown('acad')).toBe(false);
  expect(isUnknown(' ')).toBe(false);
});

test.each([
  ['one line', sheet.join(' ')],
  ['numbered lines', sheet.map((word, i) => `${i + 1}. ${word}`).join('\n')],
  ['capitals and commas', sheet.join(', ').toUpperCase()],
  ['four letters each', sheet.map((word) => word.slice(0, 4)).join('\t')],
  ['a title before them', `RECOVERY SHEET\n${sheet.join('  ')}\n`],
])('a whole sheet pasted anywhere fills all words: %s', (_, text) => {
  expect(fill(blank, 7, text)).toEqual(sheet);
});

test('a part of a sheet is filled in from where it was pasted; what was typed elsewhere stays', () => {
  const typed = ['acid', ...blank.slice(1)];
  const filled = fill(typed, 30, 'beam beard beaver bedroom behavior');
  expect(filled.slice(30)).toEqual(['beam', 'beard', 'beaver']);
  expect(filled[0]).toBe('acid');
  expect(filled).toHaveLength(sheetWords);
});

test('a word of no list is kept as it was pasted, to be seen and mended', () => {
  expect(fill(blank, 0, 'beam zebra')[1]).toBe('zebra');
  expect(wordsIn('1) beam; 2) zebra')).toEqual(['beam', 'zebra']);
});
