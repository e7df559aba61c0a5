import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNames } from './natural.ts';
import { compareSortables, sortable } from './sort-key.ts';

const runs = process.env['HOLDFAST_LONG'] === '1' ? 200_000 : 3_000;
const letters = [
  ...'aAbBzZ019 -_.,:;/@#$%&()[]{}<>|~^`\'"!?*+=\\éÉüßøñÅ',
  '12',
  '007',
  '000',
  '\u0301',
  '開',
  'ك',
  '\u{1f511}',
  '\t',
];
const name = fc.oneof(
  fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);

test('keys say what the collator says, whatever the names', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(Math.sign(compareSortables(sortable(a), sortable(b)))).toBe(Math.sign(compareNames(a, b)));
    }),
    { numRuns: runs },
  );
});

test('most names have a key, and numbers stand by their size, however long', () => {
  for (const one of ['GitHub', 'server 12', 'Büro', 'a/b-c_d', '']) expect(sortable(one).key).toBeDefined();
  expect(sortable('開発').key).toBeUndefined();
  expect(sortable(`1${'0'.repeat(300)}`).key).toBeUndefined();
  const names = ['v10', 'v9', 'v09', 'V9', 'v', `v1${'0'.repeat(199)}`, `v1${'0'.repeat(250)}`];
  const by = (compare: (a: string, b: string) => number) => names.toSorted(compare);
  expect(by((a, b) => compareSortables(sortable(a), sortable(b)))).toEqual(by(compareNames));
});
