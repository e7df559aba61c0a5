import { expect, test } from 'vitest';
import { counterKey, counterOf, isCounterKey, laterPair } from './otp-counter.ts';

const key = counterKey(new Uint8Array(32).fill(0xab));

test('the key names the secret by eight bytes of its digest', () => {
  expect(key).toBe('otp-counter/abababababababab');
  expect([isCounterKey(key), isCounterKey('owner')]).toEqual([true, false]);
});

test('what is no counter is none', () => {
  expect([counterOf(undefined), counterOf('x'), counterOf('-1'), counterOf('7')]).toEqual([
    ...[undefined, undefined, undefined, 7],
  ]);
});

test('of two copies the counter that is further is kept, of anything else the later value', () => {
  const pair = (value: string): [string, string] => [key, value];
  expect(laterPair(pair('9'), pair('10'))).toEqual(pair('10'));
  expect(laterPair(pair('10'), pair('9'))).toEqual(pair('10'));
  expect(laterPair(['k', '10'], ['k', '9'])).toEqual(['k', '9']);
});
