import { defineConfig } from '@playwright/test';
import { displays } from './displays.ts';

// Which configurations of their own have.
const elsewhere = ['chromium/**', 'browsers/**'];
// It searches what all the others left.
const logs = 'logs.spec.ts';

export default defineConfig({
  testDir: '.',
  // scripts/e2e.ts runs this as a user who may not write into the checkout.
  outputDir: process.env['HOLDFAST_E2E_RESULTS'] ?? '../test-results',
  // A screen each, for windows of one screen take the focus from each other.
  workers: displays.length,
  projects: [
    { name: 'app', testIgnore: [...elsewhere, logs], teardown: 'logs' },
    { name: 'logs', testMatch: logs },
  ],
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  // Three apps at once take their time on a machine that others use, too.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: process.env['HOLDFAST_E2E_REPORT']
    ? [['list'], ['json', { outputFile: process.env['HOLDFAST_E2E_REPORT'] }]]
    : [['list']],
});
