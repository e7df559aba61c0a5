import { expect, it } from 'vitest';
import { steps } from './steps.ts';

it('tells of each hundredth once, and of the next work that is at its end at once', () => {
  const told: number[] = [];
  const progress = steps((done) => told.push(done));
  for (let done = 0; done <= 1_000; done += 1) progress(done, 1_000);
  expect(told).toEqual(Array.from({ length: 101 }, (_, n) => 10 * n));
  progress(1_000, 1_000);
  expect(told).toHaveLength(102);
});

it('tells once of work of which nobody knows how much it is', () => {
  const told: number[] = [];
  const progress = steps((done) => told.push(done));
  for (const done of [0, 1, 2]) progress(done, 0);
  expect(told).toEqual([0]);
});
