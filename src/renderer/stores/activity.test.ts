import { expect, test, vi } from 'vitest';
import { watchActivity } from './activity.ts';

test('tells of input at once, then at most every ten seconds, until it is ended', () => {
  const target = new EventTarget();
  const tell = vi.fn();
  let now = 1_000_000;
  const end = watchActivity(tell, () => now, target);
  const press = (after: number) => {
    now += after;
    target.dispatchEvent(new Event('keydown'));
    return tell.mock.calls.length;
  };
  expect(press(0)).toBe(1);
  expect(press(9_999)).toBe(1);
  expect(press(1)).toBe(2);
  end();
  expect(press(60_000)).toBe(2);
});
