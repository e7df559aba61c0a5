import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { clientId } from './places.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

// Two vaults are open: programs of the one that is beside are served by its policies alone.
let here: Stand;
let beside: Vault;
let front: Vault;
const value = [{ name: 'password', type: 'secret' as const, value: 'x' }];
beforeEach(async () => {
  here = await stand();
  if (here.vault === undefined) throw new Error('locked');
  beside = here.vault;
  const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
  front = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
  Object.assign(here.context, { vault: (id?: string) => (id === beside.id ? beside : front) });
  for (const vault of [beside, front]) for (const path of ['a', 'b']) await vault.secrets.put(path, value);
});
afterEach(async () => {
  await front.lock();
  await here.close();
});

test('a program reads what its own vault lets it, whichever vault is in front', async () => {
  const connection = await here.connect('build', await here.let('build', 'a'));
  expect(await connection.call('status')).toMatchObject({ state: 'open', vault: beside.id });
  await beside.secrets.put('a', [{ name: 'password', type: 'secret', value: 'of its own' }]);
  expect(await connection.call('secret.get', { path: 'a' })).toMatchObject({
    fields: [{ value: 'of its own' }],
  });
  connection.close();
});

test('nobody is asked about a vault that is not in front', async () => {
  const connection = await here.connect('build', await here.let('build', 'a'));
  expect(await ending(connection.call('secret.get', { path: 'b' }, true))).toBe('denied: policy');
  expect(here.asked).toEqual([]);
  connection.close();
});

test('a guest of one vault is none of another', async () => {
  const { registry } = here.context;
  const client = { name: 'build', spiffeId: clientId(front.id, 'build'), key: 'k' };
  registry.welcome(client, false);
  expect(await registry.find(front, 'build', {})).toEqual(client);
  expect(await registry.find(beside, 'build', {})).toBeUndefined();
  expect(await registry.has(beside, 'build')).toBe(false);
});
