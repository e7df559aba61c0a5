import { beforeEach, expect, test } from 'vitest';
import { GlobalKeys, type Grabbed } from './global-keys.ts';

let asked: string[] = [];
let gives: (keys: string) => Grabbed = () => ({ state: 'on' });
const presses: (() => void)[] = [];
const grabber = {
  grab: async (keys: string, pressed: () => void) => {
    asked.push(keys);
    presses.push(pressed);
    return gives(keys);
  },
  release: async () => void asked.push('-'),
};
let shown = 0;
let keys: GlobalKeys;
beforeEach(() => {
  asked = [];
  shown = 0;
  gives = () => ({ state: 'on' });
  keys = new GlobalKeys(
    async () => grabber,
    () => void shown++,
  );
});

test('nothing is asked of the desktop until somebody wants keys', async () => {
  expect(await keys.set('')).toBe('off');
  expect(asked).toEqual([]);
  expect(await keys.set('Ctrl+Alt+Space')).toBe('on');
  presses.at(-1)?.();
  expect(shown).toBe(1);
  expect(await keys.set('Ctrl+Alt+Space')).toBe('on');
  expect(asked).toEqual(['-', 'Ctrl+Alt+Space']);
  expect(await keys.set('')).toBe('off');
  expect(keys.state).toEqual({ state: 'off' });
});

test.each(['taken', 'refused', 'unavailable'] as const)(
  'where new keys are %s, the old ones are had on',
  async (state) => {
    await keys.set('Ctrl+K');
    gives = (wanted) => (wanted === 'Ctrl+K' ? { state: 'on', shown: 'Ctrl+K' } : { state });
    expect(await keys.set('Ctrl+J')).toBe(state);
    expect(keys.state).toEqual({ state: 'on', shown: 'Ctrl+K' });
    expect(asked.at(-1)).toBe('Ctrl+K');
  },
);

test('keys that were taken at the start are asked for again', async () => {
  gives = () => ({ state: 'taken' });
  expect(await keys.set('Ctrl+K')).toBe('taken');
  expect(keys.state).toEqual({ state: 'taken' });
  gives = () => ({ state: 'on' });
  expect(await keys.set('Ctrl+K')).toBe('on');
});

test('one is asked for after the other', async () => {
  await Promise.all([keys.set('Ctrl+A'), keys.set('Ctrl+B')]);
  expect(asked).toEqual(['-', 'Ctrl+A', '-', 'Ctrl+B']);
});
