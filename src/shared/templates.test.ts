import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fieldCalled,
  fieldsOf,
  isTemplate,
  knownField,
  knownName,
  knownNames,
  templateNames,
  templateOf,
} from './templates.ts';
import { templateWords as german } from './words/de/templates.ts';
import { templateWords as english } from './words/en/templates.ts';

test('every template is told by what its own form asks for', () => {
  expect(new Set(templateNames).size).toBe(11);
  for (const template of templateNames)
    expect(templateOf(fieldsOf(template).map(({ name }) => name)), template).toBe(template);
});

test('a secret with a telling field alone is told by it, beside any fields of a person’s own', () => {
  const own = fc.array(fc.string().filter((name) => knownName(name) === undefined));
  fc.assert(
    fc.property(own, (names) => {
      expect(templateOf([...names, 'card-number'])).toBe('card');
      expect(templateOf([...names, 'password'])).toBe('login');
      expect(templateOf(['private-key', ...names, 'username'])).toBe('server');
      expect(templateOf(['notes', ...names])).toBe('note');
      expect(templateOf(names)).toBeUndefined();
    }),
  );
});

test('user and username are one name, and so are note and notes', () => {
  expect(knownName('user')).toBe('username');
  expect(knownName('note')).toBe('notes');
  expect(templateOf(['user', 'database'])).toBe('database');
  expect(knownField('user')).toEqual({ name: 'username', type: 'text' });
  expect(knownField('constructor')).toBeUndefined();
  expect(isTemplate('toString')).toBe(false);
});

test('every form ends with notes, once', () => {
  for (const template of [undefined, ...templateNames]) {
    const names = fieldsOf(template).map(({ name }) => name);
    expect(names.at(-1)).toBe('notes');
    expect(new Set(names).size).toBe(names.length);
  }
});

test('every known field is in some form, and labels within a form differ in every language', () => {
  expect(new Set(templateNames.flatMap((template) => fieldsOf(template).map(({ name }) => name)))).toEqual(
    // A one-time code is added to whatever form.
    new Set(knownNames.filter((name) => name !== 'otp')),
  );
  for (const { labels, names } of [english, german]) {
    expect(Object.keys(names).toSorted()).toEqual([...templateNames].toSorted());
    for (const template of templateNames) {
      const shown = fieldsOf(template).map(({ name }) => labels[name]);
      expect(new Set(shown).size).toBe(shown.length);
    }
  }
});

test('a label within an English sentence begins small, an abbreviation stays', () => {
  expect(english.within('User name')).toBe('user name');
  expect(english.within('PIN')).toBe('PIN');
  expect(english.within('API key')).toBe('API key');
});

test('a field is found by its name, or by the only one that means the same', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  expect(fieldCalled(named('user', 'username'), 'user')?.name).toBe('user');
  expect(fieldCalled(named('password', 'username'), 'user')?.name).toBe('username');
  expect(fieldCalled(named('totp'), 'otp')?.name).toBe('totp');
  expect(fieldCalled(named('note', 'notes'), 'NOTES')).toBeUndefined();
  expect(fieldCalled(named('user', 'username'), 'user name')).toBeUndefined();
  expect(fieldCalled(named('caf\u00e9'), 'cafe\u0301')?.name).toBe('caf\u00e9');
});
