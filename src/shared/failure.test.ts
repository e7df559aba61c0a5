import { expect, test } from 'vitest';
import { fail, failureOf, HoldfastError, systemFailure } from './failure.ts';

test('what a log may see of a failure is its code alone', () => {
  const failure = { code: 'not-found', what: 'secret', name: 'prod/db/password' } as const;
  const error = new HoldfastError(failure);
  expect(error.message).toBe('not-found');
  expect(String(error)).toBe('HoldfastError: not-found');
  expect(error.stack).not.toContain('prod/db');
  expect(error.failure).toBe(failure);
});

test('a failure that is thrown is found again, and nothing else is taken for one', () => {
  const cause = new Error('below');
  expect(() => fail({ code: 'locked' }, cause)).toThrow(
    expect.objectContaining({ message: 'locked', cause }),
  );
  expect(failureOf(new HoldfastError({ code: 'locked' }))).toEqual({ code: 'locked' });
  for (const other of [cause, { failure: { code: 'locked' } }, 'locked', undefined])
    expect(failureOf(other)).toBeUndefined();
});

test.each([
  ['ENOSPC', { code: 'no-space' }],
  ['EDQUOT', { code: 'no-space' }],
  ['EIO', { code: 'store', reason: 'system', os: 'EIO' }],
  ['not a code: /home/ada', { code: 'store', reason: 'system' }],
  [undefined, { code: 'store', reason: 'system' }],
])('what the system says, %s, is a failure without its message', (code, failure) => {
  expect(systemFailure(Object.assign(new Error('/home/ada'), { code }))).toEqual(failure);
});
