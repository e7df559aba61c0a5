import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AutoLock } from './auto-lock.ts';
import { IdleClock } from './idle.ts';
import { watchPower } from './watch-power.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin(minutes = 10) {
  const at = { now: 0, steady: 0, idle: 0, minutes, open: true, lockOnSleep: true };
  const clock = new IdleClock({
    minutes: () => at.minutes,
    now: () => at.now,
    steady: () => at.steady,
    systemIdle: () => at.idle,
  });
  const lock = vi.fn();
  const monitor = new EventEmitter();
  const auto = new AutoLock({
    clock,
    now: () => at.now,
    isOpen: () => at.open,
    locksOn: () => at.lockOnSleep,
    holds: () => undefined,
    lock,
    warn: () => undefined,
  });
  watchPower(monitor as unknown as PowerMonitor, auto);
  return { at, clock, lock, monitor };
}
const minute = 60_000;

test('the vault locks when nobody was there for the time', () => {
  const { at, clock, lock } = begin();
  at.now = at.steady = 9 * minute;
  vi.advanceTimersByTime(2_000);
  expect(lock).not.toHaveBeenCalled();
  clock.active();
  at.now = at.steady = 18 * minute;
  vi.advanceTimersByTime(2_000);
  expect(lock).not.toHaveBeenCalled();
  at.now = at.steady = 19 * minute;
  vi.advanceTimersByTime(2_000);
  expect(lock).toHaveBeenCalledExactlyOnceWith('idle');
});

test.each<[string, object]>([
  ['the wall clock alone went on: the machine slept', { now: 10 * minute }],
  ['the steady clock alone went on: the wall clock was set back', { steady: 10 * minute, now: -minute }],
  ['nobody touched the machine', { idle: 600 }],
])('%s', (_, passed) => {
  const { at, lock, monitor } = begin();
  Object.assign(at, passed);
  monitor.emit('resume');
  expect(lock).toHaveBeenCalledExactlyOnceWith('idle');
});

test('0 minutes: never', () => {
  const { at, lock } = begin(0);
  at.now = at.steady = 10_000 * minute;
  vi.advanceTimersByTime(10_000);
  expect(lock).not.toHaveBeenCalled();
});

test('it locks on sleep and with the screen, unless told not to', () => {
  const { at, lock, monitor } = begin(0);
  monitor.emit('suspend');
  monitor.emit('lock-screen');
  expect(lock.mock.calls).toEqual([['suspend'], ['screen-lock']]);
  at.lockOnSleep = false;
  monitor.emit('suspend');
  at.lockOnSleep = true;
  at.open = false;
  monitor.emit('suspend');
  expect(lock).toHaveBeenCalledTimes(2);
});
