import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDue, pauseAfterFailure, type Standing } from './schedule.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = new Date(2026, 0, 1, 12).getTime();
const on = { onLock: true, onQuit: true, daily: true };

/**
 * The wall clock from one look to the next, a minute apart: now and then it sleeps for hours, or
 * somebody sets it.
 */
const clock = fc.array(
  fc.oneof(
    { weight: 40, arbitrary: fc.constant(minute) },
    { weight: 4, arbitrary: fc.integer({ min: minute, max: 3 * day }) },
    { weight: 1, arbitrary: fc.integer({ min: -900 * day, max: 900 * day }) },
  ),
  { minLength: 1, maxLength: 400 },
);

/** Looks at every step; what is due is done, or fails. The steps at which something was tried. */
function live(steps: readonly number[], fails: (n: number) => boolean, standing: Standing = {}) {
  let now = start;
  const tried: { at: number; step: number }[] = [];
  for (const [step, passed] of steps.entries()) {
    now += passed;
    const moment = { now, revision: step, unlocked: true };
    if (!isDue('tick', on, standing, moment)) continue;
    const failed = fails(tried.length);
    tried.push({ at: now, step });
    standing = failed
      ? { ...standing, tried: now }
      : { last: { revision: step, proven: 'everything' }, done: now };
  }
  return { tried, standing, now };
}

it('an open vault is never more than a day behind, as its own clock counts, however that jumps', () => {
  fc.assert(
    fc.property(clock, (steps) => {
      const { standing, now } = live(steps, () => false);
      expect(standing.done).toBeDefined();
      expect(now - (standing.done ?? 0)).toBeLessThan(day);
      expect(standing.done).toBeLessThanOrEqual(now);
    }),
  );
});

it('a clock that jumps costs one backup a jump at most, and one that goes on one a day', () => {
  fc.assert(
    fc.property(clock, (steps) => {
      const { tried } = live(steps, () => false);
      const jumps = steps.filter((passed) => passed < 0).length;
      const ahead = steps.reduce((sum, passed) => sum + Math.max(0, passed), 0);
      expect(tried.length).toBeLessThanOrEqual(1 + jumps + Math.floor(ahead / day));
    }),
  );
});

it('what failed is tried again after a pause, and not before; never given up', () => {
  fc.assert(
    fc.property(clock, (steps) => {
      const { tried } = live(steps, () => true);
      for (const [n, { at, step }] of tried.entries()) {
        const next = tried[n + 1];
        if (next !== undefined && steps.slice(step + 1, next.step + 1).every((passed) => passed > 0))
          expect(next.at - at).toBeGreaterThanOrEqual(pauseAfterFailure);
      }
    }),
  );
  expect(live(Array(600).fill(minute), () => true).tried).toHaveLength(600 / 15);
});

it('a lock and the end are occasions for what has changed alone, and only where they are wanted', () => {
  const same = { last: { revision: 7, proven: 'everything' as const }, done: start };
  const at = (revision: number, unlocked = true) => ({ now: start, revision, unlocked });
  for (const [occasion, off] of [
    ['lock', { ...on, onLock: false }],
    ['quit', { ...on, onQuit: false }],
  ] as const) {
    expect(isDue(occasion, on, same, at(7))).toBe(false);
    expect(isDue(occasion, on, same, at(8))).toBe(true);
    expect(isDue(occasion, on, {}, at(8))).toBe(true);
    expect(isDue(occasion, off, same, at(8))).toBe(false);
  }
});

it('what was copied without keys is proven as soon as they are there, and not before', () => {
  const copied = { last: { revision: 7, proven: 'structure' as const }, done: start };
  const never = { onLock: false, onQuit: false, daily: false };
  expect(isDue('tick', never, copied, { now: start, revision: 7, unlocked: true })).toBe(true);
  expect(isDue('tick', on, copied, { now: start, revision: 7, unlocked: false })).toBe(false);
  expect(isDue('quit', on, copied, { now: start, revision: 7, unlocked: false })).toBe(false);
  expect(isDue('quit', on, copied, { now: start, revision: 7, unlocked: true })).toBe(true);
});
