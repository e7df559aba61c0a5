import { expect, test } from 'vitest';
import { limits } from '../../shared/secret.ts';
import type { ParsedEntry } from './entry.ts';
import { Sources } from './sources.ts';

const entry = (id: string): ParsedEntry => ({ id, folders: ['g'], title: 't', versions: [{ fields: [] }] });

test('an entry is known by its id, under one prefix and, where ids are places, in a file of one name', () => {
  const of = (prefix: string, file: string, format: 'kdbx' | 'json') =>
    new Sources([], prefix, file).next(format, entry('1'));
  expect(of('', '/a/x.json', 'json')).toBe(of('', '/b/x.json', 'json'));
  expect(of('', 'x.json', 'json')).not.toBe(of('', 'y.json', 'json'));
  expect(of('p', 'x.json', 'json')).not.toBe(of('', 'x.json', 'json'));
  expect(of('', 'x.kdbx', 'kdbx')).toBe(of('', 'renamed.kdbx', 'kdbx'));
});

test('entries that share an id stay apart, by their order', () => {
  const sources = new Sources([], '', 'f');
  const twice = [sources.next('kdbx', entry('1')), sources.next('kdbx', entry('1'))];
  expect(twice).toEqual(['kdbx:1', 'kdbx:1~2']);
});

test('an entry without an id is known by its way, and the longest way fits', () => {
  const sources = new Sources([], '', 'f');
  expect(sources.next('kdbx', entry(''))).toBe('kdbx:g/t');
  expect(sources.next('json', entry('/x'.repeat(1_000))).length).toBeLessThan(limits.customValue);
});
