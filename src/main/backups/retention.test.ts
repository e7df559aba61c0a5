import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expired, type Rule } from './retention.ts';

const day = 86_400_000;
const start = new Date(2026, 0, 1, 12).getTime();
const rule = fc.record({
  last: fc.nat(12),
  daily: fc.nat(10),
  weekly: fc.nat(6),
  monthly: fc.nat(14),
});
// A clock that goes on by hours or weeks, and now and then jumps far back or ahead.
const clock = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 20 * day }) },
    { weight: 1, arbitrary: fc.integer({ min: -900 * day, max: 900 * day }) },
  ),
  { maxLength: 60 },
);

function backupsOf(steps: readonly number[]) {
  let time = start;
  return steps.map((step, i) => {
    time += step;
    return { revision: i + 1, time };
  });
}

const none: Rule = { last: 0, daily: 0, weekly: 0, monthly: 0 };

it('the newest by revision stays, whatever the clock and the rule say, and so do the last N', () => {
  fc.assert(
    fc.property(clock, rule, (steps, wanted) => {
      const backups = backupsOf(steps);
      const gone = new Set(expired(backups, wanted).map(({ revision }) => revision));
      for (const { revision } of backups.slice(-Math.max(1, wanted.last)))
        expect(gone.has(revision)).toBe(false);
    }),
  );
});

it('keeps no more than the rule allows, and goes on keeping the same when asked again', () => {
  fc.assert(
    fc.property(clock, rule, (steps, wanted) => {
      const backups = backupsOf(steps);
      const gone = new Set(expired(backups, wanted));
      const left = backups.filter((backup) => !gone.has(backup));
      const most = Math.max(1, wanted.last) + wanted.daily + wanted.weekly + wanted.monthly;
      expect(left.length).toBeLessThanOrEqual(most);
      expect(expired(left, wanted)).toEqual([]);
    }),
  );
});

it('a generous rule lets nothing go that a stricter one keeps', () => {
  fc.assert(
    fc.property(clock, rule, (steps, wanted) => {
      const backups = backupsOf(steps);
      const more = { ...wanted, last: wanted.last + 3, weekly: wanted.weekly + 2 };
      const strict = new Set(expired(backups, wanted));
      for (const backup of expired(backups, more)) expect(strict.has(backup)).toBe(true);
    }),
  );
});

it('daily, weekly and monthly keep the newest of each', () => {
  const backups = Array.from({ length: 60 }, (_, i) => ({ revision: i + 1, time: start + (i * day) / 2 }));
  const kept = (wanted: Partial<Rule>) => {
    const gone = new Set(expired(backups, { ...none, ...wanted }));
    return backups.filter((backup) => !gone.has(backup)).map(({ revision }) => revision);
  };
  expect(kept({ last: 3 })).toEqual([58, 59, 60]);
  expect(kept({ daily: 3 })).toHaveLength(3);
  expect(kept({ monthly: 2 })).toHaveLength(1);
  expect(kept({ weekly: 2 })).toHaveLength(2);
});

/** Which backups, made on these days one after the other, a rule keeps. */
function keptOf(days: readonly [year: number, month: number, day: number][], wanted: Partial<Rule>) {
  const backups = days.map((day, i) => ({ revision: i, time: new Date(...day, 12).getTime() }));
  const gone = new Set(expired(backups, { ...none, ...wanted }));
  return backups.filter((backup) => !gone.has(backup)).map(({ revision }) => revision);
}

it('the newest stays even under a rule that keeps none', () => {
  expect(
    keptOf(
      [
        [2026, 0, 1],
        [2026, 0, 2],
      ],
      {},
    ),
  ).toEqual([1]);
});

it('a month and a day of another year are others', () => {
  const years: [number, number, number][] = [
    [2024, 0, 9],
    [2025, 0, 9],
  ];
  expect(keptOf(years, { monthly: 2 })).toEqual([0, 1]);
  expect(keptOf(years, { daily: 2 })).toEqual([0, 1]);
});

it('a week goes from Monday to Sunday, over the turn of the year', () => {
  const days: [number, number, number][] = [
    [2025, 11, 28],
    [2025, 11, 29],
    [2026, 0, 4],
    [2026, 0, 5],
  ];
  expect(keptOf(days, { weekly: 4 })).toEqual([0, 2, 3]);
});

it('several of one revision count once, as the newest of them, and go or stay together', () => {
  const month = (revision: number, month: number) => ({ revision, time: new Date(2026, month, 1).getTime() });
  const three = [month(1, 0), month(2, 1), month(3, 2)];
  const copies = [month(3, 0), month(3, 1), month(2, 0)];
  expect(expired([...three, ...copies], { ...none, monthly: 3 })).toEqual([]);
  expect(expired([...three, ...copies], { ...none, monthly: 2 })).toEqual([month(1, 0)]);
  expect(expired([...three, ...copies], { ...none, last: 1 })).toEqual([three[0], three[1], copies[2]]);
});
