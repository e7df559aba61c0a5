import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultPreferences } from '../../shared/preferences.ts';
import { noLog } from '../log.ts';
import { openSettings } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const path = () => join(folder, 'settings.json');
const aside = () => join(folder, 'settings.damaged.json');
const written = () => JSON.parse(readFileSync(path(), 'utf8'));
const openedWith = (stored: unknown) => {
  writeFileSync(path(), JSON.stringify(stored));
  return openSettings(folder, noLog);
};

test('what is written is read again, and what a later build wrote stays, in preferences too', () => {
  const settings = openedWith({ later: { a: 1 }, preferences: { new: 7 }, store: { type: 'memory' } });
  expect(settings.contents.store).toEqual({ type: 'memory' });
  settings.update({ preferences: { ...defaultPreferences, theme: 'dark' } });
  settings.update({ recents: [{ place: 'folder:/a', opened: 1 }] });
  expect(written()).toEqual({
    later: { a: 1 },
    store: { type: 'memory' },
    preferences: { ...defaultPreferences, theme: 'dark', new: 7 },
    recents: [{ place: 'folder:/a', opened: 1 }],
  });
  expect(openSettings(folder, noLog).preferences).toEqual({ ...defaultPreferences, theme: 'dark' });
  expect(readdirSync(folder)).toEqual(['settings.json']);
  expect(statSync(path()).mode & 0o077).toBe(0);
});

test('preferences of an older build are taken, and what it did not know begins as it does for all', () => {
  const older = { theme: 'dark', autoLockMinutes: 7, lockOnSleep: false, clipboardSeconds: 60 };
  expect(openedWith({ preferences: older }).preferences).toEqual({ ...defaultPreferences, ...older });
  expect(existsSync(aside())).toBe(false);
});

test.each(['', '{', '[]', 'null', '7'])('a file that is none of ours is set aside: %s', (text) => {
  writeFileSync(path(), text);
  expect(openSettings(folder, noLog).contents).toEqual({});
  expect(existsSync(path())).toBe(false);
  expect(readFileSync(aside(), 'utf8')).toBe(text);
});

const recent = { place: 'folder:/a', opened: 1 };
test.each([
  [
    'a theme',
    { preferences: { theme: 'pink', autoLockMinutes: 7 } },
    { preferences: { autoLockMinutes: 7 } },
  ],
  [
    'a language of a later build',
    { preferences: { language: 'tlh', zoom: 125 } },
    { preferences: { zoom: 125 } },
  ],
  [
    'a wish of another type',
    { preferences: { hideFromCapture: 1, theme: 'dark' } },
    { preferences: { theme: 'dark' } },
  ],
  [
    'keys that two have',
    { preferences: { shortcuts: { edit: 'Mod+N' }, zoom: 90 } },
    { preferences: { zoom: 90 } },
  ],
  ['preferences as a whole', { preferences: [], recents: [recent] }, { recents: [recent] }],
  ['one of the recent vaults', { recents: [{ place: 1 }, recent] }, { recents: [recent] }],
  ['all recent vaults', { recents: {}, store: { type: 'memory' } }, { store: { type: 'memory' } }],
  ['the window', { window: { width: '1' }, recents: [recent] }, { recents: [recent] }],
  ['a backup plan', { backups: { a: 1 }, recents: [recent] }, { backups: {}, recents: [recent] }],
])('%s that cannot be read costs nothing beside it, and the file is kept', (_, stored, read) => {
  const { contents } = openedWith(stored);
  const { preferences, ...others } = read as { preferences?: object };
  expect(contents).toMatchObject(others);
  if (preferences) expect(contents.preferences).toEqual({ ...defaultPreferences, ...preferences });
  expect(readFileSync(aside(), 'utf8')).toBe(JSON.stringify(stored));
  expect(existsSync(path())).toBe(true);
});

test('of two damaged files neither takes the other’s place, and the same one is kept once', () => {
  const [first, second] = [{ window: 1 }, { window: 2 }];
  for (const stored of [first, second, first]) openedWith(stored);
  expect(readdirSync(folder).sort()).toEqual([
    'settings.damaged-2.json',
    'settings.damaged.json',
    'settings.json',
  ]);
  expect(readFileSync(aside(), 'utf8')).toBe(JSON.stringify(first));
});

test('what the generator and the keys were given is read member by member', () => {
  const { preferences } = openedWith({
    preferences: {
      generator: { length: 999, digits: false, lower: false, upper: false, symbols: false, words: 8 },
      shortcuts: { edit: 'Mod+Shift+E', lock: '', search: 'Ctrl', later: 'Mod+J' },
    },
  });
  const { generator, shortcuts } = preferences;
  expect(generator).toEqual({
    ...defaultPreferences.generator,
    ...{ digits: false, symbols: false, words: 8 },
  });
  expect(shortcuts).toEqual({ edit: 'Mod+Shift+E', lock: '' });
});

test('no settings are no damage', () => {
  expect(openSettings(folder, noLog).contents).toEqual({});
  expect(readdirSync(folder)).toEqual([]);
});

test('a disk that refuses costs the memory only', () => {
  const settings = openSettings('/dev/null/nowhere', noLog);
  settings.update({ recents: [] });
  expect(settings.contents).toEqual({ recents: [] });
});
