import { expect, test } from 'vitest';
import { ofPlaywright, ofVitest, verdict } from './tally.ts';

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, testResults: [] };
const playwright = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 } };

test('sums both runners on the last line', () => {
  const said = verdict([ofVitest(vitest, 0), ofPlaywright(playwright, 0)]);
  expect(said).toEqual({ lines: ['1 skipped', '5 passed, 0 failed'], code: 0 });
});

test('a failed test of either runner fails the whole', () => {
  expect(verdict([ofVitest({ ...vitest, numFailedTests: 1 }, 1)]).code).toBe(1);
  const stats = { ...playwright.stats, unexpected: 1 };
  expect(verdict([ofVitest(vitest, 0), ofPlaywright({ stats }, 1)]).code).toBe(1);
});

test('a flaky test is a failed test', () => {
  expect(ofPlaywright({ stats: { ...playwright.stats, flaky: 1 } }, 0).failed).toBe(1);
});

test('a test file that cannot be loaded is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(ofVitest({ ...vitest, testResults }, 1).failed).toBe(1);
});

test('a runner that dies, runs nothing or ends badly without a word has failed', () => {
  expect(ofVitest(undefined, 1).failed).toBe(1);
  expect(ofVitest({ ...vitest, numPassedTests: 0 }, 0).failed).toBe(1);
  expect(ofPlaywright(playwright, 1).failed).toBe(1);
  expect(verdict([]).code).toBe(1);
});
