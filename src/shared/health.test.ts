import { describe, expect, test } from 'vitest';
import { acceptedOf, dueOf, endDates, endOf, isOpenAddress, leadOf } from './health.ts';

const day = 86_400_000;
const utc = (...parts: [number, number, number]) => Date.UTC(...parts);

describe('a day that something ends', () => {
  test.each([
    ['2027-01-31', utc(2027, 1, 1)],
    [' 2024-02-29 ', utc(2024, 2, 1)],
    ['2027-01-31T12:00:00Z', utc(2027, 1, 1)],
    ['01/27', utc(2027, 1, 1)],
    ['12/2027', utc(2028, 0, 1)],
    ['2-28', utc(2028, 2, 1)],
  ])('%s', (text, at) => expect(endOf(text)).toBe(at));

  test.each(['', 'soon', '2027-02-31', '2027-13-01', '13/27', '00/27', '31.12.2027', '1234567'])(
    'is none: %s',
    (text) => expect(endOf(text)).toBeUndefined(),
  );
});

const info = (custom: [string, string][], ...expires: string[]) => ({
  custom,
  fields: expires.map((value) => ({ name: 'expires', type: 'text' as const, value })),
});

test('a secret ends by its metadata and by its field, whichever is first', () => {
  const both = info([['expires', '2027-03-01']], '01/27');
  expect(endDates(both)).toEqual([{ at: utc(2027, 2, 2) }, { at: utc(2027, 1, 1), field: 'expires' }]);
  expect(dueOf(both, utc(2027, 1, 20))).toEqual({ at: utc(2027, 1, 1), field: 'expires' });
  expect(dueOf(info([], 'never'), utc(2099, 0, 1))).toBeUndefined();
});

test('it is told its lead time before, or the time that was asked for', () => {
  const secret = info([
    ['expires', '2027-03-01'],
    ['expires-lead', '14'],
  ]);
  const end = utc(2027, 2, 2);
  expect(leadOf(secret)).toBe(14 * day);
  expect(leadOf(info([['expires-lead', 'x']]))).toBe(30 * day);
  expect(dueOf(secret, end - 14 * day - 1)).toBeUndefined();
  expect(dueOf(secret, end - 14 * day)).toEqual({ at: end });
  expect(dueOf(secret, end - 15 * day, { within: 15 * day })).toEqual({ at: end });
  expect(dueOf(secret, end, { within: 0 })).toEqual({ at: end });
});

test('what is fine are the reasons that there are', () => {
  expect(acceptedOf(info([['health-ok', 'weak, old,nonsense']]))).toEqual(['weak', 'old']);
  expect(acceptedOf(info([]))).toEqual([]);
});

test.each([
  ...[
    'http://example.org',
    'HTTP://EXAMPLE.ORG/x',
    ' http://a@example.org:80/',
    'http://8.8.8.8',
    'http://172.32.0.1',
  ],
])('is open to anybody on the way: %s', (text) => expect(isOpenAddress(text)).toBe(true));
test.each([
  ...[
    'https://example.org',
    'example.org',
    'http://',
    'http://localhost:8080',
    'http://127.0.0.1',
    'http://10.1.2.3',
  ],
  ...[
    'http://192.168.1.1/',
    'http://172.16.0.1',
    'http://[::1]:80',
    'http://router',
    'http://nas.local',
    'ftp://a.b',
  ],
])('is not: %s', (text) => expect(isOpenAddress(text)).toBe(false));
