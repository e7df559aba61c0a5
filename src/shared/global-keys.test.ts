import { expect, test } from 'vitest';
import { parseGlobalKeys, portalTrigger, pressedGlobalKeys } from './global-keys.ts';

const pressed = (key: string, code: string, held = '') => ({
  ...{ key, code },
  ctrlKey: held.includes('c'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
  metaKey: held.includes('m'),
});

test.each([
  [pressed(' ', 'Space', 'ca'), 'Ctrl+Alt+Space', 'CTRL+ALT+space'],
  [pressed('K', 'KeyK', 'cs'), 'Ctrl+Shift+K', 'CTRL+SHIFT+k'],
  [pressed('F9', 'F9', 'm'), 'Super+F9', 'LOGO+F9'],
  [pressed('!', 'Digit1', 'as'), 'Alt+Shift+1', 'ALT+SHIFT+1'],
  [pressed('@', 'KeyQ', 'ca'), 'Ctrl+Alt+Q', 'CTRL+ALT+q'],
  // On a German keyboard Z lies where Y does elsewhere.
  [pressed('z', 'KeyY', 'c'), 'Ctrl+Z', 'CTRL+z'],
])('%j is %s, and %s for the portal', (keys, written, trigger) => {
  expect(pressedGlobalKeys(keys)).toBe(written);
  expect(parseGlobalKeys(written)).toBe(written);
  expect(portalTrigger(written)).toBe(trigger);
});

test.each([
  pressed('k', 'KeyK'),
  pressed('K', 'KeyK', 's'),
  pressed('F9', 'F9'),
  pressed('Shift', 'ShiftLeft', 'cs'),
  pressed('ü', 'BracketLeft', 'c'),
])('%j is nothing that works everywhere', (keys) => {
  expect(pressedGlobalKeys(keys)).toBeUndefined();
});

test.each(['', 'K', 'Shift+K', 'Alt+Ctrl+K', 'Ctrl+', 'Ctrl+Kk', 'Ctrl+K+', 'Super'])(
  '%j names none',
  (text) => {
    expect(parseGlobalKeys(text)).toBeUndefined();
  },
);
