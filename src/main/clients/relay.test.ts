import { once as event } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { x25519Key } from '../crypto/primitives.ts';
import { Connection } from './connection.ts';
import { Frames, frame } from './frame.ts';
import { AppHandshake, fresh32, keyFrom, ProgramHandshake, publicKeyOf, refusal } from './handshake.ts';
import { readServerKey, whereToConnect } from './keys.ts';
import { raw } from './testing/raw.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

// A relay that connects, and then becomes the program by `exec`, has the program's process number:
// here it is the same process, too.
const value = 's3cret-of-the-vault';
const path = 'prod/db-orders';
const fields = [{ name: 'password', type: 'secret', value }] as const;
const secrets = [value, path, 'secret.get', 'password', 'build'];

let here: Stand;
let listening: net.Server | undefined;
beforeEach(async () => {
  here = await stand();
  await here.vault?.secrets.put(path, fields);
  await here.let('build', 'prod/*');
});
afterEach(async () => {
  listening?.close();
  await here.close();
});

/** Listens in the place of the app. */
async function pretend(meet: (program: net.Socket) => void): Promise<string> {
  const socket = join(here.folder, 'between');
  listening = net.createServer((program) => {
    program.on('error', () => undefined);
    meet(program);
  });
  await event(listening.listen(socket), 'listening');
  return socket;
}

type Side = 'program' | 'app';
/** What is passed on of one message; its number is of its side, from 1. */
type Passing = (message: Buffer, from: Side, number: number) => Buffer[];

/** Stands between a program and the app, message by message, and keeps what it hears. */
async function relay(pass: Passing): Promise<{ socket: string; heard: Buffer[] }> {
  const heard: Buffer[] = [];
  const socket = await pretend((program) => {
    const app = net.connect(here.socket);
    app.on('error', () => undefined);
    const sides = [
      [program, app, 'program'],
      [app, program, 'app'],
    ] as const;
    for (const [from, to, side] of sides) {
      const frames = new Frames(2 ** 28);
      let number = 0;
      from.on('data', (chunk) => {
        frames.push(chunk);
        heard.push(chunk);
        for (let bytes = frames.next(); bytes !== undefined; bytes = frames.next()) {
          number += 1;
          for (const one of pass(bytes, side, number)) to.write(frame(one));
        }
      });
      from.on('close', () => to.destroy());
    }
  });
  return { socket, heard };
}

function open(socket: string): Promise<Connection> {
  const env = { ...here.env, HOLDFAST_SOCKET: socket, HOLDFAST_CLIENT: 'build' };
  return Connection.open({ ...whereToConnect(env, process.platform), patience: 2_000 });
}

function tells(heard: readonly Buffer[]): string[] {
  const text = Buffer.concat(heard).toString('latin1');
  return [...secrets, here.vault?.id ?? ''].filter((said) => text.includes(said));
}

it('whoever passes everything on between a program and the app reads nothing of it, not even who asks for what', async () => {
  const { socket, heard } = await relay((message) => [message]);
  const connection = await open(socket);
  expect(await connection.call('secret.get', { path })).toMatchObject({ fields });
  await connection.call('secret.put', { path: 'prod/new', fields });
  connection.close();
  expect(Buffer.concat(heard).length).toBeGreaterThan(500);
  expect(tells(heard)).toEqual([]);
});

const altered = (message: Buffer, at: number) =>
  Buffer.from(message.map((byte, index) => (index === at ? byte ^ 1 : byte)));
const on =
  (side: Side, which: number, how: (message: Buffer) => Buffer[]): Passing =>
  (message, from, number) =>
    from === side && number === which ? how(message) : [message];

// The program's messages: 1 and 2 are the handshake's; the app's: 1 is.
const hostile: Record<string, [Passing, string]> = {
  'alters what the program begins with': [on('program', 1, (one) => [altered(one, 20)]), 'not-genuine'],
  'asks for another version': [on('program', 1, (one) => [altered(one, 9)]), 'other-version'],
  'alters the app’s answer': [on('app', 1, (one) => [altered(one, 0)]), 'not-genuine'],
  'cuts the app’s answer': [on('app', 1, (one) => [one.subarray(0, -1)]), 'not-genuine'],
  'alters who the program is': [on('program', 2, (one) => [altered(one, 50)]), 'broken'],
  'cuts who the program is': [on('program', 2, (one) => [one.subarray(0, 48)]), 'broken'],
  'says who the program is twice': [on('program', 2, (one) => [one, one]), 'broken'],
  'alters a request': [on('program', 3, (one) => [altered(one, 0)]), 'broken'],
  'cuts a request': [on('program', 3, (one) => [one.subarray(0, -1)]), 'broken'],
  'empties a request': [on('program', 3, () => [Buffer.alloc(0)]), 'broken'],
  'alters an answer': [on('app', 2, (one) => [altered(one, 0)]), 'broken'],
  'cuts an answer': [on('app', 2, (one) => [one.subarray(0, -1)]), 'broken'],
  'forges an answer': [on('app', 2, () => [Buffer.alloc(17)]), 'broken'],
};

it.each(Object.entries(hostile))(
  'whoever %s gets nothing, and the program is told',
  async (_, [pass, told]) => {
    const { socket, heard } = await relay(pass);
    const work = open(socket).then((connection) => connection.call('secret.get', { path }));
    expect(await ending(work)).toBe(`socket: ${told}`);
    expect(tells(heard)).toEqual([]);
    await expect.poll(() => here.server.connections, { timeout: 20_000 }).toBe(0);
    expect(await (await open(here.socket)).call('secret.get', { path })).toMatchObject({ fields });
  },
);

