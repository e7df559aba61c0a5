import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testIgnore: ['chromium/**', 'browsers/**'],
  // scripts/e2e.ts runs this as a user who may not write into the checkout.
  outputDir: process.env['HOLDFAST_E2E_RESULTS'] ?? '../test-results',
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env['HOLDFAST_E2E_REPORT']
    ? [['list'], ['json', { outputFile: process.env['HOLDFAST_E2E_REPORT'] }]]
    : [['list']],
});
