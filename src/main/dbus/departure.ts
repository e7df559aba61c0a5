import { Bus, socketOf, systemBus } from './bus.ts';
import type { Message } from './message.ts';

/** Why somebody is thought to have left the machine. */
export type Departure = 'screen-lock' | 'suspend' | 'user-switch';

/** What is listened on. */
export interface DepartureOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly left: (why: Departure) => void;
  /** Milliseconds until a bus that ended or was not there is tried again. */
  readonly patience?: number;
}

// Each desktop's own screen lock; all of them say the same thing. KDE's is the first.
const lockers = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.kde.screensaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];
const login = 'org.freedesktop.login1';

/**
 * Tells when the screen is locked, the machine goes to sleep or another user takes it over, from
 * what desktop and login manager say on D-Bus. Without a bus nothing is ever told. Returns what
 * ends it.
 */
export function watchDepartures({ env, pid, left, patience = 30_000 }: DepartureOptions): () => void {
  const ends = [
    stayConnected(env['DBUS_SESSION_BUS_ADDRESS'], patience, sessionSignal(left), followLockers),
    stayConnected(env['DBUS_SYSTEM_BUS_ADDRESS'] ?? systemBus, patience, loginSignal(left), (bus) =>
      followLogin(bus, env['XDG_SESSION_ID'], pid),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}

type Heard = (signal: Message, session: string | undefined) => void;
/** Sets the connection up; the path of our own session, if the bus knows it. */
type Follow = (bus: Bus) => Promise<string | undefined>;

function stayConnected(
  address: string | undefined,
  patience: number,
  heard: Heard,
  follow: Follow,
): () => void {
  const path = address === undefined ? undefined : socketOf(address);
  if (path === undefined) return () => undefined;
  let bus: Bus | undefined;
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const again = () => {
    if (!over) timer = setTimeout(connect, patience).unref();
  };
  const connect = async () => {
    let session: string | undefined;
    try {
      bus = await Bus.connect(path, (signal) => heard(signal, session), again);
    } catch {
      return again();
    }
    if (over) bus.close();
    session = await follow(bus);
  };
  void connect();
  return () => {
    over = true;
    clearTimeout(timer);
    bus?.close();
  };
}

function sessionSignal(left: DepartureOptions['left']): Heard {
  return ({ interface: name = '', member, body }) => {
    if (lockers.includes(name) && member === 'ActiveChanged' && body[0] === true) left('screen-lock');
  };
}

async function followLockers(bus: Bus): Promise<undefined> {
  await bus.listen("type='signal',member='ActiveChanged'");
}

function loginSignal(left: DepartureOptions['left']): Heard {
  return ({ interface: name, member, path, body }, session) => {
    if (name === `${login}.Manager` && member === 'PrepareForSleep' && body[0] === true) left('suspend');
    // Where our own session is not known, anybody's lock counts: to lock once too often harms
    // nobody.
    const isOurs = session === undefined || path === session;
    if (name === `${login}.Session` && member === 'Lock' && isOurs) left('screen-lock');
    if (member !== 'PropertiesChanged' || path !== session) return;
    const [changed, properties] = body as [unknown, Record<string, unknown> | undefined];
    if (changed !== `${login}.Session`) return;
    if (properties?.['Active'] === false) left('user-switch');
    if (properties?.['LockedHint'] === true) left('screen-lock');
  };
}

async function followLogin(bus: Bus, id: string | undefined, pid: number): Promise<string | undefined> {
  const from = `type='signal',sender='${login}'`;
  await bus.listen(`${from},interface='${login}.Manager',member='PrepareForSleep'`);
  await bus.listen(`${from},interface='${login}.Session',member='Lock'`);
  const session = await ownSession(bus, id, pid);
  if (session !== undefined)
    await bus.listen(
      `${from},path='${session}',interface='org.freedesktop.DBus.Properties',member='PropertiesChanged'`,
    );
  return session;
}

/**
 * The object of the session that this process belongs to; `undefined` where the login manager knows
 * none.
 */
async function ownSession(bus: Bus, id: string | undefined, pid: number): Promise<string | undefined> {
  const manager = { destination: login, path: '/org/freedesktop/login1', interface: `${login}.Manager` };
  const ask = async (member: string, arg: string | number) => {
    const reply = await bus.call({ ...manager, member, args: [arg] });
    const path = reply?.type === 'reply' ? reply.body[0] : undefined;
    // It goes into a rule: an object's path and nothing else.
    return typeof path === 'string' && /^[\w/]+$/.test(path) ? path : undefined;
  };
  return (id ? await ask('GetSession', id) : undefined) ?? (await ask('GetSessionByPID', pid));
}
