import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNames } from './natural.ts';

const sorted = (...names: string[]) => names.toSorted(compareNames);

test('numbers count as numbers, and case and accents only where nothing else differs', () => {
  expect(sorted('server 10', 'server 2', 'Server 1')).toEqual(['Server 1', 'server 2', 'server 10']);
  expect(sorted('Zebra', 'apple', 'Éclair', 'eclipse', 'Apple')).toEqual([
    'apple',
    'Apple',
    'Éclair',
    'eclipse',
    'Zebra',
  ]);
  expect(sorted('v1.10', 'v1.9', 'v1.2')).toEqual(['v1.2', 'v1.9', 'v1.10']);
});

test('is an order: only equal texts are equal, and it does not depend on the sequence', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'A', 'á', '1', '0', ' ', '-', '\u200d', '開') });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      expect(names.toReversed().sort(compareNames)).toEqual(names.toSorted(compareNames));
      for (const a of names) for (const b of names) expect(compareNames(a, b) === 0).toBe(a === b);
    }),
  );
});
