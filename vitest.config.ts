import { defineConfig } from 'vitest/config';

// `npm run test:long` sets HOLDFAST_LONG: the same tests with more rounds.
const long = process.env['HOLDFAST_LONG'] === '1';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    environment: 'node',
    // One for each core of a small machine: much of what is tested waits for processes and servers.
    maxWorkers: 2,
    testTimeout: long ? 1_800_000 : 60_000,
    hookTimeout: 120_000,
    // A second is too short on a machine that others use, too.
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ['scripts/test-notes.ts'],
  },
});
