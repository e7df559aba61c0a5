import { expect, it } from 'vitest';
import { wipe } from './wipe.ts';

it('overwrites every buffer and skips what is undefined', () => {
  const [one, two] = [Uint8Array.of(1, 2), Buffer.from('key')];
  wipe(one, undefined, two);
  expect([...one, ...two]).toEqual([0, 0, 0, 0, 0]);
});

it('leaves the neighbours of a view alone', () => {
  const pool = new Uint8Array(9).fill(7);
  wipe(pool.subarray(3, 6));
  expect([...pool]).toEqual([7, 7, 7, 0, 0, 0, 7, 7, 7]);
});
