import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { autostart } from '../app/autostart.ts';
import { loginStart } from './login-start.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'login-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('on Linux the desktop starts the program that runs, until that is taken back', () => {
  const start = autostart({ HOME: home }, '/opt/my $apps/100%/holdfast');
  expect(start?.get()).toBe(false);
  start?.set(true);
  expect(start?.get()).toBe(true);
  const file = join(home, '.config/autostart/holdfast.desktop');
  expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/my \\\\$apps/100%%/holdfast"\n');
  start?.set(false);
  expect(start?.get()).toBe(false);
  start?.set(false);
});

test('an AppImage is started by its own file, and an entry that the desktop switched off is off', () => {
  const start = autostart(
    { XDG_CONFIG_HOME: home, APPIMAGE: '/a/Holdfast.AppImage' },
    '/tmp/.mount/holdfast',
  );
  start?.set(true);
  const file = join(home, 'autostart/holdfast.desktop');
  expect(readFileSync(file, 'utf8')).toContain('Exec="/a/Holdfast.AppImage"');
  writeFileSync(file, `${readFileSync(file, 'utf8')}Hidden=true\n`);
  expect(start?.get()).toBe(false);
  start?.set(true);
  expect(start?.get()).toBe(true);
});

test('elsewhere the system keeps it; from a checkout, or without a home, nothing is offered', () => {
  let openAtLogin = false;
  const app = {
    isPackaged: true,
    getLoginItemSettings: () => ({ openAtLogin }) as never,
    setLoginItemSettings: vi.fn((wanted: { openAtLogin?: boolean }) => {
      openAtLogin = wanted.openAtLogin ?? false;
    }),
  };
  const of = (platform: NodeJS.Platform) => ({ platform, env: {}, program: '/p' });
  const start = loginStart(app, of('darwin'));
  start?.set(true);
  expect(start?.get()).toBe(true);
  expect(loginStart({ ...app, isPackaged: false }, of('darwin'))).toBeUndefined();
  expect(loginStart(app, of('linux'))).toBeUndefined();
});
