import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { needsPortal, PortalGrabber } from './global-shortcuts.ts';
import type { Message } from './message.ts';
import { Daemon } from './testing/daemon.ts';
import { StandIn } from './testing/stand-in.ts';
import type { Typed } from './wire.ts';

const name = 'org.freedesktop.portal.Desktop';
const shortcuts = 'org.freedesktop.portal.GlobalShortcuts';
const session = '/org/freedesktop/portal/desktop/session/1_1/holdfast';

/** A portal whose person answers with a code, and gives keys under a name of its own. */
interface Person {
  readonly code: number;
  readonly shown?: string;
}

let bus: Daemon;
let portal: StandIn | undefined;
let grabber: PortalGrabber;
beforeEach(async () => {
  bus = new Daemon();
  await bus.start();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  grabber = new PortalGrabber({ env, description: () => 'Quick search', app: 'holdfast' });
});
afterEach(async () => {
  await grabber.release();
  portal?.close();
  portal = undefined;
  await bus.end();
});

async function open({ code, shown = '' }: Person): Promise<StandIn> {
  const answer = ({ member, body, sender = '' }: Message): Typed | undefined => {
    const given = body.at(-1) as { handle_token: string };
    if (member !== 'CreateSession' && member !== 'BindShortcuts') return undefined;
    const caller = sender.slice(1).replaceAll('.', '_');
    const request = `/org/freedesktop/portal/desktop/request/${caller}/${given.handle_token}`;
    const bound: Typed = ['a(sa{sv})', [['search', { trigger_description: ['s', shown] }]]];
    const results = member === 'CreateSession' ? { session_handle: ['s', session] } : { shortcuts: bound };
    // The answer comes before the reply, as it may.
    portal?.signal(
      request,
      'org.freedesktop.portal.Request',
      'Response',
      ['u', member === 'CreateSession' ? 0 : code],
      ['a{sv}', results],
    );
    return ['o', request];
  };
  portal = await StandIn.own(bus.socket, name, answer);
  return portal;
}

const press = (from: StandIn, of = session, id = 'search') =>
  from.signal('/org/freedesktop/portal/desktop', shortcuts, 'Activated', ['o', of], ['s', id]);

test('the person gives keys, and each press of them is heard', async () => {
  const desktop = await open({ code: 0, shown: 'Press Ctrl+Alt+Space' });
  const pressed = vi.fn();
  expect(await grabber.grab('Ctrl+Alt+Space', pressed)).toEqual({
    state: 'on',
    shown: 'Press Ctrl+Alt+Space',
  });
  const bind = desktop.called.find(([member]) => member === 'BindShortcuts');
  expect(JSON.parse(JSON.stringify(bind))).toEqual([
    'BindShortcuts',
    session,
    [['search', { description: 'Quick search', preferred_trigger: 'CTRL+ALT+space' }]],
    '',
    { handle_token: expect.stringMatching(/^holdfast\d+$/) },
  ]);
  press(desktop, '/another/session');
  press(desktop, session, 'other');
  press(desktop);
  await vi.waitFor(() => expect(pressed).toHaveBeenCalled(), { timeout: 10_000 });
  expect(pressed).toHaveBeenCalledOnce();
});

test('what a stranger sends is no press', async () => {
  const desktop = await open({ code: 0 });
  const pressed = vi.fn();
  expect(await grabber.grab('Ctrl+K', pressed)).toEqual({ state: 'on' });
  const stranger = await StandIn.own(bus.socket, 'org.example.stranger');
  press(stranger);
  stranger.close();
  press(desktop);
  await vi.waitFor(() => expect(pressed).toHaveBeenCalled(), { timeout: 10_000 });
  expect(pressed).toHaveBeenCalledOnce();
});

test.each([
  [1, 'refused'],
  [2, 'unavailable'],
] as const)('an answer of %d is %s', async (code, state) => {
  await open({ code });
  expect(await grabber.grab('Ctrl+K', () => undefined)).toEqual({ state });
});

test('without a bus, a portal, or one that knows of keys there are none', async () => {
  expect(await grabber.grab('Ctrl+K', () => undefined)).toEqual({ state: 'unavailable' });
  portal = await StandIn.own(bus.socket, name);
  expect(await grabber.grab('Ctrl+K', () => undefined)).toEqual({ state: 'unavailable' });
  for (const env of [{}, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }]) {
    const alone = new PortalGrabber({ env, description: () => '', app: 'holdfast' });
    expect(await alone.grab('Ctrl+K', () => undefined)).toEqual({ state: 'unavailable' });
  }
});

test('a portal that goes while it is asked gives none', async () => {
  portal = await StandIn.own(bus.socket, name, ({ member }) => {
    if (member === 'CreateSession') void bus.stop();
    return member === 'CreateSession' ? ['o', '/request'] : undefined;
  });
  expect(await grabber.grab('Ctrl+K', () => undefined)).toEqual({ state: 'unavailable' });
});

test.each([
  [{ XDG_SESSION_TYPE: 'wayland' }, 'linux', true],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
  [{ XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-0' }, 'linux', false],
  [{}, 'linux', false],
  [{ XDG_SESSION_TYPE: 'wayland' }, 'darwin', false],
] as const)('%j on %s: the portal is asked is %s', (env, platform, wanted) => {
  expect(needsPortal(env, platform)).toBe(wanted);
});
