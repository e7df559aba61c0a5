import { once as event } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fresh32 } from './handshake.ts';
import { peerOf } from './peer.ts';
import { raw } from './testing/raw.ts';
import { deny, ending, once, type Stand, stand } from './testing/stand.ts';
import { ownFolder } from './unix.ts';

// Who comes in, and what one conversation may take up. What each may do is asked in rights.test.ts.
const password = [{ name: 'password', type: 'secret', value: 's3cret' }] as const;
const uid = process.getuid?.() ?? 0;

let here: Stand;
const begin = async (options: Parameters<typeof stand>[0] = { memory: true }) => {
  here = await stand(options);
  await here.vault?.secrets.put('a', password);
};
beforeEach(() => begin());
afterEach(() => here.close());

const again = async (options: Parameters<typeof stand>[0]) => {
  await here.close();
  await begin({ memory: true, ...options });
};
const megabyte = 1024 * 1024;
const fieldsOf = (bytes: number) => [{ name: 'x', type: 'text', value: 'y'.repeat(bytes) }];

describe('the person’s word', () => {
  it('is written down, yes and no', async () => {
    const build = await here.connect('build', await here.let('build'));
    for (const [n, said] of [once, deny].entries()) {
      here.person = () => said;
      await ending(build.call('secret.get', { path: n === 0 ? 'a' : 'b' }, true));
    }
    const answers = (await here.vault?.audit.list())?.filter(({ action }) => action === 'client.answer');
    expect(answers?.map(({ client, path, outcome }) => [client, path, outcome])).toEqual([
      ['owner', 'build', 'done'],
      ['owner', 'build', 'denied'],
    ]);
    build.close();
  });

  it('counts for what is asked as a whole: a part of it is not enough', async () => {
    const build = await here.connect('build', await here.let('build'));
    here.person = ({ draft }) => ({
      answer: 'always',
      policies: draft.map((spec) => ({ ...spec, permissions: ['write'] })),
    });
    const patch = { path: 'a', set: fieldsOf(1), remove: [] };
    expect(await ending(build.call('secret.patch', patch, true))).toBe('denied: policy');
    expect((await here.vault?.secrets.get('a'))?.version).toBe(1);
    build.close();
  });

  it('is not asked any more for a program that is gone', async () => {
    const build = await here.connect('build', await here.let('build'));
    const asked = ending(build.call('secret.get', { path: 'a' }, true));
    await expect.poll(() => here.context.requests.list()).toHaveLength(1);
    build.close();
    await expect.poll(() => here.context.requests.list()).toHaveLength(0);
    expect(await asked).toBe('socket: broken');
  });
});

describe('a name', () => {
  it.each(['', '.x', 'a b', 'a/b', 'x'.repeat(65), 'é', 'a\n'])('%j is none', async (name) => {
    here.person = () => once;
    const nobody = await here.connect();
    const said = ending(nobody.call('client.register', { name, key: fresh32(), wants: [] }));
    expect(await said).toMatch(/^bad-input/);
    expect(here.asked).toEqual([]);
    nobody.close();
  });

  it('of 64 characters is one, and goes to the first of two that asked at once', async () => {
    const [one, other] = await Promise.all([here.connect(), here.connect()]);
    const name = 'x'.repeat(64);
    const wishes = [
      ending(one.call('client.register', { name, key: fresh32(), wants: [] })),
      ending(
        other.call('client.register', { name, key: fresh32(), wants: [{ path: 'a', permission: 'read' }] }),
      ),
    ];
    const { requests } = here.context;
    await expect.poll(() => requests.list()).toHaveLength(2);
    for (const { id } of requests.list()) {
      requests.answer(id, { answer: 'always', policies: [] });
      await expect.poll(async () => (await here.vault?.registered())?.length).toBe(1);
    }
    expect((await Promise.all(wishes)).filter((said) => said === 'exists')).toHaveLength(1);
    for (const connection of [one, other]) connection.close();
  });

  it('proven once is proven no more once it has another key', async () => {
    const build = await here.connect('build', await here.let('build', 'a'));
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    await here.vault?.revokeClient('build');
    const spiffeId = `spiffe://${here.vault?.id}/client/build`;
    await here.vault?.registerClient({ name: 'build', spiffeId, key: fresh32() }, []);
    expect(await ending(build.call('secret.get', { path: 'a' }))).toBe('denied: unregistered');
    build.close();
  });
});

