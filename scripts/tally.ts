/** How many tests of one runner ended how. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Reads Vitest's JSON report; a file that could not even be loaded is one failure. */
export function ofVitest(report: unknown, code: number): Tally {
  if (report === undefined) return nothing;
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as VitestReport;
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return honest({ passed: numPassedTests, failed, skipped: numPendingTests }, code);
}

/** Reads Playwright's JSON report; a flaky test is a failed one. */
export function ofPlaywright(report: unknown, code: number): Tally {
  if (report === undefined) return nothing;
  const { expected, unexpected, flaky, skipped } = (report as PlaywrightReport).stats;
  return honest({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

/**
 * What `npm test` says at its end, and its exit code: not 0 when a test failed, nor when a runner
 * ran none.
 */
export function verdict(tallies: readonly Tally[]): { lines: string[]; code: number } {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  const skips = skipped > 0 ? [`${skipped} skipped`] : [];
  return {
    lines: [...skips, `${passed} passed, ${failed} failed`],
    code: failed === 0 && passed > 0 ? 0 : 1,
  };
}

// A runner that left no report ran nothing, which is a failure.
const nothing: Tally = { passed: 0, failed: 1, skipped: 0 };

/**
 * A runner that ends badly without a failed test, or well without any test, has failed all the
 * same.
 */
function honest(tally: Tally, code: number): Tally {
  const silent = tally.failed === 0 && (code !== 0 || tally.passed === 0);
  return silent ? { ...tally, failed: 1 } : tally;
}
