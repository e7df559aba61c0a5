import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeToken, fakeVault } from '../main/import/server/testing/server.ts';
import { exit } from './exit.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

// The parser as its source: the built one may be older.
vi.mock('../main/import/fork.ts', async (original) => {
  const { forkParser } = await original<typeof import('../main/import/fork.ts')>();
  const source = new URL('../main/import/process.ts', import.meta.url);
  return { forkParser: () => forkParser(fileURLToPath(source)) };
});

let fixture: Fixture;
let server: Awaited<ReturnType<typeof fakeVault>>;
beforeEach(async () => {
  fixture = await vaultForTest();
  server = await fakeVault({
    at: 'kv',
    version: 2,
    secrets: {
      'app/db': [{ data: { user: 'one' } }, { data: { user: 'two' } }],
      closed: [{ data: { user: 'x' } }],
    },
    forbidden: ['kv/data/closed'],
  });
});
afterEach(async () => {
  await server.close();
  await fixture.remove();
});

test('a mount by its address: with the token of a file, with its versions, and nothing twice', async () => {
  const token = fixture.write('token', `${fakeToken}\n`);
  const given = ['--import-passphrase-file', token, '--history', '--prefix', 'old'];
  const first = await fixture.run(['import', server.address, ...given, '--json']);
  expect(first).toMatchObject({
    code: exit.refused,
    err: expect.stringContaining('the server does not let it be read'),
  });
  expect(JSON.parse(first.out)).toMatchObject({
    created: 1,
    failed: [{ place: 'closed', reason: 'may-not-read' }],
  });
  const versions = ['1', '2'].map((n) =>
    fixture.run(['secret', 'get', 'old/app/db', 'user', '--version', n]),
  );
  expect((await Promise.all(versions)).map(({ out }) => out)).toEqual(['one', 'two']);
  expect(JSON.parse((await fixture.run(['import', server.address, ...given, '--json'])).out)).toMatchObject({
    created: 0,
  });
}, 120_000);

test('a token that lets nobody in is told, and no token is asked for on the command line', async () => {
  const token = fixture.write('token', 'hvs.other');
  expect(await fixture.run(['import', server.address, '--import-passphrase-file', token])).toMatchObject({
    code: exit.store,
    err: expect.stringContaining('refuses these credentials'),
  });
  expect(await fixture.run(['import', server.address.replace('http://', 'http://u:p@')])).toMatchObject({
    code: exit.usage,
    err: expect.stringContaining('vault+https://HOST/MOUNT'),
  });
});
