import { queryObjects } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIn } from '../../shared/facet.ts';
import { HoldfastError } from '../../shared/failure.ts';
import { comparePaths } from '../../shared/path.ts';
import type { IndexedField, SecretInfo, VersionInfo } from '../../shared/secret-schema.ts';
import { Catalog } from './catalog.ts';
import { Lexicon } from './lexicon.ts';

type State = 'live' | 'deleted' | 'destroyed';

function info(path: string, state: State = 'live', fields: IndexedField[] = []): SecretInfo {
  const version: VersionInfo = {
    version: 1,
    created: 1,
    ...(state === 'deleted' ? { deleted: 2 } : {}),
    ...(state === 'destroyed' ? { destroyed: true } : {}),
  };
  return {
    path,
    created: 1,
    updated: 2,
    current: state === 'live' ? 1 : 0,
    oldest: 1,
    newest: 1,
    versions: [version],
    maxVersions: 10,
    casRequired: false,
    tags: ['t'],
    custom: [],
    fields,
  };
}

function list(
  catalog: Catalog,
  { folder = '', query = '', deleted = false, offset = 0, limit = 500 } = {},
): string[] {
  return catalog.browse({ folder, query, deleted, offset, limit }).rows.map((row) => row.path);
}

test('what expires counts as deleted at its time, in list, search, folders and counts, without being told', () => {
  let now = 1_000;
  const ends = (path: string, deleted: number): SecretInfo => ({
    ...info(path, 'live', [{ name: 'user', type: 'text', value: 'ann' }]),
    versions: [{ version: 1, created: 1, deleted }],
  });
  const catalog = new Catalog([ends('f/b', 3_000), info('g/a'), ends('f/a', 2_000)], () => now);
  expect(catalog.nextExpiry).toBe(2_000);
  expect(list(catalog, { query: 'ann' })).toEqual(['f/a', 'f/b']);
  now = 1_999;
  expect(list(catalog)).toEqual(['f/a', 'f/b', 'g/a']);
  now = 2_000;
  expect(list(catalog)).toEqual(['f/b', 'g/a']);
  expect(list(catalog, { query: 'ann' })).toEqual(['f/b']);
  expect(catalog.browse({ folder: '', query: '', deleted: true, offset: 0, limit: 9 })).toMatchObject({
    total: 1,
    rows: [{ path: 'f/a', deleted: true, subtitle: '' }],
  });
  expect(catalog.nextExpiry).toBe(3_000);
  now = 3_000;
  expect(catalog.folders('').map(({ path }) => path)).toEqual(['g']);
  expect(catalog.all().map(({ path, current }) => [path, current])).toEqual([
    ['f/a', 0],
    ['f/b', 0],
    ['g/a', 1],
  ]);
  expect(catalog.nextExpiry).toBe(Number.POSITIVE_INFINITY);
  catalog.replace('f/a', ends('f/a', 9_000));
  catalog.replace('g/a', ends('g/a', 9_000));
  expect(list(catalog)).toEqual(['f/a', 'g/a']);
  catalog.replace('f/a', info('f/a'));
  now = 9_000;
  expect(list(catalog)).toEqual(['f/a']);
});

