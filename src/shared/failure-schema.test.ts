import { expect, test } from 'vitest';
import { damagedParts, importFaults } from './failure-reasons.ts';
import { failureCodes, parseFailure } from './failure-schema.ts';
import { everyFailure } from './testing/every-failure.ts';

test('every code, and every reason of a closed list, is made for the tests of words', () => {
  const every = everyFailure();
  expect(new Set(every.map(({ code }) => code))).toEqual(failureCodes);
  const reasons = every.map((one) => ('reason' in one ? one.reason : 'part' in one ? one.part : ''));
  expect(reasons).toEqual(expect.arrayContaining([...damagedParts, ...importFaults]));
});

test.each([
  { code: 'denied', reason: 'because it is so' },
  { code: 'too-large', what: 'the thing', limit: 1 },
])('a failure with free text is none: $code', (failure) => {
  expect(parseFailure(failure)).toBeUndefined();
});
