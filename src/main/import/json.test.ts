import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { ImportPlace } from '../../shared/import-note.ts';
import { importRefusedAt } from '../../shared/words/en/import.ts';
import { readJson } from './json.ts';
import { bytesOfText, collect, entriesOf, fieldsOf } from './testing/collect.ts';

const read = (text: string) => readJson({ name: 'dir/export.json', bytes: bytesOfText(text) });
const tree = (text: string) =>
  entriesOf(read(text)).map((entry) => [[...entry.folders, entry.title].join('/'), fieldsOf(entry)]);

test('nested objects are paths, leaves are fields', () => {
  expect(tree('{"prod":{"db":{"user":"app","password":"x","port":5432,"tls":true,"ca":null}}}')).toEqual([
    ['prod/db', { user: 'app', password: 'x', port: '5432', tls: 'true', ca: '' }],
  ]);
  expect(tree('{"a":{"x":"1","b":{"y":"2"}}}')).toEqual([
    ['a/b', { y: '2' }],
    ['a', { x: '1' }],
  ]);
  expect(tree('{"a":{"none":{ },"b":"c"},"d":[{}]}')).toEqual([
    ['a', { none: '{}', b: 'c' }],
    ['d', { 1: '{}' }],
  ]);
  expect(tree('{}')).toEqual([]);
});

test('leaves are hidden unless everybody shows such a thing', () => {
  const [entry] = entriesOf(read('{"a":{"Email":"e","url":"u","note":"n","token":"t","password":"p"}}'));
  expect(entry?.versions[0]?.fields.map(({ type }) => type)).toEqual([
    'text',
    'url',
    'note',
    'secret',
    'secret',
  ]);
});

test('leaves at the top are a secret named by the file', () => {
  expect(tree('{"x":"1"}')).toEqual([['export', { x: '1' }]]);
  expect(tree('"only"')).toEqual([['export', { value: 'only' }]]);
  expect(entriesOf(read('["a", 2]'))[0]).toMatchObject({ whole: true, title: 'export' });
});

test('arrays of plain values are one field; arrays of objects are folders, named where they name themselves', () => {
  expect(tree('{"a":{"hosts":["h1", "h2"],"n":[[1],[]]}}')).toEqual([
    ['a', { hosts: '["h1", "h2"]', n: '[[1],[]]' }],
  ]);
  expect(tree('[{"id":1,"name":"mail","p":"x"},{"p":"y"},"z"]')).toEqual([
    ['mail', { id: '1', name: 'mail', p: 'x' }],
    ['2', { p: 'y' }],
    ['export', { 3: 'z' }],
  ]);
});

test('numbers are kept as they are written, members of one name all arrive', () => {
  expect(tree('{"a":{"id":12345678901234567890,"f":1.10}}')).toEqual([
    ['a', { id: '12345678901234567890', f: '1.10' }],
  ]);
  const twice = entriesOf(read('{"a":{"p":"1","p":"2"},"a":{"p":"3"}}'));
  expect(twice.map(({ versions }) => versions[0]?.fields.map(({ value }) => value))).toEqual([
    ['1', '2'],
    ['3'],
  ]);
});

test('a key with slashes is a way, unless the way is not clean', () => {
  expect(tree('{"prod/db":{"p":"x"},"https://h/":{"p":"y"}}')).toEqual([
    ['prod/db', { p: 'x' }],
    ['https://h/', { p: 'y' }],
  ]);
  expect(entriesOf(read('{"https://h/":{"p":"y"}}'))[0]?.title).toBe('https://h/');
});

test('more leaves than a secret has fields are secrets of their own', () => {
  const flat = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, `v${i}`]));
  const entries = tree(JSON.stringify({ app: flat }));
  expect(entries).toHaveLength(3_000);
  expect(entries[0]).toEqual(['app/k0', { value: 'v0' }]);
  expect(entries[2_999]).toEqual(['app/k2999', { value: 'v2999' }]);
});

test('names that JavaScript knows are names like any other', () => {
  expect(entriesOf(read('{"__proto__":{"constructor":"x"}}'))[0]).toMatchObject({
    title: '__proto__',
    versions: [{ fields: [{ name: 'constructor', value: 'x' }] }],
  });
});

test.each([
  ['', 'line 1, column 1'],
  ['{"a":1,}', 'line 1, column 8'],
  ['{\n "a": tru\n}', 'line 2, column 7'],
  ['{"a":{"b":"c"}', 'line 1, column 15'],
  ['{"a":"b"} x', 'line 1, column 11'],
  [`${'['.repeat(200)}{}${']'.repeat(200)}`, 'it is nested too deeply'],
])('%j is refused with its place', (text, place) => {
  let failure: unknown;
  try {
    collect(read(text));
  } catch (error) {
    failure = failureOf(error);
  }
  expect(failure).toMatchObject({ code: 'import-refused', reason: 'malformed' });
  expect(importRefusedAt(failure as ImportPlace)).toBe(place);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isRead(text: string): boolean {
  try {
    collect(read(text));
    return true;
  } catch (error) {
    if (failureOf(error)?.code !== 'import-refused') throw error;
    return false;
  }
}

test('it takes exactly the texts that JSON.parse takes', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"\\n"',
      '"\\x"',
      '1',
      '-0.5e3',
      '01',
      'true',
      'nul',
      'null',
      ' ',
      '"',
      '\\',
    ],
  );
  const near = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const edited = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\u0001', '{'))
    .map(
      ([text, at, put]) =>
        text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
    );
  const text = fc.oneof(near, edited, fc.json());
  fc.assert(
    fc.property(text, (one) => {
      expect(isRead(one)).toBe(isJson(one));
    }),
    { numRuns: 5_000 },
  );
});

test('every text leaf of any JSON arrives', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const found = entriesOf(read(JSON.stringify(value))).flatMap(({ versions }) =>
        versions.flatMap(({ fields }) => fields.map((field) => field.value)),
      );
      for (const leaf of leavesOf(value)) expect(found).toContain(leaf);
    }),
    { numRuns: 500 },
  );
});

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  // Arrays without objects are one leaf, kept as their text.
  if (Array.isArray(value) && !holdsObject(value)) return [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

function holdsObject(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsObject);
  return typeof value === 'object' && value !== null;
}

test('progress is told in entries, and their number is known at the end', () => {
  const reading = read(
    JSON.stringify(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i, { a: 'b' }]))),
  );
  const seen: [number, number][] = [];
  for (const _ of reading.items) seen.push([reading.done(), reading.total]);
  expect(seen.map(([done]) => done)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  for (const [done, total] of seen.slice(9)) {
    expect(total).toBeGreaterThanOrEqual(done);
    expect(Math.abs(total - 40)).toBeLessThan(10);
  }
  expect([reading.done(), reading.total]).toEqual([40, 40]);
});
