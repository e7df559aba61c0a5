import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allMutants } from './list.ts';
import { inFile, type Mutant, planted } from './row.ts';

const checkout = join(import.meta.dirname, '../..');
const mutants = await allMutants();

test.each(mutants)('the row still fits: $file: $means', (mutant) => {
  const source = readFileSync(join(checkout, mutant.file), 'utf8');
  expect(planted(source, mutant)).not.toBe(source);
  expect(mutant.tests).not.toEqual([]);
  for (const test of mutant.tests)
    expect(test.endsWith('.test.ts') && existsSync(join(checkout, test)), test).toBe(true);
});

describe('a row', () => {
  const [row] = inFile('a.ts', ['a.test.ts'], [['one', '1', 'a number']]) as [Mutant];

  test('is planted where its text stands once', () => expect(planted('one two', row)).toBe('1 two'));

  test('that no longer fits is an error that names its file and text', () => {
    expect(() => planted('two', row)).toThrow('a.ts no longer contains: one');
    expect(() => planted('one one', row)).toThrow('a.ts contains 2 times: one');
    expect(() => planted('one', { ...row, becomes: 'one' })).toThrow('a.ts would stay as it is: one');
  });
});
