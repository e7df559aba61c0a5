import { expect, test, vi } from 'vitest';
import { AutoLock, type Hold } from './auto-lock.ts';
import { IdleClock } from './idle.ts';

const minute = 60_000;

function begin(holds?: Hold) {
  const at = { now: 0, open: true, lockOnSleep: true, lockOnMinimize: false, holds };
  const clock = new IdleClock({
    minutes: () => 10,
    now: () => at.now,
    steady: () => at.now,
    systemIdle: () => 0,
  });
  const lock = vi.fn(() => {
    at.open = false;
  });
  const warn = vi.fn();
  const auto = new AutoLock({
    clock,
    now: () => at.now,
    isOpen: () => at.open,
    locksOn: (reason) => (reason === 'minimized' ? at.lockOnMinimize : at.lockOnSleep),
    holds: () => at.holds,
    lock,
    warn,
  });
  const after = (minutes: number) => {
    at.now += minutes * minute;
    auto.look();
  };
  return { at, auto, lock, warn, after };
}

test('nothing holds it back: it locks after the time', () => {
  const { after, lock } = begin();
  after(9.9);
  expect(lock).not.toHaveBeenCalled();
  after(0.1);
  expect(lock).toHaveBeenCalledExactlyOnceWith('idle');
});

test('work that is under way holds the lock back to its end, and the time counts from there', () => {
  const { at, after, lock, warn } = begin('work');
  after(300);
  expect(lock).not.toHaveBeenCalled();
  at.holds = undefined;
  after(0);
  after(9);
  expect(lock).not.toHaveBeenCalled();
  after(1);
  expect(lock).toHaveBeenCalledExactlyOnceWith('idle');
  expect(warn).not.toHaveBeenCalled();
});

test('a screen that is locked during work locks the vault as soon as that ends', () => {
  const { at, auto, after, lock } = begin('work');
  auto.left('screen-lock');
  after(5);
  expect(lock).not.toHaveBeenCalled();
  at.holds = undefined;
  after(0);
  expect(lock).toHaveBeenCalledExactlyOnceWith('screen-lock');
});

test('who comes back before that end finds the vault open', () => {
  const { at, auto, after, lock } = begin('work');
  auto.left('user-switch');
  auto.active();
  at.holds = undefined;
  after(1);
  expect(lock).not.toHaveBeenCalled();
});

test('sheets hold it back for half an hour, then the window asks for a minute', () => {
  const { after, lock, warn } = begin('sheets');
  after(39.9);
  expect(warn).not.toHaveBeenCalled();
  after(0.1);
  expect(warn).toHaveBeenCalledExactlyOnceWith(60);
  after(0.9);
  expect(lock).not.toHaveBeenCalled();
  after(0.1);
  expect(lock).toHaveBeenCalledExactlyOnceWith('idle');
  expect(warn).toHaveBeenLastCalledWith(0);
});

test('whoever answers that question keeps the vault open', () => {
  const { auto, after, lock, warn } = begin('sheets');
  after(40.5);
  auto.active();
  expect(warn.mock.calls).toEqual([[60], [0]]);
  after(1);
  expect(lock).not.toHaveBeenCalled();
});

test('a locked screen is no reason to lose sheets within half an hour', () => {
  const { auto, after, lock } = begin('sheets');
  auto.left('screen-lock');
  after(29);
  expect(lock).not.toHaveBeenCalled();
  after(1);
  expect(lock).toHaveBeenCalledExactlyOnceWith('screen-lock');
});

test('sheets that count, or were given up, hold nothing back any more', () => {
  const { at, after, lock } = begin('sheets');
  after(20);
  at.holds = undefined;
  after(0);
  expect(lock).toHaveBeenCalledExactlyOnceWith('idle');
});

test.each<Hold>(['work', 'sheets'])('sleep does not wait for %s', (holds) => {
  const { auto, lock } = begin(holds);
  auto.left('suspend');
  expect(lock).toHaveBeenCalledExactlyOnceWith('suspend');
});

test('a closed vault, and one that is not to lock with the screen, owe nothing', () => {
  const { at, auto, after, lock } = begin('work');
  at.lockOnSleep = false;
  auto.left('screen-lock');
  at.holds = undefined;
  after(1);
  at.lockOnSleep = true;
  at.open = false;
  auto.left('suspend');
  expect(lock).not.toHaveBeenCalled();
});

test('a window that is put away locks where that is wanted, and not while sheets are at hand', () => {
  const { at, auto, lock, after } = begin('sheets');
  auto.left('minimized');
  after(1);
  at.holds = undefined;
  after(1);
  expect(lock).not.toHaveBeenCalled();
  at.lockOnMinimize = true;
  at.holds = 'sheets';
  auto.left('minimized');
  after(1);
  expect(lock).not.toHaveBeenCalled();
  at.holds = undefined;
  after(0.1);
  expect(lock).toHaveBeenCalledExactlyOnceWith('minimized');
});
