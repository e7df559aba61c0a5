import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../shared/secret.ts';
import { checkFields } from '../backend/format/entry.ts';
import { uniqueFields } from './field-names.ts';

test('fields of one name all stay', () => {
  const fields = ['a', 'a', '', 'a (2)', 'a'].map((name, i) => ({
    name,
    type: 'text' as const,
    value: `${i}`,
  }));
  expect(uniqueFields(fields).map(({ name, value }) => `${name}=${value}`)).toEqual([
    'a=0',
    'a (2)=1',
    'unnamed=2',
    'a (2) (2)=3',
    'a (3)=4',
  ]);
});

test('whatever the names are, a version can hold them', () => {
  const name = fc.oneof(
    fc.constantFrom('', 'a', 'a (2)', 'y'.repeat(limits.fieldName), 'y'.repeat(400), '😀'.repeat(200)),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const fields = names.map((one, i) => ({ name: one, type: 'secret' as const, value: `${i}` }));
      const unique = uniqueFields(fields);
      checkFields(unique);
      expect(unique.map(({ value }) => value)).toEqual(fields.map(({ value }) => value));
    }),
  );
});
