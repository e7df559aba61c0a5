import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HoldfastError } from './failure.ts';
import { comparePaths, isUnder, newPath, newPathFault, normalFolder, normalPath, pathFault } from './path.ts';

describe('pathFault (backend-conformance 13)', () => {
  test.each([
    ['', 'empty'],
    ['a'.repeat(513), 'too-long'],
    ['/a', 'empty-segment'],
    ['a/', 'empty-segment'],
    ['a//b', 'empty-segment'],
    ['/', 'empty-segment'],
    ['.', 'dot-segment'],
    ['a/../b', 'dot-segment'],
    ['a/.', 'dot-segment'],
    ['a\nb', 'control-character'],
    ['a\u0000', 'control-character'],
    ['a\u007f', 'control-character'],
    ['\u009fa', 'control-character'],
    ['a\ud800', 'not-text'],
    [7, 'not-text'],
    [undefined, 'not-text'],
  ])('refuses %j as %s', (path, fault) => {
    expect(pathFault(path)).toBe(fault);
  });

  test.each(['a', 'a/b c/d', '...', '..a/.b', 'a\u00a0', '\u{1f511}', '__proto__', 'a'.repeat(512), ' '])(
    'takes %j',
    (path) => {
      expect(pathFault(path)).toBeUndefined();
    },
  );
});

describe('normalPath', () => {
  test('makes two spellings of one text one path', () => {
    expect(normalPath('cafe\u0301/x')).toBe('caf\u00e9/x');
  });

  test('measures the length after that', () => {
    expect(normalPath('e\u0301'.repeat(512))).toHaveLength(512);
  });

  test('keeps case', () => {
    expect(normalPath('A/b')).toBe('A/b');
  });

  test('refuses with the reason', () => {
    expect(failureOf(() => normalPath('a//b'))).toEqual({
      code: 'bad-path',
      path: 'a//b',
      reason: 'empty-segment',
    });
    expect(failureOf(() => normalPath(undefined as never))).toMatchObject({
      code: 'bad-path',
      reason: 'not-text',
    });
  });

  test('changes nothing a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
        fc.pre(pathFault(text.normalize('NFC')) === undefined);
        expect(normalPath(normalPath(text))).toBe(normalPath(text));
      }),
    );
  });
});

describe('a new path', () => {
  test.each([...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'])(
    'turns no text around: %j',
    (turn) => {
      expect(newPathFault(`prod/a${turn}b`)).toBe('control-character');
      expect(pathFault(`prod/a${turn}b`)).toBeUndefined();
      expect(failureOf(() => newPath(`${turn}a`))).toMatchObject({
        code: 'bad-path',
        reason: 'control-character',
      });
    },
  );

  test('may hold letters of any direction, joiners and pictures; what is no path is none', () => {
    for (const path of ['\u05e1\u05d5\u05d3/\u0633\u0631', 'می\u200cخواهم', '👩\u200d💻'])
      expect(newPath(path)).toBe(path);
    expect(newPathFault('a//b')).toBe('empty-segment');
    expect(newPathFault(undefined)).toBe('not-text');
  });
});

describe('normalFolder', () => {
  test('takes the whole vault, and one slash at the end', () => {
    expect(normalFolder('')).toBe('');
    expect(normalFolder('a/b/')).toBe('a/b');
    expect(normalFolder('a/b')).toBe('a/b');
  });

  test.each(['/', '//', 'a//', '/a', 'a/..'])('refuses %j', (folder) => {
    expect(failureOf(() => normalFolder(folder))).toMatchObject({ code: 'bad-path' });
  });
});

describe('isUnder', () => {
  test('goes by whole segments', () => {
    expect(isUnder('prod/db', 'prod')).toBe(true);
    expect(isUnder('prod/db/x', 'prod/db')).toBe(true);
    expect(isUnder('prod/dbx', 'prod/db')).toBe(false);
    expect(isUnder('prod/db', 'prod/db')).toBe(false);
    expect(isUnder('prod', 'prod/db')).toBe(false);
    expect(isUnder('anything', '')).toBe(true);
  });
});

describe('comparePaths', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', '/', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 6,
  });

  test('is the order of code points', () => {
    const plain = (a: string, b: string) => {
      const [x, y] = [[...a], [...b]].map((all) => all.map((c) => c.codePointAt(0) as number)) as [
        number[],
        number[],
      ];
      const differs = x.findIndex((point, i) => point !== y[i]);
      if (differs < 0) return x.length - y.length;
      return differs >= y.length ? 1 : (x[differs] as number) - (y[differs] as number);
    };
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(comparePaths(a, b))).toBe(Math.sign(plain(a, b)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('puts what lies beyond U+FFFF last', () => {
    expect(['\u{1f511}', '\uff21', 'a'].sort(comparePaths)).toEqual(['a', '\uff21', '\u{1f511}']);
  });

  test('is 0 for equal paths only', () => {
    expect(comparePaths('a/b', 'a/b')).toBe(0);
    expect(comparePaths('a', 'a/b')).toBeLessThan(0);
  });
});

function failureOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (error instanceof HoldfastError) return error.failure;
    throw error;
  }
  throw new Error('nothing was refused');
}
