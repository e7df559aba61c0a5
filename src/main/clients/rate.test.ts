import { expect, it } from 'vitest';
import { Rate } from './rate.ts';

const slow = { second: 10, burst: 5 };

it('lets a burst through, then makes wait as long as it takes, and only whoever asks too often', () => {
  let now = 0;
  const limits = new Rate({ client: slow, stranger: slow }, () => now);
  expect(Array.from({ length: 7 }, () => limits.wait('client', 'a'))).toEqual([0, 0, 0, 0, 0, 100, 200]);
  expect(limits.wait('stranger', 'a')).toBe(0);
  now = 300;
  expect(limits.wait('client', 'a')).toBe(0);
  expect(limits.wait('client', 'a')).toBe(100);
  now = 100_000;
  expect(Array.from({ length: 6 }, () => limits.wait('client', 'a'))).toEqual([0, 0, 0, 0, 0, 100]);
});
