import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNames } from './natural.ts';
import { compareSortables, inOrderOfNames, sortable } from './sort-key.ts';

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

test('paths stand by the names of their levels, each folder in one piece', () => {
  const ordered = ['a', 'a 2', 'a 10', 'a 10/x 9', 'a 10/x 10', 'A 10/x 1', 'b/2/z', 'b/10', 'b/10/a'];
  expect(inOrderOfNames(ordered.toReversed(), (path) => path)).toEqual(ordered);
  const part = fc.constantFrom('a', 'A', 'a 2', 'a 10', 'é', 'e');
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 30 }), (paths) => {
      const folders = inOrderOfNames(paths, (one) => one).map((one) => one.split('/').slice(0, -1));
      for (const level of [1, 2]) {
        const at = folders.map((names) => (names.length < level ? '' : names.slice(0, level).join('/')));
        const runs = at.filter((one, i) => one !== '' && one !== at[i - 1]);
        expect(new Set(runs).size).toBe(runs.length);
      }
    }),
  );
});

test('100,000 paths are in order in time', () => {
  const paths = Array.from(
    { length: 100_000 },
    (_, n) => `f${n % 97}/g${n % 11}/Entry ${(n * 7919) % 100_000}`,
  );
  const began = performance.now();
  expect(inOrderOfNames(paths, (one) => one)[0]).toBe('f0/g0/Entry 0');
  expect(performance.now() - began).toBeLessThan(15_000);
}, 60_000);
