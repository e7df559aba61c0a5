import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathFault } from '../../shared/path.ts';
import { limits } from '../../shared/secret.ts';
import { folderOf, pathOf, prefixLimit, segmentOf } from './names.ts';

test.each([
  ['a/b', 'a%2Fb'],
  ['.', '%2E'],
  ['..', '%2E%2E'],
  ['...', '...'],
  ['.env', '.env'],
  ['', 'untitled'],
  ['  ', 'untitled'],
  ['line\nbreak\u0000\u007f', 'line%0Abreak%00%7F'],
  ['100% sure', '100% sure'],
  ['a%2Fb', 'a%252Fb'],
  ['a%zz', 'a%zz'],
  ['e\u0301', 'é'],
  ['\u0085', '%C2%85'],
])('the name %j is the segment %j', (name, segment) => {
  expect(segmentOf(name)).toBe(segment);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 700 }),
  fc.string({
    unit: fc.constantFrom('/', '.', '%', '2', 'F', 'E', '\n', '\u0000', 'e', '\u0301', '😀', ' '),
  }),
  fc.constantFrom('', '.', '..', '/', 'x'.repeat(600), '\ud800'),
);

test('whatever the names are, they make a path that the vault takes and keeps as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'é', '-'), maxLength: prefixLimit }),
      fc.array(hostile, { maxLength: 20 }),
      hostile,
      (prefix, folders, title) => {
        const path = pathOf(folderOf(prefix, folders), title);
        expect(pathFault(path)).toBeUndefined();
        expect(path).toBe(path.normalize('NFC'));
        // Room for ` (12345)`.
        expect(path.length).toBeLessThanOrEqual(limits.path - 8);
        expect(path.startsWith(prefix)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('two names that differ are two segments', () => {
  const name = fc.string({
    unit: fc.constantFrom('/', '.', '%', '2', 'F', 'E', '5', '\n', 'a'),
    minLength: 1,
  });
  fc.assert(
    fc.property(name, name, (a, b) => {
      fc.pre(a !== b && a.trim() !== '' && b.trim() !== '');
      expect(segmentOf(a)).not.toBe(segmentOf(b));
    }),
    { numRuns: 5_000 },
  );
});

test('long names stay apart when they are shortened, and come out the same each time', () => {
  const long = 'x'.repeat(600);
  expect(pathOf('', `${long}a`)).toBe(pathOf('', `${long}a`));
  expect(pathOf('', `${long}a`)).not.toBe(pathOf('', `${long}b`));
  const deep = Array.from({ length: 100 }, (_, i) => `group ${i}`);
  expect(folderOf('', deep)).not.toBe(folderOf('', [...deep, 'one more']));
});
