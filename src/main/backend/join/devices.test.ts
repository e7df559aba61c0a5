import fc from 'fast-check';
import { it } from 'vitest';
import { operation } from '../testing/operations.ts';
import { anyAhead, runDevices, stepOf } from '../testing/random-devices.ts';

const long = process.env['HOLDFAST_LONG'] === '1';

// A failure prints the seed, the path and the shrunk steps: put `{ seed, path }` beside `numRuns`
// to replay it.
it('devices that write apart and meet in any order end equal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 4 }),
      anyAhead,
      fc.array(stepOf(operation), { minLength: 5, maxLength: 40, size: 'max' }),
      runDevices,
    ),
    { numRuns: long ? 1_000 : 40 },
  );
}, 600_000);
