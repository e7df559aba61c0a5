import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathFault } from '../../../shared/path.ts';
import type { Field, SecretInfo } from '../../../shared/secret.ts';
import type { Change } from '../../backend/backend.ts';
import type { ParsedEntry } from './entry.ts';
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
const known = (path: string, values: string[], change: Partial<Known> = {}): Known => ({
  info: info(path, { current: values.length, newest: values.length }),
  versions: values.map((value) => [password(value)]),
  hidden: new Set(),
  newestHidden: false,
  ...change,
});
const planned = (infos: SecretInfo[] = [], prefix = '') => new Plan({ prefix, infos });
const stores = (plan: Plan) =>
  plan.changes.filter((change): change is Extract<Change, { op: 'store' }> => change.op === 'store');

test('a new entry is its versions in order with their times, and where it came from', () => {
  const plan = planned([], 'old');
  plan.add({ ...parsed('x', 'a', 'b'), folders: ['g'], tags: ['t'], expires: 0 }, 'kdbx:1');
  const custom = [
    ['source', 'kdbx:1'],
    ['expires', '1970-01-01T00:00:00.000Z'],
  ];
  const common = { op: 'store', path: 'old/g/x', tags: ['t'], custom };
  expect(plan.changes).toEqual([
    { ...common, fields: [password('a')], expect: 0, at: 1_000 },
    { ...common, fields: [password('b')], expect: 1, at: 2_000 },
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

test('what was imported before is skipped, also when the vault has gone on since', () => {
  const plan = planned([info('x')]);
  plan.add(parsed('x', 'a'), 's', known('x', ['a']));
  plan.add(parsed('x', 'a', 'b'), 's', known('x', ['a', 'b', 'mine']));
  plan.add(parsed('x', 'b'), 's', known('moved/y', ['a', 'b']));
  expect(plan.changes).toEqual([]);
  expect(plan.skipped).toEqual(Array(3).fill({ place: 'x', reason: 'already imported' }));
});

test('of an entry that changed since, only what is new is added, where the secret is now', () => {
  const plan = planned([info('x')]);
  plan.add(parsed('x', 'a', 'b', 'c'), 's', known('x', ['a']));
  plan.add(parsed('y', 'z'), 't', known('moved/w', ['q']));
  expect(plan.changes).toEqual([
    { op: 'store', path: 'x', fields: [password('b')], expect: 1, at: 2_000, keepOlder: true },
    { op: 'store', path: 'x', fields: [password('c')], expect: 2, at: 3_000, keepOlder: true },
    {
      op: 'store',
      path: 'moved/w',
      fields: [password('z'), { name: 'title', type: 'text', value: 'y' }],
      expect: 1,
      at: 1_000,
      keepOlder: true,
    },
  ]);
  expect(plan.created).toBe(2);
});

test('what the person deleted does not come back by itself, unless it changed in the file', () => {
  const gone = { versions: [], hidden: new Set([1_000]), newestHidden: true };
  const plan = planned();
  plan.add(parsed('x', 'a'), 's', known('x', ['a'], gone));
  plan.add({ ...parsed('x'), versions: [{ fields: [password('a')] }] }, 's', known('x', ['a'], gone));
  expect(plan.skipped).toHaveLength(2);
  plan.add(parsed('x', 'a', 'b'), 's', known('x', ['a'], gone));
  expect(stores(plan)).toHaveLength(1);
});

test('a history longer than is kept loses its oldest, and says so', () => {
  const plan = planned();
  plan.add(parsed('x', ...Array.from({ length: 14 }, (_, i) => `${i}`)), 's');
  expect(stores(plan).map(({ fields }) => fields[0]?.value)).toEqual([
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
    '11',
    '12',
    '13',
  ]);
  expect(plan.notes).toHaveLength(1);
});

test('an entry that no secret can hold fails alone', () => {
  const plan = planned();
  plan.add(parsed('x', 'x'.repeat(33 * 1024 ** 2)), 's');
  plan.add(parsed('y', '\ud800'), 's');
  plan.add(parsed('z', 'fine'), 's');
  expect(plan.failed).toEqual([
    { place: 'x', reason: 'too large: secret' },
    { place: 'y', reason: 'not Unicode text' },
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
      const first = stores(plan).filter((change) => change.expect === 0);
      const paths = first.map(({ path }) => path);
      expect(new Set([...paths, 'a', 'untitled']).size).toBe(plan.created + 2);
      for (const path of paths) expect(pathFault(path)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
