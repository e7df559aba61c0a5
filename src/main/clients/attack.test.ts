import { once as event } from 'node:events';
import net from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Connection } from './connection.ts';
import { frame } from './frame.ts';
import { fresh32, keyFrom, publicKeyOf } from './handshake.ts';
import { readServerKey } from './keys.ts';
import { greeting, raw } from './testing/raw.ts';
import { deny, ending, once, type Stand, stand } from './testing/stand.ts';

// What a program tries that must not get through.
const long = process.env['HOLDFAST_LONG'] === '1';
const password = [{ name: 'password', type: 'secret', value: 's3cret' }] as const;

let here: Stand;
beforeEach(async () => {
  here = await stand();
});
afterEach(() => here.close());

it('nobody reads by moving what they may write to where they may read', async () => {
  await here.vault?.secrets.put('prod/db', password);
  const id = (name: string) => `spiffe://${here.vault?.id}/client/${name}`;
  const writer = await here.connect('writer', await here.let('writer', 'own/*'));
  const policy = { name: 'w', spiffeIdPattern: id('writer'), pathPattern: 'prod/**' };
  await here.vault?.policies.put({ ...policy, permissions: ['write', 'list'] });
  expect(await ending(writer.call('secret.get', { path: 'prod/db' }))).toBe('denied: policy');
  expect(await ending(writer.call('secret.move', { from: 'prod/db', to: 'own/db' }))).toBe('denied: policy');
  expect(await here.vault?.secrets.get('prod/db')).toMatchObject({ version: 1 });
  writer.close();
});

it('a guest that may come once is not shut out by whoever uses its name without its key', async () => {
  here.person = () => once;
  await here.vault?.secrets.put('a', password);
  const key = fresh32();
  const nobody = await here.connect();
  const wants = [{ path: 'a', permission: 'read' }];
  await nobody.call('client.register', { name: 'guest', key: publicKeyOf(key), wants });
  const thief = await here.connect('guest', fresh32());
  expect(await ending(thief.call('secret.get', { path: 'a' }))).toBe('denied: unregistered');
  const guest = await here.connect('guest', key);
  expect(await guest.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
  guest.close();
  nobody.close();
});

it('what a guest was allowed goes with it: the next of that name begins with nothing', async () => {
  here.person = () => once;
  await here.vault?.secrets.put('a', password);
  const visit = async (wants: unknown[]) => {
    const key = fresh32();
    const nobody = await here.connect();
    await nobody.call('client.register', { name: 'guest', key: publicKeyOf(key), wants });
    nobody.close();
    return here.connect('guest', key);
  };
  const first = await visit([{ path: 'a', permission: 'read' }]);
  expect(await first.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
  const before = here.server.connections;
  first.close();
  await expect.poll(() => here.server.connections).toBeLessThan(before);
  const second = await visit([]);
  expect(await ending(second.call('secret.get', { path: 'a' }))).toBe('denied: policy');
  second.close();
});

it('a stolen id without its key is refused, and written down once however often it is tried', async () => {
  await here.let('build', 'a');
  for (let turn = 0; turn < 5; turn++) {
    const thief = await here.connect('build', fresh32());
    expect(await ending(thief.call('secret.get', { path: 'a' }))).toBe('denied: unregistered');
    thief.close();
  }
  const refused = (await here.vault?.audit.list())?.filter(({ action }) => action === 'client.refused');
  expect(refused).toMatchObject([{ path: 'build', outcome: 'denied' }]);
});

it('whoever has not proven a key may not send a long message', async () => {
  await here.let('build', 'a');
  const thief = await here.connect('build', fresh32());
  const fields = [{ name: 'x', type: 'text', value: 'y'.repeat(1024 * 1024) }];
  expect(await ending(thief.call('secret.put', { path: 'a', fields }))).toBe('too-large');
  const build = await here.connect('long', await here.let('long', 'a'));
  expect(await build.call('secret.put', { path: 'a', fields })).toEqual({ version: 1 });
  build.close();
});

it('a program that answers nothing in the place of the app does not hold anybody up', async () => {
  const socket = `${here.folder}/silent`;
  const silent = net.createServer(() => undefined).listen(socket);
  const serverKey = readServerKey(here.keys);
  const opened = Connection.open({ socket, serverKey, patience: 50 });
  expect(await ending(opened)).toBe('socket: broken');
  silent.close();
});

/** That the app still serves whoever may come in. */
async function serves(key: string): Promise<void> {
  const build = await here.connect('build', key);
  expect(await build.call('secret.list', { folder: '' })).toMatchObject({ damaged: false });
  build.close();
}

it('a handshake that was overheard opens nothing a second time', async () => {
  const key = await here.let('build', 'a');
  const heard: Buffer[] = [];
  const socket = `${here.folder}/between`;
  const between = net.createServer((client) => {
    const app = net.connect(here.socket);
    client.on('data', (chunk) => {
      heard.push(chunk);
      app.write(chunk);
    });
    app.pipe(client);
    client.on('close', () => app.destroy());
  });
  await event(between.listen(socket), 'listening');
  const identity = { vault: here.vault?.id ?? '', name: 'build', key: keyFrom(key) as never };
  const client = await Connection.open({ socket, serverKey: readServerKey(here.keys), identity });
  await client.call('secret.list', { folder: '' });
  client.close();
  between.close();
  const again = await raw(here, Buffer.concat(heard));
  await again.gone();
  // The app's own fresh key, and nothing after it: what was said under another one says nothing
  // here.
  expect(again.next()).toHaveLength(48);
  expect(again.next()).toBeUndefined();
});

it('a server that has not the app’s key learns nothing but that a program came', async () => {
  const socket = `${here.folder}/fake`;
  let heard = Buffer.alloc(0);
  const fake = net.createServer((client) => {
    client.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      client.write(frame(Buffer.alloc(48, 9)));
    });
  });
  await event(fake.listen(socket), 'listening');
  const opened = Connection.open({ socket, serverKey: readServerKey(here.keys) });
  expect(await ending(opened)).toBe('socket: not-genuine');
  expect(heard).toHaveLength(4 + 58);
  expect(heard.subarray(4, 14).toString()).toBe('holdfast/2');
  fake.close();
});