describe('browse', () => {
  test('lists in code point order whatever the order given', () => {
    const given = ['b', '\u{1f511}', 'a/b', '\uff21', 'a', 'a-b'];
    expect(list(new Catalog(given.map((p) => info(p))))).toEqual([
      'a',
      'a-b',
      'a/b',
      'b',
      '\uff21',
      '\u{1f511}',
    ]);
  });

  test('leaves the array given as it was', () => {
    const given = [info('b'), info('a')];
    new Catalog(given).replace('c', info('c'));
    expect(given.map((i) => i.path)).toEqual(['b', 'a']);
  });

  test('shows live ones or deleted ones, and destroyed ones never', () => {
    const catalog = new Catalog([info('a'), info('b', 'deleted'), info('c', 'destroyed')]);
    expect(list(catalog)).toEqual(['a']);
    expect(list(catalog, { deleted: true })).toEqual(['b']);
    expect(list(catalog, { deleted: true, query: 'b' })).toEqual(['b']);
    expect(list(catalog, { query: 'c' })).toEqual([]);
    expect(catalog.all().map((i) => i.path)).toEqual(['a', 'b']);
  });

  test('holds a folder by its segments, at any depth, without the secret of that name', () => {
    const catalog = new Catalog(['p/db', 'p/db/a', 'p/db/b/c', 'p/dbx', 'p/db-x/a'].map((p) => info(p)));
    expect(list(catalog, { folder: 'p/db' })).toEqual(['p/db/a', 'p/db/b/c']);
    expect(list(catalog, { folder: 'p/d' })).toEqual([]);
  });

  test('gives one window and the whole count', () => {
    const catalog = new Catalog(['f/a', 'f/b', 'f/c', 'g'].map((p) => info(p)));
    const page = (offset: number, query = '') =>
      catalog.browse({ folder: 'f', query, deleted: false, offset, limit: 2 });
    expect(page(1)).toMatchObject({ total: 3, rows: [{ path: 'f/b' }, { path: 'f/c' }] });
    expect(page(2)).toMatchObject({ total: 3, rows: [{ path: 'f/c' }] });
    expect(page(9)).toEqual({ total: 3, rows: [] });
    expect(page(1, 'f')).toMatchObject({ total: 3, rows: [{ path: 'f/b' }, { path: 'f/c' }] });
    expect(page(9, 'f')).toEqual({ total: 3, rows: [] });
  });

  test('refuses a folder that is no path', () => {
    expect(() => list(new Catalog([]), { folder: 'a//b' })).toThrow(HoldfastError);
  });

  test('puts the user name under the title, else the address, else nothing', () => {
    const user: IndexedField = { name: 'user', type: 'text', value: 'anna' };
    const url: IndexedField = { name: 'url', type: 'url', value: 'https://x.example' };
    const pin: IndexedField = { name: 'pin', type: 'secret' };
    const empty: IndexedField = { name: 'old', type: 'text', value: '' };
    const subtitle = (fields: IndexedField[]) => {
      const [row] = new Catalog([info('f/Mail', 'live', fields)]).browse({
        folder: '',
        query: '',
        deleted: false,
        offset: 0,
        limit: 1,
      }).rows;
      expect(row).toMatchObject({ title: 'Mail', updated: 2, deleted: false, tags: ['t'] });
      return row?.subtitle;
    };
    expect(subtitle([pin, url, empty, user])).toBe('anna');
    expect(subtitle([pin, empty, url])).toBe('https://x.example');
    expect(subtitle([pin])).toBe('');
    const part = (name: string, value: string): IndexedField => ({ name, type: 'text', value });
    const person = [part('salutation', 'Ms'), part('first-name', 'Anna'), part('last-name', 'Berg')];
    expect(subtitle(person)).toBe('Anna Berg');
  });
});

describe('folders', () => {
  test('lists the folders directly under one, with the live secrets below', () => {
    const catalog = new Catalog([
      info('p/db'),
      info('p/db/a'),
      info('p/db/b/c'),
      info('q/x', 'deleted'),
      info('top'),
    ]);
    expect(catalog.folders('')).toEqual([{ path: 'p', name: 'p', secrets: 3, folders: 1 }]);
    expect(catalog.folders('p')).toEqual([{ path: 'p/db', name: 'db', secrets: 2, folders: 1 }]);
    expect(catalog.folders('nowhere')).toEqual([]);
  });

  test('names every folder, each before those in it, up to so many', () => {
    const catalog = new Catalog(['p/db/a', 'p/db/b/c', 'q/x', 'a-b/x', 'top'].map((path) => info(path)));
    expect(catalog.folderPaths(9)).toEqual(['a-b', 'p', 'p/db', 'p/db/b', 'q']);
    expect(catalog.folderPaths(3)).toEqual(['a-b', 'p', 'p/db']);
    catalog.replace('q/x', undefined);
    expect(catalog.folderPaths(9)).not.toContain('q');
  });

  test('takes names of object members for names', () => {
    const catalog = new Catalog([info('__proto__/a'), info('constructor/toString/b')]);
    expect(catalog.folders('').map((f) => f.name)).toEqual(['__proto__', 'constructor']);
  });
});

