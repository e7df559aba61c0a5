import { expect, test } from 'vitest';
import { blankDraft, faultsOf, keptFields, sameDraft, tagsOf } from './draft.ts';

const field = (key: number, name: string, value = '') => ({ key, name, type: 'text' as const, value });

test('a new secret begins in its folder', () => {
  expect(blankDraft('prod/db').path).toBe('prod/db/');
  expect(blankDraft('').path).toBe('');
});

test('empty fields are left out of a new secret, but kept where they were before', () => {
  const draft = { path: 'a', tags: [], fields: [field(1, 'user'), field(2, 'host', 'h')] };
  expect(keptFields(draft, new Set()).map(({ name }) => name)).toEqual(['host']);
  expect(keptFields(draft, new Set(['user'])).map(({ name }) => name)).toEqual(['user', 'host']);
});

test('names must be there, be short enough, and differ', () => {
  const { fields, none } = faultsOf([
    field(1, ''),
    field(2, 'a'),
    field(3, ' a '),
    field(4, 'x'.repeat(257)),
  ]);
  expect([...fields]).toEqual([
    [1, 'unnamed'],
    [3, 'twice'],
    [4, 'too-long'],
  ]);
  expect(none).toBe(false);
  expect(faultsOf([]).none).toBe(true);
});

test('a draft is the same until something in it differs', () => {
  const draft = { path: 'a', tags: ['t'], fields: [field(1, 'n', 'v')] };
  expect(sameDraft(draft, structuredClone(draft))).toBe(true);
  expect(sameDraft(draft, { ...draft, path: 'b' })).toBe(false);
  expect(sameDraft(draft, { ...draft, tags: [] })).toBe(false);
  expect(sameDraft(draft, { ...draft, fields: [field(1, 'n', 'w')] })).toBe(false);
});

test('what stands in the box of tags counts, several of them, and each once', () => {
  const draft = { path: 'a', tags: ['work'], fields: [] };
  expect(tagsOf(draft)).toEqual(['work']);
  expect(tagsOf({ ...draft, typedTags: ' bank ' })).toEqual(['work', 'bank']);
  expect(tagsOf({ ...draft, typedTags: 'bank, ,home,work,bank' })).toEqual(['work', 'bank', 'home']);
  expect(sameDraft(draft, { ...draft, typedTags: 'bank' })).toBe(false);
  expect(sameDraft(draft, { ...draft, typedTags: ' ' })).toBe(true);
});

test('a field that was asked for is kept for its name alone', () => {
  const draft = {
    path: 'a',
    tags: [],
    fields: [{ ...field(1, 'pin'), added: true as const }, field(2, 'user')],
  };
  expect(keptFields(draft, new Set()).map(({ name }) => name)).toEqual(['pin']);
  const unnamed = { ...draft, fields: [{ ...field(1, ' '), added: true as const }] };
  expect(keptFields(unnamed, new Set())).toEqual([]);
});
