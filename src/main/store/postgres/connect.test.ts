import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { userOf } from './connect.ts';

test('who connects is named by the place, by PGUSER, or is the person of this machine', () => {
  expect(userOf('ann', { PGUSER: 'ben' })).toBe('ann');
  expect(userOf(undefined, { PGUSER: 'ben' })).toBe('ben');
  expect(userOf(undefined, {})).toBe(userInfo().username);
  expect(userOf(undefined, { PGUSER: '' })).toBe(userInfo().username);
});
