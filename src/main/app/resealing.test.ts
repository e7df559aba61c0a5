import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeysState } from '../../shared/contract.ts';
import { HoldfastError } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { Resealing } from './resealing.ts';
import { core, kdf, sessionForTest } from './testing/session.ts';

const password = (value: string) => [{ name: 'password', type: 'secret' as const, value }];

let folder: string;
let location: string;
let sheets: readonly (readonly string[])[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resealing-'));
  location = join(folder, 'a.holdfast');
  const vault = await createVault({ location }, { passphrase: 'horse', kdf });
  for (let n = 0; n < 20; n++) await vault.secrets.put(`s/${n}`, password(`${n}`));
  ({ shares: sheets } = await vault.recovery.issue({ threshold: 2, shares: 3, passphrase: 'horse' }));
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  // As a crash right behind the first commit leaves it.
  await vault.rekey('horse');
  expect(vault.renewing).toBe(true);
  await vault.lock();
});
afterEach(() => rmSync(folder, { recursive: true }));

function begin(open: (vault: Vault) => Vault = (vault) => vault) {
  const steps: KeysState[] = [];
  const session = sessionForTest({
    core: async () => ({
      ...core,
      openVault: async (...given: Parameters<typeof openVault>) => open(await openVault(...given)),
    }),
    resealing: (keys) => void steps.push(keys),
  });
  return { session, steps };
}

it('goes on by itself when the vault is unlocked, and tells how far it is', async () => {
  const { session, steps } = begin();
  await session.select(fileAt(location));
  await session.unlock('horse');
  await expect.poll(() => session.vault.renewing, { timeout: 60_000 }).toBe(false);
  await expect.poll(() => steps.at(-1)?.renewing).toBe(false);
  const { rekeyed } = session.vault;
  expect(steps[0]).toEqual({ rekeyed, renewing: true, done: 0, total: 0 });
  expect(steps.at(-1)).toEqual({ rekeyed, renewing: false, done: 20, total: 20 });
  expect(session.keys()).toEqual(steps.at(-1));
  expect(await session.vault.secrets.list('')).toHaveLength(20);
  await session.reseal();
  await session.lock('asked');
});

it('goes on by itself when sheets open it', async () => {
  const { session } = begin();
  await session.select(fileAt(location));
  await session.restore(sheets.slice(0, 2), 'cow', undefined);
  await expect.poll(() => session.vault.renewing, { timeout: 60_000 }).toBe(false);
  await session.lock('asked');
});

it('goes on in a vault that stays open beside another one, and begins there by itself', async () => {
  const renewed: Vault[] = [];
  const { session, steps } = begin((vault) => {
    const { renew } = vault;
    vault.renew = (options) => {
      renewed.push(vault);
      return renew.call(vault, options);
    };
    return vault;
  });
  await session.select(fileAt(location));
  await session.unlock('horse');
  const { vault } = session;
  await session.leave(true);
  expect(session.beside.map((one) => one.vault)).toEqual([vault]);
  await expect.poll(() => vault.renewing, { timeout: 60_000 }).toBe(false);
  expect(renewed).toEqual([vault]);
  const told = steps.length;
  // It gets new keys again: what these leave is gone on with, and not told of.
  await vault.rekey('horse');
  expect(vault.renewing).toBe(true);
  await session.lookBeside();
  await expect.poll(() => vault.renewing, { timeout: 60_000 }).toBe(false);
  expect([renewed.length, steps.length]).toEqual([2, told]);
  await session.select(fileAt(location));
  expect([session.vault === vault, renewed.length]).toEqual([true, 2]);
  await session.lock('asked');
});

it('is cut by a lock without a word, and the next unlock goes on', async () => {
  const { session } = begin();
  await session.select(fileAt(location));
  await session.unlock('horse');
  await session.lock('asked');
  await session.unlock('horse');
  await expect.poll(() => session.vault.renewing, { timeout: 60_000 }).toBe(false);
  await session.lock('asked');
});

/** A vault whose `renew` ends as it is told to. */
function stubborn(...ends: (HoldfastError | undefined)[]) {
  const vault = {
    readOnly: false,
    damaged: false,
    renewing: true,
    runs: 0,
    renew: async () => {
      vault.runs += 1;
      const end = ends.shift();
      if (end !== undefined) throw end;
      vault.renewing = false;
    },
  };
  return vault;
}

function follow(vault: ReturnType<typeof stubborn>) {
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const options = { progress: () => undefined, failed, patience: 1 };
  const resealing = new Resealing(vault as unknown as Vault, options);
  resealing.begin();
  return { resealing, failures };
}

it('is tried again after a full disk, and not after damage', async () => {
  const full = stubborn(new HoldfastError({ code: 'no-space' }), new HoldfastError({ code: 'busy' }));
  const { failures } = follow(full);
  await expect.poll(() => full.renewing).toBe(false);
  expect([full.runs, failures.length]).toEqual([3, 2]);
  const broken = stubborn(new HoldfastError({ code: 'damaged', part: 'object' }));
  const other = follow(broken);
  await expect.poll(() => other.failures.length).toBe(1);
  expect(other.resealing.state.failure).toEqual({ code: 'damaged', part: 'object' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(broken.runs).toBe(1);
});

it('says nothing of a vault that locks meanwhile, and does not come back to it', async () => {
  const left = stubborn(new HoldfastError({ code: 'busy' }));
  const { resealing, failures } = follow(left);
  resealing.end();
  expect(resealing.run()).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([left.runs, failures]).toEqual([1, []]);
});

it('is one run, whoever asks', async () => {
  const vault = stubborn();
  const { resealing } = follow(vault);
  const again = resealing.run();
  expect(again).toBe(resealing.run());
  await again;
  expect(vault.runs).toBe(1);
  expect(resealing.run()).toBeUndefined();
});
