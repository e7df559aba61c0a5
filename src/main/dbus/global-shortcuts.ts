import { portalTrigger } from '../../shared/global-keys.ts';
import type { Grabbed, Grabber } from '../app/global-keys.ts';
import { Bus, socketOf } from './bus.ts';
import type { Message } from './message.ts';
import type { Typed } from './wire.ts';

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html
const portal = 'org.freedesktop.portal';
const desktop = { destination: `${portal}.Desktop`, path: '/org/freedesktop/portal/desktop' };
const shortcuts = `${portal}.GlobalShortcuts`;
const id = 'search';

/** Where the portal is, and what the desktop is told that the keys are for. */
export interface PortalOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly description: () => string;
  /** Name of the desktop entry: by it the desktop remembers what was given. */
  readonly app: string;
}

/**
 * Keys by the desktop's portal, for Wayland: the person says there whether the program gets them,
 * and may choose others. The connection is the session: they are had as long as it stands.
 */
export class PortalGrabber implements Grabber {
  readonly #options: PortalOptions;
  #bus: Bus | undefined;
  #count = 0;

  constructor(options: PortalOptions) {
    this.#options = options;
  }

  async grab(keys: string, pressed: () => void): Promise<Grabbed> {
    const path = socketOf(this.#options.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
    if (path === undefined) return { state: 'unavailable' };
    const waiting = new Map<string, (signal: Message | undefined) => void>();
    let session: unknown;
    const heard = (signal: Message) => {
      const answer = signal.path === undefined ? undefined : waiting.get(signal.path);
      if (signal.interface === `${portal}.Request` && signal.member === 'Response') answer?.(signal);
      const [of, what] = signal.body;
      if (signal.interface === shortcuts && signal.member === 'Activated' && of === session && what === id)
        pressed();
    };
    const ended = () => {
      for (const answer of waiting.values()) answer(undefined);
    };
    try {
      this.#bus = await Bus.connect(path, heard, ended);
      await this.#greet(this.#bus);
      const made = await this.#ask(this.#bus, waiting, 'CreateSession', [], {
        session_handle_token: ['s', 'holdfast'],
      });
      session = made?.results['session_handle'];
      if (typeof session !== 'string') return await this.#without('unavailable');
      return await this.#bind(this.#bus, waiting, session, keys);
    } catch {
      return this.#without('unavailable');
    }
  }

  async release(): Promise<void> {
    this.#bus?.close();
    this.#bus = undefined;
  }

  async #bind(bus: Bus, waiting: Waiting, session: string, keys: string): Promise<Grabbed> {
    const about = {
      description: ['s', this.#options.description()],
      preferred_trigger: ['s', portalTrigger(keys)],
    };
    const bound = await this.#ask(
      bus,
      waiting,
      'BindShortcuts',
      [
        ['o', session],
        ['a(sa{sv})', [[id, about]]],
        ['s', ''],
      ],
      {},
    );
    if (bound === undefined) return this.#without('unavailable');
    // 1: the person said no; 2: it ended in another way.
    if (bound.code !== 0) return this.#without(bound.code === 1 ? 'refused' : 'unavailable');
    const [given] = (bound.results['shortcuts'] ?? []) as [string, Record<string, unknown>][];
    const shown = given?.[1]['trigger_description'];
    return { state: 'on', ...(typeof shown === 'string' && shown !== '' && { shown }) };
  }

  async #without(state: 'refused' | 'unavailable'): Promise<Grabbed> {
    await this.release();
    return { state };
  }

  // A program that no sandbox names says itself which it is; older portals do not know the call.
  async #greet(bus: Bus): Promise<void> {
    const from = `type='signal',sender='${desktop.destination}'`;
    await bus.listen(`${from},interface='${portal}.Request',member='Response'`);
    await bus.listen(`${from},interface='${shortcuts}',member='Activated'`);
    const register = { ...desktop, interface: 'org.freedesktop.host.portal.Registry', member: 'Register' };
    await bus.call({ ...register, args: [this.#options.app, ['a{sv}', {}]] });
  }

  /** What the portal answers in a signal of its own; `undefined`: there is none that could. */
  async #ask(
    bus: Bus,
    waiting: Waiting,
    member: string,
    args: readonly Typed[],
    options: Readonly<Record<string, Typed>>,
  ): Promise<{ code: unknown; results: Record<string, unknown> } | undefined> {
    const token = `holdfast${++this.#count}`;
    const sender = bus.name.slice(1).replaceAll('.', '_');
    const request = `${desktop.path}/request/${sender}/${token}`;
    const answered = new Promise<Message | undefined>((resolve) => waiting.set(request, resolve));
    const given: Typed = ['a{sv}', { handle_token: ['s', token], ...options }];
    const reply = await bus.call({ ...desktop, interface: shortcuts, member, args: [...args, given] });
    const response = reply?.type === 'reply' ? await answered : undefined;
    waiting.delete(request);
    if (response === undefined) return undefined;
    const [code, results] = response.body;
    return { code, results: (results ?? {}) as Record<string, unknown> };
  }
}

type Waiting = Map<string, (signal: Message | undefined) => void>;

/** True where programs cannot take keys for themselves, and the portal is asked. */
export function needsPortal(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): boolean {
  const { XDG_SESSION_TYPE: kind, WAYLAND_DISPLAY } = env;
  return platform === 'linux' && (kind === undefined ? Boolean(WAYLAND_DISPLAY) : kind === 'wayland');
}