it('a request that is sent again, later or for another, is carried out once and ends the connection', async () => {
  let third: Buffer | undefined;
  const again: [string, Passing][] = [
    ['again', on('program', 3, (one) => [one, one])],
    [
      'later',
      (message, from, number) => {
        if (from === 'program' && number === 3) third = message;
        return from === 'program' && number === 4 ? [third as Buffer] : [message];
      },
    ],
  ];
  for (const [name, pass] of again) {
    const { socket } = await relay(pass);
    const connection = await open(socket);
    expect(await connection.call('secret.put', { path: `prod/${name}`, fields })).toEqual({ version: 1 });
    expect(await ending(connection.call('secret.get', { path })), name).toBe('socket: broken');
    expect((await here.vault?.secrets.info(`prod/${name}`))?.newest).toBe(1);
    listening?.close();
  }
});

it('answers that change places are no answers', async () => {
  const kept: Buffer[] = [];
  const { socket } = await relay((message, from, number) => {
    if (from !== 'app' || number === 1) return [message];
    kept.push(message);
    return kept.length === 2 ? kept.reverse() : [];
  });
  const connection = await open(socket);
  const both = [connection.call('secret.get', { path }), connection.call('status')].map(ending);
  expect(await Promise.all(both)).toEqual(['socket: broken', 'socket: broken']);
});

it('an answer that nobody asked for ends the connection', async () => {
  const { socket } = await relay(on('app', 2, (one) => [one, one]));
  const connection = await open(socket);
  expect(await connection.call('secret.get', { path })).toMatchObject({ fields });
  expect(await ending(connection.call('status'))).toBe('socket: broken');
});

it('another program, which knows the app’s public key and has a key of its own, passes neither for the app nor for the program', async () => {
  const own = await here.let('other');
  let heard = Buffer.alloc(0);
  const socket = await pretend((program) => {
    program.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      const hands = new AppHandshake(x25519Key(keyFrom(own) as Uint8Array));
      hands.greeted(heard.subarray(4));
      program.write(frame(hands.answer()));
    });
  });
  expect(await ending(open(socket))).toBe('socket: not-genuine');
  expect(tells([heard])).toEqual([]);
  const thief = await (await raw(here)).shakeHands({ vault: here.vault?.id ?? '', name: 'build' }, own);
  thief.say(thief.sealed({ call: 'secret.get', with: { path } }));
  expect(await thief.answer()).toEqual({ failure: { code: 'denied', reason: 'unregistered' } });
  await thief.gone();
});

it('a key that was registered is worth nothing to whoever read it where it was registered', async () => {
  const key = publicKeyOf(fresh32()) ?? '';
  const spiffeId = `spiffe://${here.vault?.id}/client/shown`;
  await here.vault?.registerClient({ name: 'shown', spiffeId, key }, []);
  const thief = await here.connect('shown', key);
  expect(await ending(thief.call('secret.list', { folder: '' }))).toBe('denied: unregistered');
  thief.close();
});

it('nobody talks the two ends down to what was before', async () => {
  // A program of the version before: the app says so in plain, and no more.
  const old = await raw(here, frame(Buffer.from(JSON.stringify({ holdfast: 1, nonce: fresh32() }))));
  await old.gone();
  expect(old.next()).toEqual(Buffer.from(refusal('other-version')));
  expect(old.next()).toBeUndefined();
  // And to one that knows another app's key: that this is not its app.
  const stray = new ProgramHandshake(keyFrom(publicKeyOf(fresh32()) ?? '') as Uint8Array);
  const other = await raw(here, frame(stray.greeting() ?? new Uint8Array()));
  await other.gone();
  expect(other.next()).toEqual(Buffer.from(refusal('not-genuine')));
  // An app of the version before: the program says no more.
  let heard = Buffer.alloc(0);
  const before = Buffer.from(JSON.stringify({ nonce: fresh32(), proof: fresh32() }));
  const socket = await pretend((program) => {
    program.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      program.write(frame(before));
    });
  });
  expect(await ending(open(socket))).toBe('socket: not-genuine');
  expect(heard).toHaveLength(4 + 58);
});

it('in plain nothing is heard after the handshake, and what is too long for its sender is refused unread', async () => {
  const plain = await (await raw(here)).shakeHands();
  plain.say(frame(Buffer.from(JSON.stringify({ call: 'status' }))));
  await plain.gone();
  expect(plain.next()).toBeUndefined();
  const long = await (await raw(here)).shakeHands();
  long.say(Buffer.from([0, 1, 0, 1]));
  expect(await long.answer()).toEqual({ failure: { code: 'too-large', what: 'message', limit: 65_536 } });
  await long.gone();
  const early = await raw(here, Buffer.from([0, 0, 16, 1]));
  await early.gone();
  expect(early.next()).toBeUndefined();
});

it('after a handshake that failed nothing more is heard, however right it is', async () => {
  const hands = new ProgramHandshake(readServerKey(here.keys));
  const greeting = frame(hands.greeting() ?? new Uint8Array());
  const one = await raw(here, Buffer.concat([frame(Buffer.from('holdfast/3')), greeting]));
  await one.gone();
  expect(one.next()).toEqual(Buffer.from(refusal('other-version')));
  expect(one.next()).toBeUndefined();
});
