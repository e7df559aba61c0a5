import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeSheetText, parseSheetText } from '../../shared/sheets/sheet-text.ts';

const rounds = process.env['HOLDFAST_LONG'] === '1' ? 100_000 : 1_000;
const word = fc.stringMatching(/^[a-z]{4,8}$/);
const sheet = fc.record({
  vault: fc.stringMatching(/^[0-9a-f]{32}$/),
  set: fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
  words: fc.array(word, { minLength: 1, maxLength: 40 }),
});

test('what is encoded is read back, in either case and through any white space', () => {
  const spaced = fc.constantFrom(' ', '\n', '\t', '  ', '\r\n');
  fc.assert(
    fc.property(sheet, spaced, fc.boolean(), ({ vault, set, words }, space, isLower) => {
      const text = encodeSheetText({ vault, set, words }).replaceAll(' ', space);
      const read = parseSheetText(` ${isLower ? text.toLowerCase() : text}\n`);
      expect(read).toEqual({ vault: vault.slice(0, 8), set, words });
    }),
  );
});

test('the text needs no more than the alphanumeric mode, and nothing in it looks like a link', () => {
  fc.assert(
    fc.property(sheet, (one) => {
      expect(encodeSheetText(one)).toMatch(/^HOLDFAST 1 [0-9A-Z ]+$/);
    }),
  );
});

test('words alone are read, also as people copy them from the grid', () => {
  const words = ['academic', 'acid', 'acne'];
  for (const text of ['academic acid acne', '1. Academic\n2. Acid\n3. Acne', '1 ACADEMIC, 2 ACID, 3) ACNE;'])
    expect(parseSheetText(text)).toEqual({ words });
});

test('ids are read as they are printed, with a dash', () => {
  const text = 'holdfast 1 3f2a-90bc 7kq2-m9xt academic';
  expect(parseSheetText(text)).toEqual({ vault: '3f2a90bc', set: '7KQ2M9XT', words: ['academic'] });
});

test('a header is one at the beginning alone', () => {
  const words = ['academic', 'holdfast', '3f2a90bc', '7kq2m9xt', 'acid'];
  expect(parseSheetText('academic HOLDFAST 1 3F2A90BC 7KQ2M9XT acid')).toEqual({ words });
});

test('a word in no list is a word still: another says so', () => {
  expect(parseSheetText('acadêmic acid2 o’clock')).toBeUndefined();
  expect(parseSheetText('acadêmic acid2')).toEqual({ words: ['acadêmic', 'acid2'] });
});

test.each([
  'https://example.org/',
  'HOLDFAST 2 3F2A90BC 7KQ2M9XT ACADEMIC',
  'HOLDFAST 1 3F2A90BC ACADEMIC',
  'HOLDFAST 1 3F2A90BG 7KQ2M9XT ACADEMIC',
  'HOLDFAST 1 3F2A90BC 7KQ2M9XTA ACADEMIC',
  'WIFI:T:WPA;S:name;P:pass;;',
  'a@b.c',
  'academic '.repeat(2_000),
])('%s is not a sheet', (text) => {
  expect(parseSheetText(text)).toBeUndefined();
});

test('nothing in a text makes the parser throw', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom('HOLDFAST 1 ', '3F2A90BC ', '7KQ2M9XT ', 'acid ', '\0', ':', '.', ' '),
      maxLength: 60,
    }),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      for (const one of parseSheetText(text)?.words ?? []) expect(one).toMatch(/^[^\s:]+$/);
    }),
    { numRuns: rounds },
  );
});
