import { expect, test } from 'vitest';
import { holdersOf } from './reuse.ts';

const of = (path: string, ...fields: [string, 'text' | 'secret', string][]) => ({
  path,
  fields: fields.map(([name, type, value]) => ({ name, type, value })),
});

test('those that hold the same hidden value are named, whatever their field is called', async () => {
  const all = [
    of('a/one', ['password', 'secret', 'pw-1']),
    of('b', ['password', 'text', 'pw-1']),
    of('c', ['pin', 'secret', 'pw-1'], ['password', 'secret', 'other']),
    of('d', ['password', 'secret', 'pw-11'], ['none', 'secret', '']),
    of('deleted'),
  ];
  const secrets = { all: async () => all as never };
  expect(await holdersOf(secrets, 'pw-1')).toEqual(['a/one', 'c']);
  expect(await holdersOf(secrets, 'PW-1')).toEqual([]);
  // An empty value is no password, so it is not the same one.
  expect(await holdersOf(secrets, '')).toEqual([]);
});
