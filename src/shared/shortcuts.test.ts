import { expect, test } from 'vitest';
import {
  actionOf,
  defaultShortcuts,
  parseShortcut,
  pressedShortcut,
  refusalOf,
  shortcutActions,
  shortcutOf,
  soundShortcuts,
  withShortcut,
} from './shortcuts.ts';

const pressed = (key: string, held = '') => ({
  key,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  shiftKey: held.includes('s'),
  altKey: held.includes('a'),
});

test('no two actions begin with the same keys, and each has keys that can be had', () => {
  expect(new Set(Object.values(defaultShortcuts)).size).toBe(shortcutActions.length);
  for (const action of shortcutActions) {
    expect(parseShortcut(defaultShortcuts[action])).toBe(defaultShortcuts[action]);
    expect(refusalOf(action, defaultShortcuts[action], {})).toBeUndefined();
  }
});

test.each([
  [pressed('l', 'c'), 'Mod+L'],
  [pressed('L', 'cs'), 'Mod+Shift+L'],
  [pressed('l', 'm'), 'Mod+L'],
  [pressed(',', 'c'), 'Mod+,'],
  [pressed('?', 'cs'), 'Mod+?'],
  [pressed('F2'), 'F2'],
  [pressed('F2', 's'), 'Shift+F2'],
  [pressed('F12', 'cs'), 'Mod+Shift+F12'],
])('%o is %s', (press, keys) => expect(pressedShortcut(press)).toBe(keys));

test.each([
  pressed('l'),
  pressed('L', 's'),
  pressed('l', 'ca'),
  pressed('Control', 'c'),
  pressed('Enter', 'c'),
  pressed(' ', 'c'),
  pressed('ü', 'c'),
  pressed('Escape'),
])('%o is no shortcut', (press) => expect(pressedShortcut(press)).toBeUndefined());

test('keys that another action has, or that text fields and the menu need, are refused', () => {
  expect(refusalOf('edit', 'Mod+N', {})).toBe('newSecret');
  expect(refusalOf('edit', 'Mod+N', { newSecret: 'F2' })).toBeUndefined();
  expect(refusalOf('edit', 'F2', { newSecret: 'F2' })).toBe('newSecret');
  expect(refusalOf('edit', 'Mod+N', { newSecret: '' })).toBeUndefined();
  for (const keys of ['Mod+V', 'Mod+A', 'Mod+Q', 'F6', 'Mod++'])
    expect(refusalOf('edit', keys, {})).toBe('reserved');
  // Copying is allowed to copy, and to nothing else.
  expect(refusalOf('copyPassword', 'Mod+C', {})).toBeUndefined();
  expect(refusalOf('edit', 'Mod+C', { copyPassword: 'F2' })).toBe('reserved');
  expect(refusalOf('edit', undefined, {})).toBe('none');
});

test('other keys count in place of the first, which are then free; the first again are no change', () => {
  const changed = withShortcut('lock', 'F2', {});
  expect(shortcutOf('lock', changed)).toBe('F2');
  expect([actionOf('F2', changed), actionOf('Mod+L', changed)]).toEqual(['lock', undefined]);
  expect(withShortcut('lock', 'Mod+L', changed)).toEqual({});
  expect(actionOf('', withShortcut('lock', '', {}))).toBeUndefined();
});

test('of what was read, swapped keys stay and those that cannot be go', () => {
  expect(soundShortcuts({ edit: 'Mod+N', newSecret: 'Mod+E' })).toEqual({
    edit: 'Mod+N',
    newSecret: 'Mod+E',
  });
  expect(soundShortcuts({ edit: 'Mod+Z', lock: 7, search: 'x', undo: '' })).toEqual({ undo: '' });
});