const path = fc
  .array(fc.constantFrom('a', 'b', 'é', '\u{1f511}', '\uff21', 'a-b'), { minLength: 1, maxLength: 4 })
  .map((s) => s.join('/'));
const secret = fc.record({ path, state: fc.constantFrom<State>('live', 'deleted', 'destroyed') });
const secrets = fc
  .uniqueArray(secret, { selector: (s) => s.path, maxLength: 30 })
  .map((all) => all.map((s) => info(s.path, s.state)));
const edits = fc.array(
  fc.record({ path, state: fc.option(fc.constantFrom<State>('live', 'deleted', 'destroyed')) }),
  { maxLength: 20 },
);

function everyFolder(catalog: Catalog, parent = ''): unknown[] {
  return catalog.folders(parent).flatMap((folder) => [folder, ...everyFolder(catalog, folder.path)]);
}

test('folder counts are those of a plain count', () => {
  fc.assert(
    fc.property(secrets, (infos) => {
      const live = infos.filter((i) => i.current > 0).map((i) => i.path);
      const folders = [
        ...new Set(live.flatMap((p) => p.split('/').map((_, i, all) => all.slice(0, i).join('/')))),
      ].filter((f) => f !== '');
      const parent = (f: string) => f.slice(0, Math.max(0, f.lastIndexOf('/')));
      const plain = folders.map((f) => ({
        path: f,
        name: f.slice(f.lastIndexOf('/') + 1),
        secrets: live.filter((p) => p.startsWith(`${f}/`)).length,
        folders: folders.filter((g) => parent(g) === f).length,
      }));
      const found = everyFolder(new Catalog(infos)) as typeof plain;
      const byPath = (a: { path: string }, b: { path: string }) => comparePaths(a.path, b.path);
      expect(found.toSorted(byPath)).toEqual(plain.toSorted(byPath));
    }),
  );
});

test('replacing one by one equals a new catalog', () => {
  fc.assert(
    fc.property(secrets, edits, (infos, changes) => {
      const catalog = new Catalog(infos);
      everyFolder(catalog);
      const now = new Map(infos.map((i) => [i.path, i]));
      for (const { path, state } of changes) {
        const next = state === null ? undefined : info(path, state);
        catalog.replace(path, next);
        if (next === undefined) now.delete(path);
        else now.set(path, next);
      }
      const fresh = new Catalog([...now.values()]);
      expect(catalog.all()).toEqual(fresh.all());
      expect(everyFolder(catalog)).toEqual(everyFolder(fresh));
      for (const deleted of [false, true])
        expect(list(catalog, { deleted })).toEqual(list(fresh, { deleted }));
    }),
  );
});

describe('index', () => {
  const many = Array.from({ length: 2_000 }, (_, i) => info(`f${i % 7}/secret ${i}`));

  test('is made anew after very many changes', () => {
    const catalog = new Catalog(many.slice(0, 10));
    expect(list(catalog, { query: 'secret' })).toHaveLength(10);
    for (const i of many) catalog.replace(i.path, i);
    expect(catalog.browse({ folder: '', query: 'secret', deleted: false, offset: 0, limit: 1 }).total).toBe(
      2_000,
    );
    catalog.replace('f0/secret 0', undefined);
    expect(catalog.browse({ folder: '', query: 'secret', deleted: false, offset: 0, limit: 1 }).total).toBe(
      1_999,
    );
  });

  test('is prepared in slices between which changes and queries are right', async () => {
    const catalog = new Catalog(many);
    let pauses = 0;
    await catalog.prepare(async () => {
      pauses++;
      if (pauses === 1) catalog.replace('f0/secret 0', undefined);
      if (pauses === 2) catalog.replace('f0/renamed', info('f0/renamed'));
      if (pauses === 3) expect(list(catalog, { query: 'f0 e' })).toHaveLength(286);
      if (pauses === 4) expect(list(catalog, { query: '1999' })).toEqual(['f4/secret 1999']);
    });
    expect(pauses).toBeGreaterThan(8);
    expect(list(catalog, { query: 'renamed' })).toEqual(['f0/renamed']);
    expect(list(catalog, { query: '0' })).not.toContain('f0/secret 0');
  });
});