it('an answer that has more in it than its form leaves nothing out of the app', async () => {
  const build = await here.connect('build', await here.let('build', 'a'));
  const policies = here.vault?.policies;
  if (policies === undefined) throw new Error('no vault');
  vi.spyOn(policies, 'decide').mockResolvedValue({ allowed: true, value: 's3cret' } as never);
  const question = { spiffeId: `spiffe://${here.vault?.id}/client/build`, path: 'a', permission: 'read' };
  expect(await ending(build.call('policy.test', question))).toBe('internal');
  build.close();
});

describe('one conversation', () => {
  it('sends ahead no more than the kernel holds, and all of it is answered in the end', async () => {
    await again({ bounds: { held: megabyte } });
    const build = await here.connect('build', await here.let('build', 'a', 'b'));
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    const first = ending(build.call('secret.get', { path: 'c' }, true));
    await expect.poll(() => here.context.requests.list()).toHaveLength(1);
    const rest = Array.from({ length: 40 }, () =>
      ending(build.call('secret.put', { path: 'b', fields: fieldsOf(100_000) })),
    );
    const looked = await here.connect();
    for (let n = 0; n < 50; n++) await looked.call('status');
    for (const { id } of here.context.requests.list()) here.context.requests.answer(id, deny);
    expect(await first).toBe('denied: person');
    expect(await Promise.all(rest)).toEqual(rest.map((_, n) => ({ version: n + 1 })));
    for (const one of [build, looked]) one.close();
  });

  it('gives back what it held when it ends', async () => {
    await again({ bounds: { held: megabyte } });
    const key = await here.let('build', 'b');
    for (let n = 0; n < 4; n++) {
      const one = await (await raw(here)).shakeHands();
      const begun = Buffer.concat([Buffer.from([0, 0, 0xff, 0xff]), Buffer.alloc(60_000, 0x20)]);
      await new Promise((resolve) => one.socket.write(begun, resolve));
      one.socket.destroy();
    }
    await expect.poll(() => here.server.connections).toBe(0);
    const build = await here.connect('build', key);
    expect(await build.call('secret.list', { folder: '' })).toBeDefined();
    for (let n = 1; n <= 3; n++) {
      const put = { path: 'b', fields: fieldsOf(900_000) };
      expect(await build.call('secret.put', put)).toEqual({ version: n });
    }
    build.close();
  });

  it.each([3, 4])('is one of three that a process has, when it asks for %i', async (wanted) => {
    await again({ bounds: { perProcess: 3 } });
    const sockets = Array.from({ length: wanted }, () => net.connect(here.socket).resume());
    const over = sockets.map((socket) => event(socket, 'close'));
    for (const socket of sockets) socket.on('error', () => undefined);
    if (wanted > 3) await Promise.race(over);
    await expect.poll(() => here.server.connections).toBe(3);
    expect(sockets.filter(({ closed }) => closed)).toHaveLength(wanted - 3);
    for (const socket of sockets) socket.destroy();
  });

  it('that has proven a key makes way for no stranger', async () => {
    await again({ bounds: { connections: 2 } });
    const build = await here.connect('build', await here.let('build', 'a'));
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    for (let n = 0; n < 3; n++) expect(await (await here.connect()).call('status')).toBeDefined();
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    build.close();
  });
});

it('another user’s process is nobody', async () => {
  const connected = net.connect(here.socket);
  const server = net.createServer();
  const path = join(here.folder, 'peer');
  await event(server.listen(path), 'listening');
  const arrives = event(server, 'connection');
  const client = net.connect(path);
  const [socket] = (await arrives) as [net.Socket];
  expect(peerOf(socket, uid)).toEqual({ pid: process.platform === 'linux' ? process.pid : 0, uid });
  if (process.platform === 'linux') expect(peerOf(socket, uid + 1)).toBeUndefined();
  for (const one of [client, socket, connected]) one.destroy();
  server.close();
});

describe('the socket’s folder', () => {
  it.each([0o700, 0o755])('is taken with mode %o', (mode) => {
    const folder = join(here.folder, 'own');
    mkdirSync(folder);
    chmodSync(folder, mode);
    expect(() => ownFolder(folder)).not.toThrow();
  });

  it.each([0o720, 0o702, 0o777])('is refused where others may write, mode %o', (mode) => {
    const folder = join(here.folder, 'open');
    mkdirSync(folder);
    chmodSync(folder, mode);
    expect(() => ownFolder(folder)).toThrow('exists');
  });

  it('is refused where it is somebody else’s', () => {
    const folder = join(here.folder, 'theirs');
    mkdirSync(folder, { mode: 0o700 });
    const other = vi.spyOn(process, 'getuid').mockReturnValue(uid + 1);
    try {
      expect(() => ownFolder(folder)).toThrow('exists');
    } finally {
      other.mockRestore();
    }
  });
});
