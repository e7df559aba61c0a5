import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeliestWord, mistakes, tokensOf, wordAt, wordIndex } from '../../shared/sheets/words.ts';
import { slip39Words } from '../../shared/slip39-words.ts';

const someWord = fc.constantFrom(...slip39Words);

describe('the list of words', () => {
  it("is the library's", async () => {
    // @ts-expect-error a part of the library that has no types
    const { default: helper } = await import('slip39/src/slip39_helper.js');
    expect(slip39Words).toEqual(helper.WORD_LIST);
    expect(slip39Words).toHaveLength(1024);
  });

  it('has words of four to eight letters that differ in the first four', () => {
    expect(new Set(slip39Words.map((word) => word.slice(0, 4))).size).toBe(1024);
    for (const word of slip39Words) expect(word).toMatch(/^[a-z]{4,8}$/);
  });
});

describe('words as people write them', () => {
  it.each([
    ['academic acid acne', 'plain'],
    ['  ACADEMIC\tAcid\r\n\n acne ', 'case and spaces'],
    ['academic, acid;acne.', 'commas'],
    ['1. academic 2) acid 3 acne', 'numbers'],
    ['1.academic 2.acid 3acne', 'numbers without a space'],
    ['\u{FEFF}aca\u00addemic ac\u200bid\u2003acne', 'characters that nobody sees'],
    ['\u{1d41a}cademic ａｃｉｄ acne', 'letters of another width'],
  ])('%s: %s', (text) => expect(tokensOf(text)).toEqual(['academic', 'acid', 'acne']));

  it('are known whole or from their fourth letter on', () => {
    for (const [index, word] of slip39Words.entries()) {
      for (let length = 4; length <= word.length; length++)
        expect(wordIndex(word.slice(0, length))).toBe(index);
      expect(wordAt(index)).toBe(word);
    }
    for (const unknown of ['aca', 'academix', 'academics', 'xxxx', '', 'constructor', '__proto__'])
      expect(wordIndex(unknown)).toBeUndefined();
  });
});

describe('the likeliest word', () => {
  it.each([
    ['acadmic', 'academic'],
    ['acaedmic', 'academic'],
    ['vitamin', 'vitamins'],
    ['zebra', undefined],
    // As near to "exact" as to "fact".
    ['xact', undefined],
    ['qqqqqqqq', undefined],
  ])('of %s is %s', (typed, word) => expect(likeliestWord(typed)).toBe(word));

  it('counts slips as the optimal string alignment does', () => {
    expect(mistakes('', 'abc')).toBe(3);
    expect(mistakes('abcd', 'abdc')).toBe(1);
    expect(mistakes('kitten', 'sitting')).toBe(3);
    fc.assert(
      fc.property(someWord, someWord, (a, b) => {
        expect(mistakes(a, b)).toBe(mistakes(b, a));
        expect(mistakes(a, b) === 0).toBe(a === b);
        expect(mistakes(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
