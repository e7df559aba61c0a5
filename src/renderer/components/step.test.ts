import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { step } from './step.ts';

test('keys lead up, down, a page and to both ends', () => {
  expect(step('ArrowDown', 3, 10, 4)).toBe(4);
  expect(step('ArrowUp', 3, 10, 4)).toBe(2);
  expect(step('PageDown', 3, 10, 4)).toBe(7);
  expect(step('PageUp', 3, 10, 4)).toBe(0);
  expect(step('Home', 3, 10, 4)).toBe(0);
  expect(step('End', 3, 10, 4)).toBe(9);
});

test('with no row chosen, the first key chooses the first row', () => {
  expect(step('ArrowDown', -1, 10, 4)).toBe(0);
  expect(step('ArrowUp', -1, 10, 4)).toBe(0);
});

test('other keys, and an empty list, lead nowhere', () => {
  expect(step('x', 3, 10, 4)).toBeUndefined();
  expect(step('ArrowDown', -1, 0, 4)).toBeUndefined();
});

test('no key ever leads out of the list', () => {
  const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
  fc.assert(
    fc.property(
      key,
      fc.nat(50),
      fc.integer({ min: 1, max: 51 }),
      fc.integer({ min: 1, max: 60 }),
      (pressed, at, total, page) => {
        const to = step(pressed, Math.min(at, total) - 1, total, page) as number;
        return to >= 0 && to < total;
      },
    ),
  );
});
