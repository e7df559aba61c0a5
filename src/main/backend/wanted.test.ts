import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idBytes } from './examine.ts';
import { Wanted } from './wanted.ts';

it('finds again what was added, whatever the ids, and nothing else', () => {
  // Few different beginnings, so that many ids want the same place.
  const id = fc
    .tuple(fc.nat(3), fc.nat(5_000))
    .map(([a, b]) => `0${a}000000`.padEnd(24, '0') + b.toString(16).padStart(8, '0'));
  fc.assert(
    fc.property(
      fc.uniqueArray(id, { minLength: 1, maxLength: 3_000 }),
      fc.uniqueArray(id, { maxLength: 50 }),
      (added, asked) => {
        const wanted = new Wanted();
        const bytes = idBytes(added);
        added.forEach((_, i) => {
          expect(wanted.add(bytes, i, i + 1, 2 * i)).toBe(i);
        });
        expect(wanted.size).toBe(added.length);
        expect(wanted.add(bytes, 0, 77, 77)).toBe(0);
        const questions = idBytes(asked);
        asked.forEach((one, i) => {
          expect(wanted.find(questions, i)).toBe(added.indexOf(one));
        });
        added.forEach((one, i) => {
          expect([wanted.find(bytes, i), wanted.id(i), wanted.term(i), wanted.page(i)]).toEqual([
            i,
            one,
            i + 1,
            2 * i,
          ]);
        });
      },
    ),
    { numRuns: 20 },
  );
});
