import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Flakes } from './flaky.ts';

let folder: string;
let flakes: Flakes;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flaky-'));
  flakes = new Flakes();
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const unit = (...statuses: string[]) =>
  report({
    numPassedTests: statuses.filter((one) => one === 'passed').length,
    numFailedTests: statuses.filter((one) => one === 'failed').length,
    numPendingTests: 0,
    testResults: [
      {
        name: 'a.test.ts',
        status: statuses.includes('failed') ? 'failed' : 'passed',
        assertionResults: statuses.map((status, n) => ({ fullName: `t${n}`, status })),
      },
    ],
  });

test('runs that all pass have no failures', () => {
  for (let n = 0; n < 3; n++) flakes.addVitest(unit('passed', 'passed'), 0);
  expect(flakes.lines()).toEqual(['3 runs, 6 tests passed, 0 failures']);
  expect(flakes.failed).toBe(false);
});

test('what failed is named, the most frequent first', () => {
  flakes.addVitest(unit('failed', 'passed'), 1);
  flakes.addVitest(unit('failed', 'failed'), 1);
  const suites = [{ title: 'a.spec.ts', suites: [{ title: 's', specs: [{ title: 't', ok: false }] }] }];
  const stats = { expected: 4, unexpected: 1, flaky: 0, skipped: 0 };
  flakes.addPlaywright(report({ suites, stats }), 1);
  expect(flakes.lines()).toEqual([
    '2× a.test.ts: t0',
    '1× a.test.ts: t1',
    '1× a.spec.ts: s: t',
    '3 runs, 5 tests passed, 4 failures',
  ]);
  expect(flakes.failed).toBe(true);
});

test.each([
  ['a runner that left no report', () => flakes.addVitest(join(folder, 'none.json'), 1)],
  ['a runner that ends badly though its tests pass', () => flakes.addVitest(unit('passed'), 1)],
  ['a runner that ran nothing', () => flakes.addVitest(unit(), 0)],
  ['end-to-end tests without a report', () => flakes.addPlaywright(join(folder, 'none.json'), 0)],
])('%s counts as a failure', (_, add) => {
  add();
  expect(flakes.lines()[0]).toBe('1× a run that ended badly');
  expect(flakes.failed).toBe(true);
});

test('a file that cannot be loaded is named', () => {
  const testResults = [{ name: 'b.test.ts', status: 'failed', assertionResults: [] }];
  const counts = { numPassedTests: 1, numFailedTests: 0, numPendingTests: 0 };
  flakes.addVitest(report({ ...counts, testResults }), 1);
  expect(flakes.lines()[0]).toBe('1× b.test.ts');
});

test('no run at all is a failure', () => {
  expect(flakes.failed).toBe(true);
});
