import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearEnd, unitsOf } from './nearly.ts';

const end = (text: string, word: string, from = 0) =>
  nearEnd(unitsOf(text), from, text.length, unitsOf(word));

test('one letter more, less, another, or two that changed places', () => {
  expect(end('github', 'github')).toBe(6);
  expect(end('github', 'gihub')).toBe(6);
  expect(end('github', 'gitthub')).toBe(6);
  expect(end('github', 'gitxub')).toBe(6);
  expect(end('github', 'gihtub')).toBe(6);
  expect(end('github', 'igthub')).toBe(6);
  expect(end('my github', 'gihtub', 3)).toBe(9);
  expect(end('github', 'gihbut')).toBeUndefined();
  expect(end('gitlab', 'github')).toBeUndefined();
  expect(end('gi', 'github')).toBeUndefined();
});

test('whatever one slip makes of a word is near it, and what two make is found by no luck', () => {
  const letter = fc.constantFrom(...'abcd');
  const word = fc.array(letter, { minLength: 4, maxLength: 8 }).map((letters) => letters.join(''));
  const slip = fc.record({ how: fc.constantFrom('more', 'less', 'other', 'swap'), at: fc.nat(7), letter });
  fc.assert(
    fc.property(word, slip, fc.string(), (text, { how, at: anywhere, letter: put }, after) => {
      const at = anywhere % text.length;
      const typed = {
        more: text.slice(0, at) + put + text.slice(at),
        less: text.slice(0, at) + text.slice(at + 1),
        other: text.slice(0, at) + put + text.slice(at + 1),
        swap: text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2),
      }[how] as string;
      expect(end(text + after, typed)).toBeDefined();
    }),
  );
  fc.assert(
    fc.property(word, word, (text, typed) => {
      const found = end(text, typed);
      if (found === undefined) return;
      expect(distance(text.slice(0, found), typed)).toBeLessThanOrEqual(1);
    }),
  );
});

/** Letters put in, left out, exchanged or swapped, by the plain table. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (table[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swaps ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  return at(a.length, b.length);
}