it('a crowd of strangers shuts nobody out', async () => {
  await here.close();
  here = await stand({ bounds: { connections: 8, perProcess: 20_000 } });
  const key = await here.let('build', 'a');
  const crowd: net.Socket[] = [];
  for (let size = long ? 10_000 : 1_000; size > 0; size -= 1) {
    const socket = net.connect(here.socket);
    socket.on('error', () => undefined);
    crowd.push(socket);
    if (size % 250 === 0) await serves(key);
  }
  await serves(key);
  expect(here.server.connections).toBeLessThanOrEqual(8);
  for (const socket of crowd) socket.destroy();
});

it('one process does not take all places, and who proves nothing in time is sent away', async () => {
  await here.close();
  here = await stand({ bounds: { perProcess: 3 }, patience: { handshake: 50, message: 50 } });
  const slow = await Promise.all([raw(here), raw(here, Buffer.from([0, 0])), raw(here, greeting(here))]);
  await (await raw(here)).gone();
  await Promise.all(slow.map((one) => one.gone()));
  await expect.poll(() => here.server.connections).toBe(0);
  await serves(await here.let('build', 'a'));
});

it('a message that never ends, and an answer that is never read, cost their own connection', async () => {
  await here.close();
  here = await stand({ patience: { message: 50, reply: 50 } });
  const endless = await (await raw(here)).shakeHands();
  endless.say(Buffer.from([0, 0, 1, 0, 0x7b]));
  await endless.gone();
  const deaf = await (await raw(here)).shakeHands();
  deaf.socket.pause();
  deaf.say(Buffer.concat(Array.from({ length: 20_000 }, () => deaf.sealed({ call: 'status' }))));
  await expect.poll(() => here.server.connections).toBe(0);
  deaf.socket.destroy();
  await serves(await here.let('build', 'a'));
});

it('a no holds: the same program is not put before the person again at once, whatever it calls itself', async () => {
  here.person = () => deny;
  for (const name of ['one', 'two', 'three']) {
    const nobody = await here.connect();
    expect(await ending(nobody.call('client.register', { name, key: fresh32(), wants: [] }))).toBe(
      'denied: person',
    );
    nobody.close();
  }
  expect(here.asked).toHaveLength(1);
});

it('a program puts two prompts before the person at most, and none for a minute after two noes', async () => {
  const build = await here.connect('build', await here.let('build'));
  const other = await here.connect('build', await readKey('build'));
  const asked = (n: number) => ending((n % 2 ? build : other).call('secret.get', { path: `p/${n}` }, true));
  const waiting = [asked(1), asked(2)];
  await expect.poll(() => here.context.requests.list()).toHaveLength(2);
  const nobody = await here.connect();
  const wish = { name: 'new', key: fresh32(), wants: [] };
  expect(await ending(nobody.call('client.register', wish))).toBe('busy');
  for (const { id } of here.context.requests.list()) here.context.requests.answer(id, deny);
  expect(await Promise.all(waiting)).toEqual(Array(2).fill('denied: person'));
  expect(await asked(3)).toBe('denied: person');
  expect(await ending(nobody.call('client.register', { ...wish, name: 'newer' }))).toBe('denied: person');
  expect(here.asked).toHaveLength(2);
  for (const one of [build, other, nobody]) one.close();
});

