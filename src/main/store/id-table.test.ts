import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IdTable, idBytes } from './id-table.ts';

it('finds again what was added, whatever the ids, and nothing else', () => {
  // Few different beginnings, so that many ids belong at one place.
  const id = fc
    .tuple(fc.nat(3), fc.nat(5_000))
    .map(([a, b]) => `0${a}000000`.padEnd(24, '0') + b.toString(16).padStart(8, '0'));
  fc.assert(
    fc.property(
      fc.uniqueArray(id, { minLength: 1, maxLength: 3_000 }),
      fc.uniqueArray(id, { maxLength: 50 }),
      (added, asked) => {
        const table = new IdTable();
        const bytes = idBytes(added);
        added.forEach((_, i) => {
          expect(table.add(bytes, 16 * i, i + 1, 2 * i)).toBe(i);
        });
        expect(table.size).toBe(added.length);
        expect(table.add(bytes, 0, 77, 77)).toBe(0);
        const questions = idBytes(asked);
        asked.forEach((one, i) => {
          expect(table.find(questions, 16 * i)).toBe(added.indexOf(one));
        });
        added.forEach((one, i) => {
          expect([table.find(bytes, 16 * i), table.id(i), table.first(i), table.second(i)]).toEqual([
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
