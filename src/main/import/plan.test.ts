import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathFault } from '../../shared/path.ts';
import type { Field, SecretInfo } from '../../shared/secret-schema.ts';
import type { Change } from '../backend/changes.ts';
import type { ParsedEntry } from './entry.ts';
import { importedIn, importedOf, importedText } from './imported.ts';
import { Plan } from './plan.ts';
import type { Known } from './sources.ts';

const password = (value: string): Field => ({ name: 'password', type: 'secret', value });
const parsed = (title: string, ...values: string[]): ParsedEntry => ({
  id: title,
  folders: [],
  title,
  versions: values.map((value, i) => ({ at: 1_000 * (i + 1), fields: [password(value)] })),
});
const info = (path: string, change: Partial<SecretInfo> = {}): SecretInfo => ({
  path,
  created: 1,
  updated: 1,
  current: 1,
  oldest: 1,
  newest: 1,
  versions: [{ version: 1, created: 1 }],
  maxVersions: 10,
  casRequired: false,
  tags: [],
  custom: [],
  fields: [],
  ...change,
});
/**
 * Known by an entry of that title whose last import was the version `base`, written at its second.
 */
const known = (path: string, entry: ParsedEntry, base: number, value: string | undefined): Known => ({
  info: info(path, { current: base, newest: base }),
  imported: importedOf(entry, base * 1_000),
  base: { created: base * 1_000, fields: value === undefined ? undefined : [password(value)] },
});
const now = 9_000_000;
const planned = (infos: SecretInfo[] = [], prefix = '') => new Plan({ prefix, infos }, now);
const stores = (plan: Plan) =>
  plan.changes.filter((change): change is Extract<Change, { op: 'store' }> => change.op === 'store');

test('a new entry is its versions in order with their times, and where it came from', () => {
  const plan = planned([], 'old');
  plan.add({ ...parsed('x', 'a', 'b'), folders: ['g'], tags: ['t'], expires: 0 }, 'kdbx:1');
  const custom = [
    ['source', 'kdbx:1'],
    ['imported', expect.stringMatching(/^2000 /)],
    ['expires', '1970-01-01T00:00:00.000Z'],
  ];
  const common = { op: 'store', path: 'old/g/x', tags: ['t'], custom };
  expect(plan.changes).toEqual([
    { ...common, fields: [password('a')], fresh: true, at: 1_000 },
    { ...common, fields: [password('b')], at: 2_000 },
  ]);
  expect(plan.created).toBe(1);
});

test('entries of one name all arrive, beside what is there; titles that the path does not show are kept', () => {
  const plan = planned([info('x'), info('x (3)')]);
  for (const value of ['1', '2', '3']) plan.add(parsed('x', value), value);
  plan.add(parsed('a/b', '4'), '4');
  expect(stores(plan).map(({ path, fields }) => [path, ...fields.map((field) => field.value)])).toEqual([
    ['x (2)', '1', 'x'],
    ['x (4)', '2', 'x'],
    ['x (5)', '3', 'x'],
    ['a%2Fb', '4', 'a/b'],
  ]);
  expect(stores(plan)[0]?.fields[1]).toEqual({ name: 'title', type: 'text', value: 'x' });
});

const untimed = (value: string): ParsedEntry => ({
  ...parsed('x'),
  versions: [{ fields: [password(value)] }],
});

test.each<[string, ParsedEntry, Known]>([
  ['the newest version is what came last', parsed('x', 'a', 'b'), known('x', parsed('x'), 2, 'b')],
  [
    'its history was cut',
    { ...parsed('x'), versions: [{ at: 2_000, fields: [password('b')] }] },
    known('x', parsed('x'), 2, 'b'),
  ],
  [
    'it was saved again',
    { ...parsed('x'), versions: [{ at: 7_000, fields: [password('b')] }] },
    known('x', parsed('x'), 2, 'b'),
  ],
  ['the file has no times', untimed('b'), known('x', parsed('x'), 2, 'b')],
])('an entry is skipped when %s', (_, entry, before) => {
  const plan = planned([info('x')]);
  plan.add(entry, 's', before);
  expect(plan.changes).toEqual([]);
  expect(plan.skipped).toEqual([{ place: 'x', reason: 'already-imported' }]);
});

