import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldTypes } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { digestOf } from './digest.ts';
import { Hash } from './hash.ts';

const field = fc.record({ name: fc.string(), type: fc.constantFrom(...fieldTypes), value: fc.string() });
const fields = fc.uniqueArray(field, { selector: ({ name }) => name, minLength: 1, maxLength: 6 });

test('what a secret holds is the same in any order, and another with any other text', () => {
  fc.assert(
    fc.property(fields, fc.array(fc.string(), { maxLength: 3 }), fc.nat(), (all, tags, n) => {
      const digest = digestOf(all, tags, '');
      expect(digestOf(all.toReversed(), tags.toReversed(), '')).toBe(digest);
      expect(digestOf(all.slice(1), tags, '')).not.toBe(digest);
      expect(digestOf(all, [...tags, `${tags.join()}+`], '')).not.toBe(digest);
      const changed = all.map(
        (one, i): Field => (i === n % all.length ? { ...one, type: 'text', value: `${one.value}+` } : one),
      );
      expect(digestOf(changed, tags, '')).not.toBe(digest);
    }),
  );
});

test('texts are told apart where they end, and 200,000 of them at all', () => {
  const of = (...texts: string[]) => texts.reduce((hash, text) => hash.add(text), new Hash()).value;
  expect(of('ab', 'c')).not.toBe(of('a', 'bc'));
  expect(of('ab')).not.toBe(of('ab', ''));
  const all = Array.from({ length: 200_000 }, (_, i) => of(`https://${i}.example.com/`));
  expect(new Set(all).size).toBe(200_000);
  // Both halves of it are hashes.
  expect(new Set(all.map((hash) => Math.floor(hash / 2 ** 20))).size).toBeGreaterThan(199_900);
  expect(new Set(all.map((hash) => hash % 2 ** 20)).size).toBeGreaterThan(170_000);
});
