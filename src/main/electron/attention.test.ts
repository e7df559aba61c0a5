import { expect, test } from 'vitest';
import { attract } from './attention.ts';

function standIn(isFocused: boolean) {
  const flashed: boolean[] = [];
  let focus = () => undefined as unknown;
  const window = {
    isDestroyed: () => false,
    isFocused: () => isFocused,
    flashFrame: (on: boolean) => void flashed.push(on),
    once: (_event: string, listener: () => unknown) => {
      focus = listener;
      return window;
    },
  };
  return { window: window as unknown as Parameters<typeof attract>[0], flashed, focus: () => focus() };
}

test('a window that is not looked at is marked until it is, or nobody waits any more', () => {
  const away = standIn(false);
  attract(away.window, true);
  away.focus();
  attract(away.window, false);
  expect(away.flashed).toEqual([true, false, false]);
});

test('a window that is looked at is not', () => {
  const here = standIn(true);
  attract(here.window, true);
  expect(here.flashed).toEqual([false]);
});
