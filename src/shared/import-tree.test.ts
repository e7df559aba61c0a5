import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedEntry } from './import-plan.ts';
import { chosenFor, countsOf, inTreeOrder, rowsOf } from './import-tree.ts';

const entry = (n: number, path: string, more: Partial<PlannedEntry> = {}): PlannedEntry => ({
  ...{ n, place: path, path, standing: 'new', choice: 'both', fields: [], versions: 1 },
  ...more,
});
const drawn = (entries: readonly PlannedEntry[], looked: Parameters<typeof rowsOf>[1] = {}) =>
  rowsOf(inTreeOrder(entries), looked).map(
    ({ title, depth, folder }) =>
      '  '.repeat(depth) + title + (folder ? `/ ${folder.entries}${folder.closed ? ' closed' : ''}` : ''),
  );

const some = [
  entry(0, 'a/b/x'),
  entry(1, 'a/y', { standing: 'same', choice: 'skip' }),
  entry(2, 'z', { standing: 'changed', choice: 'both', notes: [{ place: 'z', reason: 'unfit' }] }),
  entry(3, 'a/b', { standing: 'changed', choice: 'version' }),
];

test('a tree has each folder once, with all that lies below it', () => {
  expect(drawn(some)).toEqual(['a/ 3', '  b', '  b/ 1', '    x', '  y', 'z']);
  expect(drawn(some, { closed: new Set(['a/b']) })).toEqual(['a/ 3', '  b', '  b/ 1 closed', '  y', 'z']);
  expect(drawn(some, { closed: new Set(['a']) })).toEqual(['a/ 3 closed', 'z']);
  expect(drawn(some, { show: 'same' })).toEqual(['a/ 1', '  y']);
  expect(drawn(some, { show: 'told' })).toEqual(['z']);
});

test('what is wanted for a class or one entry is what is counted', () => {
  expect(countsOf(some, {})).toEqual({ new: 1, changed: 2, same: 1, told: 1, comes: 3 });
  expect(countsOf(some, { changed: 'skip' }).comes).toBe(1);
  expect(countsOf(some, { same: 'both', each: [[0, 'skip']] }).comes).toBe(3);
  const choices = some.map((one) => chosenFor(one, { changed: 'both' }, new Map([[1, 'both']])));
  expect(choices).toEqual(['both', 'both', 'both', 'both']);
});

test('whatever the paths are, every entry has one row, below its folders', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'a b', 'é');
  fc.assert(
    fc.property(fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 30 }), (paths) => {
      const entries = paths.map((names, n) => entry(n, names.join('/')));
      const rows = rowsOf(inTreeOrder(entries));
      expect(
        rows
          .filter((row) => row.entry)
          .map(({ path }) => path)
          .sort(),
      ).toEqual(entries.map(({ path }) => path).sort());
      const folders = rows.filter((row) => row.folder).map(({ path }) => path);
      expect(new Set(folders).size).toBe(folders.length);
      for (const { path, folder } of rows)
        if (folder)
          expect(folder.entries).toBe(entries.filter((one) => one.path.startsWith(`${path}/`)).length);
    }),
  );
});

test('100,000 entries are a tree in time', () => {
  const entries = Array.from({ length: 100_000 }, (_, n) => entry(n, `f${n % 97}/g${n % 11}/e${n}`));
  const began = performance.now();
  expect(rowsOf(inTreeOrder(entries))).toHaveLength(100_000 + 97 + 97 * 11);
  expect(performance.now() - began).toBeLessThan(30_000);
}, 60_000);