test.each<[string, ParsedEntry, Known, [string, number][]]>([
  [
    'with all that came since',
    parsed('x', 'a', 'b', 'c'),
    known('x', parsed('x'), 1, 'a'),
    [
      ['b', 2_000],
      ['c', 3_000],
    ],
  ],
  [
    'also when it was changed back',
    parsed('x', 'a', 'b', 'a'),
    known('x', parsed('x'), 2, 'b'),
    [['a', 3_000]],
  ],
  ['also when only its older state is left', parsed('x', 'a'), known('x', parsed('x'), 2, 'b'), [['a', now]]],
  ['also without times', untimed('a'), known('x', parsed('x'), 2, 'b'), [['a', now]]],
  [
    'without what is older, when its history was cut',
    { ...parsed('x'), versions: [1, 3, 4].map((at) => ({ at: at * 1_000, fields: [password(`${at}`)] })) },
    known('x', parsed('x'), 2, 'b'),
    [
      ['3', 3_000],
      ['4', 4_000],
    ],
  ],
])('an entry that is not what came last is a new version: %s', (_, entry, before, versions) => {
  const plan = planned([info('x')]);
  plan.add(entry, 's', before);
  expect(stores(plan).map(({ fields, at }) => [fields[0]?.value, at])).toEqual(versions);
  expect(plan.created).toBe(1);
});

test('a changed entry goes where the secret is now, on top of what the person wrote', () => {
  const plan = planned([info('moved/w')]);
  const entry = { ...parsed('y'), versions: [{ fields: [password('z')] }] };
  const before = known('moved/w', parsed('y'), 1, 'q');
  plan.add(entry, 't', { ...before, info: info('moved/w', { current: 4, newest: 4 }) });
  const fields = [password('z'), { name: 'title', type: 'text', value: 'y' }];
  expect(stores(plan)).toMatchObject([{ path: 'moved/w', fields, expect: 4, keepOlder: true }]);
});

test('tags and expiry that changed alone are written; what the person added or changed stays', () => {
  const before = { ...parsed('x', 'a'), tags: ['old', 'both'], expires: 5_000 };
  const there = known('x', before, 1, 'a');
  const expires = ['expires', '1970-01-01T00:00:05.000Z'] as const;
  const info2 = { ...there.info, tags: ['old', 'both', 'mine'], custom: [expires] };
  const after = (entry: Partial<ParsedEntry>, secret: SecretInfo = info2) => {
    const plan = planned([info('x')]);
    plan.add({ ...parsed('x', 'a'), ...entry }, 's', { ...there, info: secret });
    const [change] = plan.changes;
    return { created: plan.created, patch: change?.op === 'metadata' ? change.patch : undefined };
  };
  expect(after({ tags: ['both', 'old'], expires: 5_000 })).toEqual({ created: 0, patch: undefined });
  expect(after({ tags: ['both', 'new'], expires: 5_000 })).toMatchObject({
    created: 1,
    patch: { tags: ['both', 'new', 'mine'], unset: [] },
  });
  expect(after({ expires: 5_000 })).toMatchObject({ patch: { tags: ['mine'] } });
  const later = after({ tags: ['old', 'both'], expires: 6_000 });
  expect(later.patch?.set).toContainEqual(['expires', '1970-01-01T00:00:06.000Z']);
  expect(later.patch).not.toHaveProperty('tags');
  expect(after({ tags: ['old', 'both'] })).toMatchObject({ patch: { unset: ['expires'] } });
  const own = { ...info2, custom: [['expires', '2030-01-01T00:00:00.000Z'] as const] };
  expect(after({ tags: ['old', 'both'] }, own)).toMatchObject({ patch: { unset: [] } });
  const next = { ...parsed('x', 'a'), tags: ['both', 'new'], expires: 5_000 };
  const custom = after(next).patch?.set ?? [];
  expect(importedIn(info('x', { custom }))).toEqual(importedOf(next, 1_000));
});

test('a new title alone is a new version: it is a field where the path does not show it', () => {
  const plan = planned([info('x')]);
  plan.add({ ...parsed('renamed', 'a'), id: 'x' }, 's', known('x', parsed('x'), 1, 'a'));
  const title = { name: 'title', type: 'text', value: 'renamed' };
  expect(stores(plan)).toMatchObject([{ path: 'x', fields: [password('a'), title] }]);
});

test('a secret whose metadata is full fails alone', () => {
  const custom = Array.from({ length: 64 }, (_, i) => [`k${i}`, 'v'] as const);
  const there = known('x', parsed('x'), 1, 'a');
  const plan = planned([info('x')]);
  plan.add(parsed('x', 'b'), 's', { ...there, info: { ...there.info, custom } });
  expect(plan.failed).toEqual([{ place: 'x', reason: 'too-large', what: 'metadata' }]);
});

