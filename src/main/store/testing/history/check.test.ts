import { expect, it } from 'vitest';
import { type Operation, violationsIn } from './check.ts';

const put = (value: string, began: number, done?: number, version?: number): Operation => ({
  op: 'put',
  path: 'p',
  value,
  began,
  ...(done !== undefined && { done }),
  ...(version !== undefined && { version }),
});
const get = (value: string, version: number, began: number, done: number): Operation => ({
  ...{ op: 'get', path: 'p', value, version, began, done },
});
const final = (...values: (string | undefined)[]) => new Map([['p', values]]);

it('finds nothing wrong with what one vault could have done', () => {
  const history = [
    put('a', 0, 10, 1),
    put('b', 5, 20, 2),
    put('c', 21),
    put('d', 22),
    get('', 0, 0, 3),
    get('a', 1, 6, 30),
    get('c', 3, 25, 26),
    get('c', 3, 40, 41),
  ];
  expect(violationsIn(history, final('a', 'b', 'c'))).toEqual([]);
});

it.each<[string, Operation[], ReturnType<typeof final>]>([
  ['lost', [put('a', 0, 1, 1), put('b', 2, 3, 2)], final('a')],
  ['lost', [{ ...put('a', 0, 1, 1), unsent: true } as Operation], final()],
  ['renumbered', [put('a', 0, 1, 2), put('b', 0, 1, 1)], final('a', 'b')],
  ['gap', [put('a', 0, 1, 1), put('b', 2, 3, 3)], final('a', undefined, 'b')],
  ['never written', [put('a', 0, 1, 1)], final('a', 'x')],
  ['twice', [put('a', 0)], final('a', 'a')],
  ['read before', [put('a', 5, 6, 1), get('a', 1, 1, 2)], final('a')],
  ['read before', [put('a', 5, 6, 1), get('x', 1, 7, 8)], final('a')],
  ['went back', [put('a', 0), put('b', 0), get('b', 2, 1, 2), get('a', 1, 3, 4)], final('a', 'b')],
  ['stale', [put('a', 0, 1, 1), get('', 0, 2, 3)], final('a')],
])('%s', (word, history, end) => {
  expect(violationsIn(history, end).map((one) => one.slice(0, word.length))).toContain(word);
});

it('lets numbers go only where what waited on a machine was joined', () => {
  const waited = { ...put('b', 2, 3, 2), unsent: true } as Operation;
  const numbered = final('a', undefined, 'c', 'b');
  const both = [put('a', 0, 1, 1), put('c', 2, 3, 2)];
  expect(violationsIn([...both, waited], numbered, true)).toEqual([]);
  expect(violationsIn([...both, put('b', 2)], numbered, true)).toEqual([]);
  expect(violationsIn([...both, waited], numbered)).toEqual([
    'renumbered: c at p, 2 became 3',
    'gap: p version 2',
  ]);
  expect(violationsIn([...both, put('b', 3, 4, 3)], numbered, true)).toHaveLength(3);
  expect(violationsIn([...both, waited], final('a', undefined, 'b'), true)).toEqual(['lost: c at p']);
});

it('leaves what was read without the service its own time', () => {
  const offline = { ...get('a', 1, 5, 6), offline: true } as Operation;
  expect(violationsIn([put('a', 0, 1, 1), put('b', 2, 3, 2), offline], final('a', 'b'))).toEqual([]);
});