test('clear leaves nothing, also while the index is being prepared', async () => {
  const catalog = new Catalog([...Array(600).keys()].map((i) => info(`f/${i}`)));
  list(catalog, { query: 'f' });
  catalog.folders('');
  expect(queryObjects(Lexicon, { format: 'count' })).toBeGreaterThan(0);
  catalog.clear();
  const other = new Catalog([...Array(600).keys()].map((i) => info(`f/${i}`)));
  await other.prepare(async () => other.clear());
  expect(list(catalog)).toEqual([]);
  expect(list(catalog, { query: 'f' })).toEqual([]);
  expect(catalog.folders('')).toEqual([]);
  expect(catalog.all()).toEqual([]);
  catalog.clear();
  expect(list(other)).toEqual([]);
  expect(queryObjects(Lexicon, { format: 'count' })).toBe(0);
});

test('facets are counted once, and with each change as if counted anew', () => {
  const now = Date.UTC(2027, 0, 15);
  const one = (path: string, n: number): SecretInfo => ({
    ...info(path, n % 5 === 0 ? 'deleted' : 'live', [
      { name: n % 2 ? 'password' : 'card-number', type: 'secret' },
    ]),
    tags: n % 3 ? ['b', `t${n % 4}`] : [],
    custom: [
      ...(n % 2 ? [['favourite', 'yes'] as [string, string]] : []),
      ...(n % 3 ? [] : [['expires', '2027-01-20'] as [string, string]]),
    ],
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(9), fc.option(fc.nat(60), { nil: undefined })), { maxLength: 30 }),
      (changes) => {
        const now_ = new Map(Array.from({ length: 6 }, (_, i) => [`p${i}`, one(`p${i}`, i)]));
        const catalog = new Catalog([...now_.values()], () => now);
        catalog.facets();
        for (const [place, n] of changes) {
          const path = `p${place}`;
          const next = n === undefined ? undefined : one(path, n);
          catalog.replace(path, next);
          if (next === undefined) now_.delete(path);
          else now_.set(path, next);
        }
        const anew = new Catalog([...now_.values()], () => now);
        expect(catalog.facets()).toEqual(anew.facets());
        for (const facet of [{ is: 'favourite' }, { is: 'due' }, { tag: 'b' }, { type: 'card' }] as const) {
          const found = (of: Catalog, sort?: 'title') =>
            of
              .browse({ folder: '', query: '', deleted: false, facet, sort, offset: 0, limit: 99 })
              .rows.map(({ path }) => path);
          const wanted = [...now_.values()].filter((i) => i.current > 0 && isIn(facet, i, now));
          expect(found(catalog)).toEqual(wanted.map(({ path }) => path).sort());
          expect(found(catalog, 'title')).toEqual(found(anew, 'title'));
        }
      },
    ),
  );
});

test('a list of a facet follows changes that came after it was sorted', () => {
  const starred = (path: string): SecretInfo => ({ ...info(path), custom: [['favourite', 'yes']] });
  const catalog = new Catalog([starred('a'), info('b'), starred('c')]);
  const shown = () =>
    catalog
      .browse({
        ...{ folder: '', query: '', deleted: false, offset: 0, limit: 9 },
        ...({ facet: { is: 'favourite' }, sort: 'title' } as const),
      })
      .rows.map(({ path }) => path);
  expect(shown()).toEqual(['a', 'c']);
  catalog.replace('b', starred('b'));
  catalog.replace('a', info('a'));
  expect(shown()).toEqual(['b', 'c']);
  expect(catalog.indexOf('c', { folder: '', deleted: false, facet: { is: 'favourite' } })).toBe(1);
});