const readKey = async (name: string) => (await import('./keys.ts')).readClient(here.keys, name)?.key ?? '';

it('a locked app is woken for a program of this machine alone, and says no name that it does not know', async () => {
  const key = await here.let('build');
  const { vault } = here;
  [here.vault, here.state] = [undefined, 'locked'];
  for (const name of [undefined, 'stranger', 'buil', 'build2', 'build']) {
    const stranger = await here.connect(name, fresh32());
    expect(await ending(stranger.call('secret.get', { path: 'a' }))).toBe('locked');
    stranger.close();
  }
  const identity = { vault: '0'.repeat(32), name: 'build', key: keyFrom(key) as never };
  const other = await Connection.open({ socket: here.socket, serverKey: readServerKey(here.keys), identity });
  expect(await ending(other.call('secret.get', { path: 'a' }))).toBe('locked');
  other.close();
  expect(here.woken).toEqual([]);
  const build = await here.connect('build', key);
  const reading = ending(build.call('secret.get', { path: 'a' }));
  await expect.poll(() => here.woken).toHaveLength(1);
  [here.vault, here.state] = [vault, 'open'];
  here.context.waking.opened();
  expect(await reading).toBe('denied: policy');
  build.close();
});

it.each(['', '.x', 'a/b', 'x'.repeat(65), 'a b', 'é', '‮evil', 'a\nb', 'a\n', ' a'])(
  'who calls itself %j is hung up on',
  async (name) => {
    const one = await (await raw(here)).shakeHands({ vault: '0'.repeat(32), name });
    one.say(one.sealed({ call: 'status' }));
    await one.gone();
    expect(one.next()).toBeUndefined();
  },
);

it('what a program wishes for is a path as it is kept, or refused unseen', async () => {
  const nobody = await here.connect();
  const wish = (path: string) =>
    ending(
      nobody.call('client.register', { name: 'x', key: fresh32(), wants: [{ path, permission: 'read' }] }),
    );
  expect(await wish('a/../b')).toMatch(/^bad-path/);
  expect(await wish('a\u202e/\n')).toMatch(/^bad-path/);
  expect(here.asked).toHaveLength(0);
  nobody.close();
});

const bytesOf = (message: unknown) => frame(Buffer.from(JSON.stringify(message)));
/** In plain, or sealed as what comes next. */
const junk = fc.oneof(
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => frame(bytes)),
  fc.json({ maxDepth: 3 }).map((text) => ({ sealed: JSON.parse(text) as unknown })),
  fc
    .record({
      call: fc.constantFrom('status', 'secret.get', '__proto__', 'client.register'),
      with: fc.jsonValue(),
    })
    .map((sealed) => ({ sealed })),
  fc.constant(bytesOf({ holdfast: 1, nonce: 'A'.repeat(43) })),
  fc.constant(bytesOf({})),
  fc.constant(Buffer.from([0xff, 0xff, 0xff, 0xff])),
);

it('whatever is said, the app goes on, nobody is let in and no fault of ours comes back', async () => {
  const key = await here.let('build', 'a');
  await here.vault?.secrets.put('a', password);
  const before = await here.vault?.secrets.list('');
  let said = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(junk, { minLength: 10, maxLength: 20 }),
      async (greets, messages) => {
        said += messages.length;
        const opened = await raw(here);
        if (greets) await opened.shakeHands();
        for (const one of messages) {
          if (Buffer.isBuffer(one)) opened.say(one);
          else opened.say(greets ? opened.sealed(one.sealed) : bytesOf(one.sealed));
        }
        opened.socket.end();
        await opened.gone();
        const answers: unknown[] = [];
        for (let bytes = opened.next(); bytes !== undefined; bytes = opened.next())
          answers.push(greets ? opened.opened(bytes) : bytes.toString());
        expect(JSON.stringify(answers)).not.toMatch(/internal|s3cret/);
      },
    ),
    { numRuns: long ? 10_000 : 100 },
  );
  expect(said).toBeGreaterThan(long ? 100_000 : 500);
  await serves(key);
  expect(await here.vault?.secrets.list('')).toEqual(before);
});
