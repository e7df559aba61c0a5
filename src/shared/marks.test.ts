import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marked } from './marks.ts';

const shown = (text: string, query: string) =>
  marked(text, query)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join('');

test('every word of the query is marked, without regard to case and accents', () => {
  expect(shown('Work mail', 'MAIL wo')).toBe('[Wo]rk [mail]');
  expect(shown('Büro Café', 'buro cafe')).toBe('[Büro] [Café]');
  expect(shown('banana', 'ana')).toBe('b[anana]');
  expect(shown('\ufb01le', 'il')).toBe('[\ufb01l]e');
});

test('where a word is not there, one that is it but for a slip', () => {
  expect(shown('Work GitHub', 'gihtub')).toBe('Work [GitHub]');
  expect(shown('Work GitHub', 'gti')).toBe('Work GitHub');
  expect(shown('Müller & Söhne', 'mulelr')).toBe('[Müller] & Söhne');
});

test('operators mark nothing, nor does what is not there', () => {
  expect(shown('tag in type', '#tag in:in type:type has:tag tag:tag')).toBe('tag in type');
  expect(shown('mail', 'x')).toBe('mail');
  expect(marked('', 'x')).toEqual([]);
});

test('the pieces are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, query) => {
      expect(
        marked(text, query)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
