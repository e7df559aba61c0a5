import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { importLosses, importNotes } from '../../shared/failure-reasons.ts';
import { fieldTypes } from '../../shared/secret.ts';
import type { Item } from './entry.ts';
import { fromWire, packItem, packItems, toWire, unpackItems } from './message.ts';

const field = fc.record({ name: fc.string(), type: fc.constantFrom(...fieldTypes), value: fc.string() });
const version = fc.record(
  {
    at: fc.nat(),
    fields: fc.array(field, { maxLength: 4 }),
    tags: fc.array(fc.string()),
    expires: fc.option(fc.nat(), { nil: null }),
  },
  { requiredKeys: ['fields'] },
);
const entry = fc.record(
  {
    id: fc.string(),
    title: fc.string(),
    folders: fc.array(fc.string()),
    versions: fc.array(version, { minLength: 1, maxLength: 3 }),
    place: fc.string(),
    whole: fc.constant(true as const),
    tags: fc.array(fc.string()),
    expires: fc.nat(),
  },
  { requiredKeys: ['id', 'title', 'folders', 'versions'] },
);
const item: fc.Arbitrary<Item> = fc.oneof(
  entry.map((one): Item => ({ kind: 'entry', entry: one })),
  fc.record({
    kind: fc.constantFrom('skipped' as const, 'failed' as const, 'note' as const),
    problem: fc.record(
      {
        place: fc.string(),
        reason: fc.constantFrom(...importNotes),
        line: fc.nat(),
        name: fc.string(),
        losses: fc.array(fc.constantFrom(...importLosses)),
      },
      { requiredKeys: ['place', 'reason'] },
    ),
  }),
);

test('every item arrives as it was, also by way of JSON', () => {
  fc.assert(
    fc.property(item, (one) => {
      expect(fromWire(toWire(one))).toEqual(one);
      expect(fromWire(JSON.parse(JSON.stringify(toWire(one))))).toEqual(one);
    }),
  );
});

test('a batch arrives as it was, and not at all with one item that is none', () => {
  fc.assert(
    fc.property(fc.array(item), (items) => {
      expect(unpackItems(packItems(items.map(packItem)))).toEqual(items);
      const wires = [...items.map(toWire), ['id', 'title', [], []]];
      expect(unpackItems(Buffer.from(JSON.stringify(wires)))).toBeUndefined();
    }),
  );
});

test('a note with free text is none', () => {
  for (const problem of [
    { place: '', reason: 'because it is so' },
    { place: '', reason: 'left-out', losses: ['all'] },
  ])
    expect([fromWire({ kind: 'note', problem })]).toEqual([undefined]);
});

test('anything else is no item', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(fromWire(value)).toBeUndefined();
      expect(fromWire(['id', 'title', [], [[null, 'name', 'text', 'value']], value ?? null])).toSatisfy(
        (read) =>
          read === undefined ||
          Object.keys(Object(value)).every((key) => key in (read as { entry: object }).entry),
      );
    }),
  );
});
