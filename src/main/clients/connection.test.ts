import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Connection } from './connection.ts';
import { keyFrom } from './handshake.ts';
import { readServerKey } from './keys.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

let here: Stand;
beforeEach(async () => {
  here = await stand();
});
afterEach(() => here.close());

test('a program asks, also for what comes in many pieces', async () => {
  const value = 'naïve 🔑'.repeat(100_000);
  await here.vault?.secrets.put('a', [{ name: 'password', type: 'secret', value }]);
  const identity = {
    vault: here.vault?.id ?? '',
    name: 'build',
    key: keyFrom(await here.let('build', 'a')),
  };
  const options = { socket: here.socket, serverKey: readServerKey(here.keys), identity: identity as never };
  const connection = await Connection.open(options);
  for (let turn = 0; turn < 3; turn++)
    expect(await connection.call('secret.get', { path: 'a' })).toMatchObject({ fields: [{ value }] });
  const fields = [{ name: 'password', type: 'secret', value: `${value}!` }];
  expect(await connection.call('secret.put', { path: 'a', fields })).toEqual({ version: 2 });
  expect(await ending(connection.call('secret.get', { path: 'b' }))).toBe('denied: policy');
  const hangsUp = here.server.close();
  expect(await ending(connection.call('secret.get', { path: 'a' }))).toBe('socket: broken');
  await hangsUp;
});

test('a program hears of an app that is not there, or is none', async () => {
  const serverKey = readServerKey(here.keys);
  const open = (socket: string) => ending(Connection.open({ socket, serverKey, patience: 200 }));
  expect(await open(`${here.folder}/nothing`)).toBe('socket: no-app');
  expect(await open(`${here.keys}/server.key`)).toBe('socket: no-app');
  const silent = `${here.folder}/silent`;
  const server = net.createServer((client) => void client.on('error', () => undefined)).listen(silent);
  expect(await open(silent)).toBe('socket: broken');
  server.close();
});
