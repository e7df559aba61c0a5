import { expect, test } from 'vitest';
import { api, key } from './api.ts';

const good = Buffer.alloc(32, 0xfb).toString('base64url');

test.each([
  ['one letter fewer', good.slice(1)],
  ['one letter more', `${good}A`],
  ['a line end behind it', `${good}\n`],
  ['something before it', ` ${good}`],
  ['the other base64', Buffer.alloc(32, 0xfb).toString('base64')],
])('a client’s key is 32 bytes in base64url: not with %s', (_, text) => {
  expect(key.safeParse(good).success).toBe(true);
  expect(key.safeParse(text).success).toBe(false);
});

test('a list that tells more of a secret than it says does not leave', () => {
  const { output } = api['secret.list'];
  const secret = { path: 'a', current: 1, newest: 1, updated: 1, tags: [] };
  const list = (one: object) => output.safeParse({ secrets: [one], damaged: false }).success;
  expect(list(secret)).toBe(true);
  expect(list({ ...secret, fields: [] })).toBe(false);
  expect(list({ ...secret, custom: [] })).toBe(false);
});
