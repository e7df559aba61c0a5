import { expect, test } from 'vitest';
import { damagedParts, importFaults } from './failure-reasons.ts';
import { failureCodes, parseFailure } from './failure-schema.ts';
import { everyFailure, madeName } from './testing/every-failure.ts';

/** What a failure quotes: names that people and files gave, and the system's codes. */
const openTexts = [
  'at',
  'call',
  'field',
  'file',
  'name',
  'names',
  'object',
  'os',
  'path',
  'paths',
  'pattern',
  'place',
  'policy',
  'program',
  'reference',
  'set',
  'suggestion',
  'type',
  'wanted',
];

test('every code, and every reason of a closed list, is made for the tests of words', () => {
  const every = everyFailure();
  expect(new Set(every.map(({ code }) => code))).toEqual(failureCodes);
  const reasons = every.map((one) => ('reason' in one ? one.reason : 'part' in one ? one.part : ''));
  expect(reasons).toEqual(expect.arrayContaining([...damagedParts, ...importFaults]));
});

test.each([
  { code: 'denied', reason: 'because it is so' },
  { code: 'too-large', what: 'the thing', limit: 1 },
  { code: 'bad-input', what: 'the thing', reason: 'because it is so' },
  { code: 'bad-input', what: 'passphrase', reason: 'because it is so' },
  { code: 'bad-input', what: 'passphrase', reason: 'duplicate' },
  { code: 'store', reason: 'EIO' },
  { code: 'kdf-refused', reason: 'memory: too much', value: 1, least: 2, most: 3 },
  { code: 'import-refused', reason: 'malformed', part: 'here' },
])('a failure with free text is none: $code', (failure) => {
  expect(parseFailure(failure)).toBeUndefined();
});

test('only names and codes of others are open texts in a failure: no reason is', () => {
  const members = everyFailure().flatMap((failure) => Object.entries(failure));
  const open = members.flatMap(([member, value]) => ([value].flat().includes(madeName) ? [member] : []));
  expect([...new Set(open)].sort()).toEqual(openTexts);
});
