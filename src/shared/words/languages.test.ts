import { expect, test } from 'vitest';
import { languageOf } from './languages.ts';
import { copyOf, fill } from './tree.ts';

test.each(['', undefined, 'C', 'POSIX', 'C.UTF-8', 'fr_FR.UTF-8', 'en_US', '__proto__'])(
  'a locale that is none of our languages, such as %s, gives English',
  (locale) => {
    expect(languageOf(locale)).toBe('en');
  },
);

test('who holds a part of a tree reads the other language from it, and the first one again', () => {
  const english = { actions: { save: 'Save' }, rows: [['a', 'b']], count: (n: number) => `${n} secrets` };
  const other = { actions: { save: 'Sichern' }, rows: [['c']], count: (n: number) => `${n} Einträge` };
  const words = copyOf(english);
  const { actions } = words;
  fill(words, other);
  expect(actions.save).toBe('Sichern');
  expect(words.rows).toEqual([['c']]);
  expect(words.count(2)).toBe('2 Einträge');
  expect(english.actions.save, 'the tree that was copied is left as it is').toBe('Save');
  fill(words, english);
  expect(actions.save).toBe('Save');
});
