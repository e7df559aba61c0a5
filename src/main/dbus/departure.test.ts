import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchDepartures } from './departure.ts';
import { Daemon } from './testing/daemon.ts';
import { StandIn } from './testing/stand-in.ts';

const login = 'org.freedesktop.login1';
const session = '/org/freedesktop/login1/session/_32';

let bus: Daemon;
let services: StandIn[] = [];
let end: () => void = () => undefined;
beforeEach(async () => {
  bus = new Daemon();
  await bus.start();
});
afterEach(async () => {
  end();
  for (const service of services) service.close();
  services = [];
  await bus.end();
});

async function service(name: string, answer?: string): Promise<StandIn> {
  const one = await StandIn.own(bus.socket, name, answer);
  services.push(one);
  return one;
}

function watch(env: Record<string, string> = {}) {
  const left = vi.fn();
  const addresses = { DBUS_SESSION_BUS_ADDRESS: bus.address, DBUS_SYSTEM_BUS_ADDRESS: bus.address };
  end = watchDepartures({ env: { ...addresses, ...env }, pid: 4_711, left, patience: 20 });
  return left;
}

/** Sends until it is heard: when a rule stands cannot be seen from here. */
async function heard(left: ReturnType<typeof vi.fn>, send: () => void, why: string): Promise<void> {
  await vi.waitFor(
    () => {
      send();
      expect(left).toHaveBeenCalledWith(why);
    },
    { timeout: 10_000, interval: 20 },
  );
}

test.each([
  ['org.freedesktop.ScreenSaver', '/ScreenSaver'],
  ['org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver'],
  ['org.gnome.ScreenSaver', '/org/gnome/ScreenSaver'],
  ['org.kde.screensaver', '/ScreenSaver'],
  ['org.cinnamon.ScreenSaver', '/org/cinnamon/ScreenSaver'],
  ['org.mate.ScreenSaver', '/org/mate/ScreenSaver'],
])('%s at %s says that the screen is locked', async (name, path) => {
  const desktop = await service(name);
  const left = watch();
  await heard(left, () => desktop.flag(path, name, 'ActiveChanged', true), 'screen-lock');
  left.mockClear();
  // A screen that is unlocked, and a signal of somebody else's with the same name, are nothing.
  desktop.flag(path, name, 'ActiveChanged', false);
  desktop.flag(path, 'org.example.Lamp', 'ActiveChanged', true);
  desktop.flag(path, name, 'ActiveChanged');
  await heard(left, () => desktop.flag(path, name, 'ActiveChanged', true), 'screen-lock');
  expect(new Set(left.mock.calls.flat())).toEqual(new Set(['screen-lock']));
});

test('the login manager tells of sleep, of a lock and of another user at the screen', async () => {
  const manager = await service(login, session);
  const left = watch({ XDG_SESSION_ID: '2' });
  const path = '/org/freedesktop/login1';
  await heard(left, () => manager.flag(path, `${login}.Manager`, 'PrepareForSleep', true), 'suspend');
  await heard(left, () => manager.flag(session, `${login}.Session`, 'Lock'), 'screen-lock');
  await heard(left, () => manager.property(session, `${login}.Session`, 'Active', false), 'user-switch');
  expect(manager.called).toEqual([['GetSession', '2']]);
  left.mockClear();
  await heard(left, () => manager.property(session, `${login}.Session`, 'LockedHint', true), 'screen-lock');
});

test('what happens to another session, or comes from somebody who is not the login manager, is nothing', async () => {
  const manager = await service(login, session);
  const stranger = await service('org.example.stranger');
  const left = watch();
  await heard(left, () => manager.flag(session, `${login}.Session`, 'Lock'), 'screen-lock');
  expect(manager.called).toContainEqual(['GetSessionByPID', 4_711]);
  await heard(left, () => manager.property(session, `${login}.Session`, 'Active', false), 'user-switch');
  const sleep = () => manager.flag('/', `${login}.Manager`, 'PrepareForSleep', true);
  // What was sent before this is over once this is heard.
  await heard(left, sleep, 'suspend');
  left.mockClear();
  const other = '/org/freedesktop/login1/session/_33';
  manager.flag(other, `${login}.Session`, 'Lock');
  manager.property(other, `${login}.Session`, 'Active', false);
  manager.property(session, `${login}.Session`, 'Active', true);
  manager.flag('/org/freedesktop/login1', `${login}.Manager`, 'PrepareForSleep', false);
  stranger.flag(session, `${login}.Session`, 'Lock');
  stranger.property(session, `${login}.Session`, 'Active', false);
  await heard(left, sleep, 'suspend');
  expect(new Set(left.mock.calls.flat())).toEqual(new Set(['suspend']));
});

test('where our own session is not known, any lock counts', async () => {
  const manager = await service(login);
  const left = watch();
  await heard(left, () => manager.flag('/some/session', `${login}.Session`, 'Lock'), 'screen-lock');
});

test('a bus that ends and comes back is heard again', async () => {
  const name = 'org.gnome.ScreenSaver';
  const left = watch();
  const first = await service(name);
  await heard(left, () => first.flag('/', name, 'ActiveChanged', true), 'screen-lock');
  left.mockClear();
  await bus.stop();
  await bus.start();
  const again = await service(name);
  await heard(left, () => again.flag('/', name, 'ActiveChanged', true), 'screen-lock');
});

test.each([
  ['no address', {}],
  ['nobody at the address', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
  ['an address of another kind', { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=localhost,port=1' }],
])('%s: nothing happens', async (_, env) => {
  const left = vi.fn();
  end = watchDepartures({ env: { DBUS_SYSTEM_BUS_ADDRESS: 'none', ...env }, pid: 1, left, patience: 5 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(left).not.toHaveBeenCalled();
});
