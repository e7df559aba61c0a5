import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Place, parsePlace } from '../../shared/place.ts';
import { backupPath } from '../../shared/policy.ts';
import { keepReplicasIn } from '../backend/replica-folder.ts';
import { S3Double, testEnv } from '../store/s3/testing/double.ts';
import { openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

// Programs of a vault that lies in a bucket: over a real socket, with a copy on this machine, and
// another machine that writes the same vault.
const passphrase = 'correct horse battery';
let double: S3Double;
let folder: string;
let place: Place;
let here: Stand;
beforeEach(async () => {
  double = await S3Double.start();
  folder = mkdtempSync(join(tmpdir(), 'holdfast-remote-'));
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  place = parsePlace(`s3://vaults/home?endpoint=${double.endpoint}`);
  keepReplicasIn(join(folder, 'here'));
  here = await stand({ place });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await here.close();
  keepReplicasIn(undefined);
  await double.stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const password = (value: string) => [{ name: 'password', type: 'secret' as const, value }];
const vaultHere = () => here.vault as Vault;

async function onAnotherMachine<T>(work: (vault: Vault) => Promise<T>): Promise<T> {
  keepReplicasIn(join(folder, 'there'));
  const vault = await openVault(place, passphrase);
  try {
    return await work(vault);
  } finally {
    await vault.lock();
    keepReplicasIn(join(folder, 'here'));
  }
}
const auditOf = async (vault: Vault) =>
  (await vault.audit.list()).map(({ client, action, path = '', outcome }) =>
    [client.replace(/^spiffe:.*\//, ''), action, path, outcome].join(' '),
  );

it('policies of another machine count at the next request, and each machine has the audit of both', async () => {
  await vaultHere().secrets.put('prod/db', password('one'));
  const build = await here.connect('build', await here.let('build', 'prod/*'));
  const get = () => build.call('secret.get', { path: 'prod/db' });
  expect(await get()).toMatchObject({ version: 1, fields: password('one') });
  expect(await build.call('secret.put', { path: 'prod/new', fields: password('of a program') })).toEqual({
    version: 1,
  });
  await onAnotherMachine(async ({ secrets, policies }) => {
    expect((await secrets.get('prod/new')).fields).toEqual(password('of a program'));
    await secrets.put('prod/db', password('two'));
    const [policy] = await policies.list();
    expect(policy?.name).toBe('build prod/*');
  });
  expect(await get()).toMatchObject({ version: 2, fields: password('two') });
  await onAnotherMachine(({ policies }) => policies.delete('build prod/*'));
  expect(await ending(get())).toBe('denied: policy');
  const told = await auditOf(vaultHere());
  expect(told).toContain('build secret.put prod/new done');
  expect(told.at(-1)).toBe('build secret.get prod/db denied');
  expect(await onAnotherMachine(auditOf)).toEqual(told);
  build.close();
});

it('a program that another machine revoked gets nothing more', async () => {
  await vaultHere().secrets.put('prod/db', password('one'));
  const build = await here.connect('build', await here.let('build', 'prod/*'));
  await onAnotherMachine((vault) => vault.revokeClient('build'));
  expect(await ending(build.call('secret.get', { path: 'prod/db' }))).not.toMatchObject({ version: 1 });
  build.close();
});

it('without the service programs read from the copy, and what they write is kept and sent later', async () => {
  await vaultHere().secrets.put('prod/db', password('one'));
  const build = await here.connect('build', await here.let('build', 'prod/*'));
  const away = vi.spyOn(globalThis, 'fetch').mockRejectedValue(
    Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('no'), { code: 'ENOTFOUND' }),
    }),
  );
  expect(await build.call('secret.get', { path: 'prod/db' })).toMatchObject({ fields: password('one') });
  expect(await ending(build.call('secret.get', { path: 'own/db' }))).toBe('denied: policy');
  await build.call('secret.put', { path: 'prod/away', fields: password('kept') });
  expect(vaultHere().link).toMatchObject({ offline: expect.anything(), unsent: expect.any(Number) });
  expect(vaultHere().link?.unsent).toBeGreaterThan(0);
  away.mockRestore();
  // It is looked after again only after some seconds.
  await vi.waitFor(
    async () => {
      await vaultHere().refresh();
      const { offline, unsent } = vaultHere().link ?? {};
      expect([offline, unsent]).toEqual([undefined, 0]);
    },
    { timeout: 120_000, interval: 500 },
  );
  await onAnotherMachine(async (vault) => {
    expect((await vault.secrets.get('prod/away')).fields).toEqual(password('kept'));
    expect(await auditOf(vault)).toContain('build secret.put prod/away done');
  });
  build.close();
}, 300_000);

it('a program with the right to back up has the whole vault written to a file, proven', async () => {
  await vaultHere().secrets.put('prod/db', password('one'));
  const keeper = await here.connect('keeper', await here.let('keeper', 'own/**'));
  const to = join(folder, 'copy.holdfast');
  expect(await ending(keeper.call('backup.create', { place: to }))).toBe('denied: policy');
  await vaultHere().policies.put({
    name: 'backup',
    spiffeIdPattern: `spiffe://${vaultHere().id}/client/keeper`,
    pathPattern: backupPath,
    permissions: ['write'],
  });
  expect(await keeper.call('backup.create', { place: to })).toMatchObject({ file: to });
  expect(existsSync(to)).toBe(true);
  const copy = await openVault({ kind: 'sqlite', location: to, readOnly: true }, passphrase);
  expect((await copy.secrets.get('prod/db')).fields).toEqual(password('one'));
  await copy.lock();
  keeper.close();
});
