import { expect, test } from 'vitest';
import type { Field } from './secret-schema.ts';
import { compareFields, isReordered } from './version-changes.ts';

const field = (name: string, value: string, type: Field['type'] = 'text'): Field => ({ name, type, value });
const told = (before: Field[], after: Field[]) =>
  compareFields(before, after).map(({ fate, before: from, after: to }) => [fate, from?.name, to?.name]);

test('each field is told once: added, removed, changed, renamed or the same', () => {
  const before = [field('user', 'ann'), field('old', 'x'), field('url', 'a'), field('login', 'kept')];
  const after = [field('user', 'ann'), field('url', 'b'), field('name', 'kept'), field('new', 'y')];
  expect(told(before, after)).toEqual([
    ['same', 'user', 'user'],
    ['removed', 'old', undefined],
    ['changed', 'url', 'url'],
    ['renamed', 'login', 'name'],
    ['added', undefined, 'new'],
  ]);
});

test('another type is a change; what was removed first stands first', () => {
  expect(told([field('gone', '1'), field('a', '2')], [field('a', '2', 'secret')])).toEqual([
    ['removed', 'gone', undefined],
    ['changed', 'a', 'a'],
  ]);
  expect(told([field('a', '1'), field('b', '2'), field('c', '3')], [])).toEqual([
    ['removed', 'a', undefined],
    ['removed', 'b', undefined],
    ['removed', 'c', undefined],
  ]);
});

test.each([
  ['nothing in it', [field('a', '')], [field('b', '')]],
  ['another type', [field('a', 'x')], [field('b', 'x', 'secret')]],
  ['two that it could have been', [field('a', 'x'), field('c', 'x')], [field('b', 'x')]],
  ['two that it could be', [field('a', 'x')], [field('b', 'x'), field('c', 'x')]],
])('no name is said to have changed where that cannot be told: %s', (_, before, after) => {
  expect(told(before, after).map(([fate]) => fate)).not.toContain('renamed');
});

test('another order is told, and what came or went is none', () => {
  const [a, b, c] = [field('a', '1'), field('b', '2'), field('c', '3')];
  const reordered = (before: Field[], after: Field[]) => isReordered(compareFields(before, after), before);
  expect(reordered([a, b], [b, a])).toBe(true);
  expect(reordered([a, b, c], [a, c])).toBe(false);
  expect(reordered([a, c], [a, b, c])).toBe(false);
});
