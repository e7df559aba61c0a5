import net from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from '../main/clients/connection.ts';
import { keyFrom } from '../main/clients/handshake.ts';
import { readServerKey } from '../main/clients/keys.ts';
import { ending, type Stand, stand } from '../main/clients/testing/stand.ts';
import { dial } from '../main/clients/wire.ts';
import { pipeDial } from './pipe.ts';

// Both ways to the socket do the same; the short one is only where Node has its parts.
let here: Stand;
beforeEach(async () => {
  here = await stand();
});
afterEach(() => here.close());

const short = process.platform === 'linux';
test.runIf(short)('this Node has the parts', () => expect(pipeDial()).toBeDefined());

const ways = { 'node:net': dial, ...(short && { 'the parts of Node': pipeDial() ?? dial }) };
test.each(Object.entries(ways))(
  'by %s a program asks, also for what comes in many pieces',
  async (_, way) => {
    const value = 'naïve 🔑'.repeat(100_000);
    await here.vault?.secrets.put('a', [{ name: 'password', type: 'secret', value }]);
    const identity = {
      vault: here.vault?.id ?? '',
      name: 'build',
      key: keyFrom(await here.let('build', 'a')),
    };
    const options = { socket: here.socket, serverKey: readServerKey(here.keys), identity: identity as never };
    const connection = await Connection.open(options, way);
    for (let turn = 0; turn < 3; turn++)
      expect(await connection.call('secret.get', { path: 'a' })).toMatchObject({ fields: [{ value }] });
    const fields = [{ name: 'password', type: 'secret', value: `${value}!` }];
    expect(await connection.call('secret.put', { path: 'a', fields })).toEqual({ version: 2 });
    expect(await ending(connection.call('secret.get', { path: 'b' }))).toBe('denied: policy');
    const hangsUp = here.server.close();
    expect(await ending(connection.call('secret.get', { path: 'a' }))).toBe('socket: broken');
    await hangsUp;
  },
);

test.each(Object.entries(ways))('by %s it hears of an app that is not there, or is none', async (_, way) => {
  const serverKey = readServerKey(here.keys);
  const open = (socket: string) => ending(Connection.open({ socket, serverKey, patience: 200 }, way));
  expect(await open(`${here.folder}/nothing`)).toBe('socket: no-app');
  expect(await open(`${here.keys}/server.key`)).toBe('socket: no-app');
  const silent = `${here.folder}/silent`;
  const server = net.createServer((client) => void client.on('error', () => undefined)).listen(silent);
  expect(await open(silent)).toBe('socket: broken');
  server.close();
});

test('where Node has other parts, or none, the long way is taken', () => {
  for (const binding of [undefined, () => ({}), () => ({ Pipe: class {}, constants: {} })]) {
    vi.spyOn(process as unknown as { binding: unknown }, 'binding', 'get').mockReturnValue(binding as never);
    expect(pipeDial()).toBeUndefined();
    vi.restoreAllMocks();
  }
});
