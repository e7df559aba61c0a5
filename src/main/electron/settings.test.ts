import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noLog } from '../log.ts';
import { defaultPreferences, openSettings } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const path = () => join(folder, 'settings.json');

test('what is written is read again, and what a later build wrote stays', () => {
  writeFileSync(path(), '{"later":{"a":1},"store":{"type":"memory"}}');
  const settings = openSettings(folder, noLog);
  expect(settings.contents.store).toEqual({ type: 'memory' });
  settings.update({ preferences: { ...defaultPreferences, theme: 'dark' } });
  settings.update({ recents: [{ place: 'folder:/a', opened: 1 }] });
  expect(openSettings(folder, noLog).contents).toEqual({
    later: { a: 1 },
    store: { type: 'memory' },
    preferences: { ...defaultPreferences, theme: 'dark' },
    recents: [{ place: 'folder:/a', opened: 1 }],
  });
  expect(readdirSync(folder)).toEqual(['settings.json']);
  expect(statSync(path()).mode & 0o077).toBe(0);
});

test('preferences of a build that knew of no screenshots are taken, and let the window be seen', () => {
  const { hideFromCapture: _, ...older } = defaultPreferences;
  writeFileSync(path(), JSON.stringify({ preferences: { ...older, theme: 'dark' } }));
  expect(openSettings(folder, noLog).contents.preferences).toEqual({ ...defaultPreferences, theme: 'dark' });
  expect(defaultPreferences.hideFromCapture).toBe(false);
});

test.each([
  '',
  '{"preferences":{"theme":"dark","autoLockMinutes":1,"lockOnSleep":true,"clipboardSeconds":1,"hideFromCapture":1}}',
  '{',
  '[]',
  'null',
  '{"recents":{}}',
  '{"preferences":{"theme":"pink"}}',
  '{"window":{"width":"1"}}',
])('damaged settings are set aside: %s', (text) => {
  writeFileSync(path(), text);
  expect(openSettings(folder, noLog).contents).toEqual({});
  expect(existsSync(path())).toBe(false);
  expect(readFileSync(join(folder, 'settings.damaged.json'), 'utf8')).toBe(text);
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

test('a language of a later build costs nothing but itself', () => {
  const saved = { preferences: { ...defaultPreferences, autoLockMinutes: 7, language: 'tlh' } };
  writeFileSync(path(), JSON.stringify(saved));
  const { preferences } = openSettings(folder, noLog).contents;
  expect(preferences).toEqual({ ...defaultPreferences, autoLockMinutes: 7, language: 'system' });
});