test('what the last import said fits one value of metadata, whatever the entry is', () => {
  const entry = fc.record({
    title: fc.string({ unit: 'binary' }),
    tags: fc.array(fc.string({ unit: 'binary' }), { maxLength: 200, size: 'small' }),
    expires: fc.option(fc.nat(2 ** 50), { nil: undefined }),
  });
  fc.assert(
    fc.property(entry, fc.nat(2 ** 50), (some, at) => {
      const imported = importedOf({ ...parsed('x'), ...some } as ParsedEntry, at);
      expect(importedText(imported).length).toBeLessThanOrEqual(512);
      expect(importedIn(info('x', { custom: [['imported', importedText(imported)]] }))).toEqual(imported);
    }),
  );
});

test('what the person deleted does not come back by itself, unless it changed in the file', () => {
  const gone = known('x', parsed('x'), 1, undefined);
  const plan = planned();
  plan.add(parsed('x', 'a'), 's', gone);
  plan.add(untimed('a'), 's', gone);
  plan.add({ ...parsed('x', 'a'), tags: ['t'] }, 's', gone);
  expect(plan.skipped).toEqual(Array(3).fill({ place: 'x', reason: 'deleted-here' }));
  plan.add(parsed('x', 'a', 'b'), 's', gone);
  expect(stores(plan)).toHaveLength(1);
});

test('a long history comes in whole, with room for more; only beyond what a secret can hold is it cut', () => {
  const plan = planned();
  plan.add(parsed('x', ...Array.from({ length: 14 }, (_, i) => `${i}`)), 's');
  expect(stores(plan).map(({ fields }) => fields[0]?.value)).toEqual(
    Array.from({ length: 14 }, (_, i) => `${i}`),
  );
  // Before the second one: else the secret would let the first ones go.
  expect(plan.changes[1]).toEqual({ op: 'metadata', path: 'x', patch: { maxVersions: 24 } });
  expect(plan.notes).toEqual([]);
  plan.add(parsed('y', ...Array.from({ length: 1_002 }, (_, i) => `${i}`)), 't');
  expect(plan.notes).toEqual([{ place: 'y', reason: 'history-cut', count: 1_000 }]);
  expect(stores(plan)).toHaveLength(14 + 1_000);
});

test('an entry that no secret can hold fails alone', () => {
  const plan = planned();
  plan.add(parsed('x', 'x'.repeat(33 * 1024 ** 2)), 's');
  plan.add(parsed('y', '\ud800'), 's');
  plan.add(parsed('z', 'fine'), 's');
  expect(plan.failed).toEqual([
    { place: 'x', reason: 'too-large', what: 'secret' },
    { place: 'y', reason: 'not-unicode' },
  ]);
  expect(plan.created).toBe(1);
});

test('a whole file goes where the person said', () => {
  const whole: ParsedEntry = { ...parsed('.env', 'a'), whole: true };
  const there = planned([], 'prod/app');
  there.add(whole, 's');
  const here = planned();
  here.add(whole, 's');
  expect([there, here].map((plan) => stores(plan)[0])).toMatchObject([
    { path: 'prod/app', fields: [password('a')] },
    { path: '.env', fields: [password('a')] },
  ]);
});

test('whatever the entries are, each is counted once, every path is new and fit, and the first store of one asks for none', () => {
  const name = fc.oneof(
    fc.constantFrom('a', 'a (2)', '', '..', 'a/b', 'x'.repeat(600)),
    fc.string({ unit: 'binary' }),
  );
  const entry = fc.record({
    id: fc.string(),
    folders: fc.array(name, { maxLength: 3 }),
    title: name,
    tags: fc.array(name),
    versions: fc.array(
      fc.record({
        fields: fc.array(fc.record({ name, type: fc.constant('secret' as const), value: fc.string() })),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
      const plan = planned([info('a'), info('untitled')]);
      for (const [i, one] of entries.entries()) plan.add(one, `s${i}`);
      expect(plan.created + plan.skipped.length + plan.failed.length).toBe(entries.length);
      const first = stores(plan).filter((change) => change.fresh);
      const paths = first.map(({ path }) => path);
      expect(new Set([...paths, 'a', 'untitled']).size).toBe(plan.created + 2);
      for (const path of paths) expect(pathFault(path)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
