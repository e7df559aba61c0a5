import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNames } from '../../shared/natural.ts';
import { comparePaths, folderOf, titleOf } from '../../shared/path.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import { Catalog } from './catalog.ts';

interface Given {
  readonly path: string;
  readonly created: number;
  readonly updated: number;
}

const info = ({ path, created, updated }: Given): SecretInfo => ({
  ...{ path, created, updated, current: 1, oldest: 1, newest: 1, maxVersions: 10, casRequired: false },
  ...{ versions: [{ version: 1, created }], tags: [], custom: [], fields: [] },
});

const word = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '2', '10', '-'), minLength: 1, maxLength: 4 });
const given = fc.record({
  path: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('/').normalize('NFC')),
  created: fc.nat(3),
  updated: fc.nat(3),
});
const some = fc.uniqueArray(given, { selector: ({ path }) => path, maxLength: 30 });

/** The order by the plain reading of the rules. */
const plain = {
  title: (a: Given, b: Given) => compareNames(titleOf(a.path), titleOf(b.path)),
  updated: (a: Given, b: Given) => b.updated - a.updated,
  created: (a: Given, b: Given) => b.created - a.created,
  folder: (a: Given, b: Given) =>
    compareNames(folderOf(a.path), folderOf(b.path)) || compareNames(titleOf(a.path), titleOf(b.path)),
};
const sort = fc.constantFrom('title', 'updated', 'created', 'folder') as fc.Arbitrary<keyof typeof plain>;

function expected(all: readonly Given[], folder: string, by: keyof typeof plain): string[] {
  return all
    .filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
    .toSorted((a, b) => plain[by](a, b) || comparePaths(a.path, b.path))
    .map(({ path }) => path);
}

function listed(catalog: Catalog, folder: string, by: keyof typeof plain): string[] {
  const { total, rows } = catalog.browse({
    folder,
    query: '',
    deleted: false,
    sort: by,
    offset: 0,
    limit: 99,
  });
  expect(total).toBe(rows.length);
  for (const [at, { path }] of rows.entries())
    expect(catalog.indexOf(path, { folder, deleted: false, sort: by })).toBe(at);
  expect(catalog.indexOf('nowhere', { folder, deleted: false, sort: by })).toBeUndefined();
  return rows.map(({ path }) => path);
}

test('every order is that of the rules, before and after changes, also those that come while it sorts', async () => {
  await fc.assert(
    fc.asyncProperty(some, some, sort, fc.constantFrom('', 'a'), async (first, changed, by, folder) => {
      const catalog = new Catalog(first.map(info));
      const now = new Map(first.map((one) => [one.path, one]));
      const change = (one: Given, i: number) => {
        const gone = i % 3 === 0 && now.has(one.path);
        catalog.replace(one.path, gone ? undefined : info(one));
        if (gone) now.delete(one.path);
        else now.set(one.path, one);
      };
      const half = Math.floor(changed.length / 2);
      const early = changed.slice(0, half);
      const list = { folder, deleted: false, sort: by };
      await catalog.arrange(list, async () => early.splice(0).forEach(change));
      expect(listed(catalog, folder, by)).toEqual(expected([...now.values()], folder, by));
      changed.slice(half).forEach(change);
      expect(listed(catalog, folder, by)).toEqual(expected([...now.values()], folder, by));
    }),
    { numRuns: 200 },
  );
});

test('a long list is sorted in slices, and stays whole where it changes meanwhile', async () => {
  const many = Array.from({ length: 5_000 }, (_, i) => ({
    path: `f${i % 7}/server ${(i * 7_919) % 5_000}`,
    ...{ created: i, updated: (i * 31) % 977 },
  }));
  const catalog = new Catalog(many.map(info));
  let pauses = 0;
  await catalog.arrange({ folder: '', deleted: false, sort: 'title' }, async () => {
    if (++pauses === 5) catalog.replace('f0/server 0', undefined);
    if (pauses === 6)
      catalog.replace('zz/server 12b', info({ path: 'zz/server 12b', created: 0, updated: 0 }));
  });
  expect(pauses).toBeGreaterThan(10);
  const all = catalog.browse({
    folder: '',
    query: '',
    deleted: false,
    sort: 'title',
    offset: 0,
    limit: 9_999,
  });
  const now = [
    ...many.filter(({ path }) => path !== 'f0/server 0'),
    { path: 'zz/server 12b', created: 0, updated: 0 },
  ];
  expect(all.rows.map(({ path }) => path)).toEqual(expected(now, '', 'title'));
});

test('more folders than are kept are still in order', () => {
  const all = Array.from({ length: 40 }, (_, i) => ({ path: `f${i % 10}/n${i}`, created: i, updated: -i }));
  const catalog = new Catalog(all.map(info));
  for (const round of [1, 2])
    for (let f = 0; f < 10; f++)
      expect(listed(catalog, `f${f}`, 'title'), `${round}`).toEqual(expected(all, `f${f}`, 'title'));
});

test('folders are in the order of their names, whatever their case', () => {
  const paths = ['b/x', 'A/x', 'C/x', 'a 10/x', 'a 9/x'];
  const catalog = new Catalog(paths.map((path) => info({ path, created: 0, updated: 0 })));
  expect(catalog.folders('').map(({ name }) => name)).toEqual(['A', 'a 9', 'a 10', 'b', 'C']);
});
