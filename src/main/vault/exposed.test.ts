import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault, openVault } from './open.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const fields = (value: string) => [{ name: 'password', type: 'secret' as const, value }];

let folder: string;
let vault: Vault;
let time = 1_000;
const config = () => ({ location: join(folder, 'a.holdfast'), now: () => time });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'exposed-'));
  time = 1_000;
  vault = await createVault(config(), { passphrase: 'one', kdf });
  for (const path of ['first', 'second', 'third']) {
    time += 1_000;
    await vault.secrets.put(path, fields(path));
  }
  time += 1_000;
});
afterEach(async () => {
  await vault.lock();
  rmSync(folder, { recursive: true });
});

const paths = async () => (await vault.exposed()).map(({ path }) => path);

it('names nothing as long as the keys are those that the vault began with, also after a new data key', async () => {
  await vault.rotate();
  await vault.changePassphrase('one', 'two', { keepKeys: true });
  expect([vault.rekeyed, await vault.exposed()]).toEqual([undefined, []]);
});

it('names all that an older copy holds, newest change first, until another value is stored', async () => {
  await vault.secrets.put('first', fields('again'));
  await vault.secrets.delete('second');
  time += 1_000;
  await vault.rekey('one');
  const told = [
    { path: 'first', changed: 5_000, deleted: false },
    { path: 'third', changed: 4_000, deleted: false },
    { path: 'second', changed: 3_000, deleted: true },
  ];
  expect([vault.rekeyed, await vault.exposed()]).toEqual([time, told]);
  await vault.renew();
  await vault.rotate();
  expect([vault.rekeyed, await vault.exposed()]).toEqual([time, told]);
  const at = time;
  time += 1_000;
  await vault.secrets.put('third', fields('changed'));
  await vault.secrets.put('fresh', fields('new'));
  expect(await paths()).toEqual(['first', 'second']);
  await vault.lock();
  vault = await openVault(config(), 'one');
  expect([vault.rekeyed, await paths()]).toEqual([at, ['first', 'second']]);
});

it('names a secret again whose newer value was destroyed, and everything after the next change of keys', async () => {
  await vault.rekey('one');
  time += 1_000;
  await vault.secrets.put('second', fields('changed'));
  expect(await paths()).toEqual(['third', 'first']);
  await vault.secrets.destroy('second', [2]);
  expect(await paths()).toEqual(['third', 'second', 'first']);
  await vault.secrets.put('first', fields('changed'));
  time += 1_000;
  await vault.rekey('one');
  expect(await paths()).toEqual(['first', 'third', 'second']);
});
