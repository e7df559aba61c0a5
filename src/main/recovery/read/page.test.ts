import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { slip39Words } from '../../../shared/slip39-words.ts';
import { languageNames } from '../../../shared/words/languages.ts';
import { sheetWords } from '../../../shared/words/sheet.ts';
import { processorTime } from '../../store/testing/processor-time.ts';
import { sheetsHtml } from '../sheet.ts';
import { splitSlip39 } from '../testing/slip39-spec.ts';
import { isPage, sheetsOfPage, wordsOfHtml } from './page.ts';

const size = { identifier: 0x1234, threshold: 2, shares: 3 };
const sheets = splitSlip39(new Uint8Array(32).fill(7), size, (bytes) => new Uint8Array(bytes).fill(9));
const facts = {
  vaultName: 'a <b>',
  vault: '3f2a90bc0011223344556677',
  set: '7KQ2M9XT',
  created: 0,
  shares: 3,
  threshold: 2,
  holder: 'Zoë & Söhne',
};
const page = sheetsHtml(
  sheets.map((words, index) => ({ ...facts, sheet: index + 1, words })),
  { paper: 'a4', words: await sheetWords('en') },
);
const texts = sheets.map((words) => words.join(' '));
const read = (html: string) => sheetsOfPage(Buffer.from(html));

test('every sheet of our own page is found, however it was saved', () => {
  expect(read(page)).toEqual(texts);
  expect(read(`\ufeff\n<!-- saved -->${page.toUpperCase()}`)).toEqual(texts);
  expect(read(page.replaceAll('> ', '>&nbsp;'))).toEqual(texts);
  expect(isPage(Buffer.from(`\ufeff \n${page}`))).toBe(true);
});

test.each(languageNames)('a page in %s is read as one in any other', async (language) => {
  const words = await sheetWords(language);
  const printed = sheets.map((share, index) => ({ ...facts, sheet: index + 1, words: share }));
  for (const paper of ['a4', 'letter'] as const)
    expect(read(sheetsHtml(printed, { paper, words }))).toEqual(texts);
  for (const shares of [1, 3]) {
    const all = printed.map((sheet) => ({ ...sheet, shares, threshold: shares }));
    expect(read(sheetsHtml(all, { paper: 'a4', words }))).toEqual(texts);
  }
});

test('a page from before sheets had languages is read', () => {
  const file = join(import.meta.dirname, 'testing/sheet-of-may-2026.html');
  expect(sheetsOfPage(readFileSync(file))).toEqual([texts[1]]);
});

test('what is a style, a script, a comment or a tag is no word', () => {
  const html = 'a<style>b > c</style><SCRIPT type="x">d</b></Script ><!-- e > f --><i title="g">h</i>';
  expect(wordsOfHtml(html).trim().split(/\s+/)).toEqual(['a', 'h']);
  expect(read(`<script>${texts[0]}</script>`)).toEqual([]);
  for (const open of ['<style>', '<script ', '<!--', '<p title="'])
    expect(wordsOfHtml(`a ${open} b`).trim()).toBe('a');
});

test('words of which one is missing or another are no sheet', () => {
  const words = sheets[0] ?? [];
  expect(read(`<p>${words.slice(1).join(' ')}`)).toEqual([]);
  expect(read(`<p>${[...words.slice(0, 32), 'academic'].join(' ')}`)).toEqual([]);
  expect(read(`<p>${words.slice(0, 20).join(' ')} between ${words.slice(20).join(' ')}`)).toEqual([]);
});

test('bytes that are no text are refused', () => {
  expect(() => sheetsOfPage(Buffer.from('<p>\xff\xfe', 'latin1'))).toThrow();
  try {
    sheetsOfPage(Buffer.from('<p>\xff', 'latin1'));
  } catch (error) {
    expect(failureOf(error)).toEqual({ code: 'picture-refused', reason: 'unknown-format' });
  }
});

// A scan that goes back takes a minute for each of these.
test.each([
  ['tags that do not end', '<'.repeat(2_000_000)],
  ['styles that do not end', '<style>'.repeat(300_000)],
  ['scripts and styles that end each other', '<script></style>'.repeat(150_000)],
  ['comments that do not end', '<!--'.repeat(500_000)],
  ['words of the list alone', `<p>${slip39Words.join(' ').repeat(150)}`],
  ['numbers before words', `<p>${'1 '.repeat(500_000)}`],
])('%s: two megabytes take seconds at most', { timeout: 60_000 }, async (_, html) => {
  expect(await processorTime(() => expect(read(html)).toEqual([]))).toBeLessThan(10_000);
});
