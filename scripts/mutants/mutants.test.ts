import { describe, expect, test } from 'vitest';
import { wentThrough } from './bench.ts';
import { misfits } from './fit.ts';
import { inFile, type Mutant, planted } from './row.ts';

describe('a row', () => {
  const [row] = inFile('a.ts', ['a.test.ts'], [['one', '1', 'a number']]) as [Mutant];

  test('is planted where its text stands once', () => expect(planted('one two', row)).toBe('1 two'));

  test('that no longer fits is an error that names its file and text', () => {
    expect(() => planted('two', row)).toThrow('a.ts no longer contains: one');
    expect(() => planted('one one', row)).toThrow('a.ts contains 2 times: one');
    expect(() => planted('one', { ...row, becomes: 'one' })).toThrow('a.ts would stay as it is: one');
  });

  test('without a test file that is there is an error', () => {
    const own = 'scripts/mutants/row.ts';
    const judged = (...tests: string[]) =>
      misfits('.', [{ ...row, file: own, text: 'function planted', tests, list: 'list' }]);
    expect(judged('scripts/mutants/mutants.test.ts')).toEqual([]);
    expect(judged('none.test.ts')).toEqual(['list: none.test.ts is no test file']);
    expect(judged(own)).toEqual([`list: ${own} is no test file`]);
    expect(judged()).toEqual(['list: a number: no tests']);
  });
});

test('a run that passes tests over is no run in which none failed', () => {
  const healthy = { took: 1, passed: 3 };
  const ended = { ok: true, passed: 3, failed: undefined };
  expect(wentThrough(ended, healthy)).toBe(true);
  for (const answer of [
    { ...ended, passed: 0 },
    { ...ended, passed: 2 },
    { ...ended, ok: false },
  ])
    expect(wentThrough(answer, healthy)).toBe(false);
});
