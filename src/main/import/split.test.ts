import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Item, ParsedEntry } from './entry.ts';
import { fromWire, toWire } from './message.ts';
import { isFitting, partsOf } from './split.ts';

const entry = (fields: readonly Field[], more: Partial<ParsedEntry> = {}): ParsedEntry => ({
  ...{ id: 'x', folders: ['f'], title: 'Many', place: 'f/Many', versions: [{ at: 1, fields }] },
  ...more,
});
const numbered = (count: number, type: Field['type'] = 'secret'): Field[] =>
  Array.from({ length: count }, (_, n) => ({ name: `N${n}`, type, value: String(n) }));
const entriesIn = (items: Iterable<Item>) =>
  [...items].flatMap((item) => (item.kind === 'entry' ? [item.entry] : []));

test('an entry with more fields than a secret holds comes as several, in order, which is told', () => {
  const fields = numbered(2_500);
  expect(isFitting(entry(fields.slice(0, 999)))).toBe(true);
  expect(isFitting(entry(fields.slice(0, 1_000)))).toBe(false);
  expect(isFitting(entry(fields.slice(0, 1_000), { whole: true }))).toBe(true);
  const items = [...partsOf(entry(fields, { tags: ['t'] }))];
  expect(items[0]).toEqual({ kind: 'note', problem: { place: 'f/Many', reason: 'split', count: 3 } });
  const parts = entriesIn(items);
  expect(parts.map(({ id, title, part, tags }) => [id, title, part, tags])).toEqual([
    ['x', 'Many', undefined, ['t']],
    ['x#2', 'Many (2)', 2, ['t']],
    ['x#3', 'Many (3)', 3, ['t']],
  ]);
  expect(parts.flatMap(({ versions }) => versions.flatMap((one) => one.fields))).toEqual(fields);
  for (const part of parts)
    expect(fromWire(toWire({ kind: 'entry', entry: part }))).toEqual({ kind: 'entry', entry: part });
});

test('what alone is too large for a secret is left out and named, and the rest comes', () => {
  const long = 'x'.repeat(limits.version);
  const versions = [
    { at: 1, fields: [{ name: 'a', type: 'secret' as const, value: long }] },
    {
      at: 2,
      fields: [
        { name: 'a', type: 'secret' as const, value: 'now' },
        { name: 'f', type: 'file' as const, value: long },
      ],
    },
  ];
  const [first, second, only, ...more] = [...partsOf(entry([], { versions }))];
  expect([first, second]).toEqual([
    { kind: 'failed', problem: { place: 'f/Many', name: 'a', reason: 'too-large', what: 'value' } },
    {
      kind: 'failed',
      problem: { place: 'f/Many', name: 'f', reason: 'attachment-too-large', count: 25165824 },
    },
  ]);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ entry: { versions: [{ at: 2, fields: [{ name: 'a', value: 'now' }] }] } });
});

test('values that are too much together come apart', () => {
  const third = 'x'.repeat(limits.version / 3);
  const fields = numbered(5).map((field) => ({ ...field, value: third }));
  const parts = entriesIn(partsOf(entry(fields)));
  expect(parts.map(({ versions }) => versions[0]?.fields.map(({ name }) => name))).toEqual([
    ['N0', 'N1'],
    ['N2', 'N3'],
    ['N4'],
  ]);
});

test('whatever versions there are, each field of each is in one part, and every part fits', () => {
  const names = fc
    .tuple(fc.integer({ min: 900, max: 1_400 }), fc.constantFrom(0, 1, 7, 500), fc.nat(900))
    .map(([count, step, first]) => Array.from({ length: count }, (_, n) => first + ((n * step) % 1_500)));
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 3 }), (all) => {
      const versions = all.map((one, at) => ({
        at,
        fields: one.map((n): Field => ({ name: `N${n}`, type: 'text', value: `${at} ${n}` })),
      }));
      const parts = entriesIn(partsOf(entry([], { versions })));
      expect(parts.every(isFitting)).toBe(true);
      for (const { at, fields } of versions) {
        const there = parts.flatMap((part) => part.versions.find((one) => one.at === at)?.fields ?? []);
        const sorted = (some: readonly Field[]) => some.map(({ name, value }) => `${name} ${value}`).sort();
        expect(sorted(there)).toEqual(sorted(fields));
      }
    }),
    { numRuns: 20 },
  );
});
