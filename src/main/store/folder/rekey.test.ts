import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { createVault, openVault } from '../../vault/open.ts';
import type { Vault } from '../../vault/vault.ts';
import { Carrier } from '../testing/carrier.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
let scratch: string;
let roots: [string, string];
let carrier: Carrier;
beforeEach(async () => {
  scratch = scratchFolder({ fast: true });
  roots = [path.join(scratch, 'one'), path.join(scratch, 'two')];
  const first = await createVault({ kind: 'folder', location: roots[0] }, { passphrase: 'one', kdf });
  await put(first, 'a', 'before');
  await first.lock();
  fs.cpSync(roots[0], roots[1], { recursive: true });
  carrier = new Carrier(roots, () => 0);
  await (await open(1)).lock();
  carrier.settle();
  await (await open(0)).lock();
  carrier.settle();
});
afterEach(() => fs.rmSync(scratch, { recursive: true }));

const put = (vault: Vault, at: string, text: string) =>
  vault.secrets.put(at, [{ name: 'value', type: 'secret', value: text }]);
const valueAt = async (vault: Vault, at: string) => (await vault.secrets.get(at)).fields[0]?.value;
const open = (n: 0 | 1, passphrase = 'one') => openVault({ kind: 'folder', location: roots[n] }, passphrase);

it('what a device wrote while another changed the keys joins, and both go on under the new ones', async () => {
  const away = await open(1);
  await put(away, 'a', 'away');
  await put(away, 'b', 'away');
  const here = await open(0);
  await here.rekey('one');
  await here.renew();
  await put(here, 'c', 'here');
  carrier.settle();
  // The session that is open is told to unlock again.
  expect(failureOf(await put(away, 'd', 'x').catch((error) => error))).toEqual({ code: 'wrong-key' });
  await away.lock();
  await here.refresh();
  expect(await valueAt(here, 'b')).toBe('away');
  const back = await open(1);
  for (const [at, text] of [
    ['a', 'away'],
    ['b', 'away'],
    ['c', 'here'],
  ] as const)
    expect(await valueAt(back, at)).toBe(text);
  await put(back, 'd', 'after');
  carrier.settle();
  await here.refresh();
  expect(await valueAt(here, 'd')).toBe('after');
  await here.renew();
  expect(here.renewing).toBe(false);
  carrier.settle();
  await back.refresh();
  for (const vault of [here, back]) {
    expect((await vault.verify()).damaged).toEqual([]);
    await vault.lock();
  }
});

it('a passphrase that another device changed opens what this one wrote before', async () => {
  const away = await open(1);
  await put(away, 'b', 'away');
  await away.lock();
  const here = await open(0);
  await here.changePassphrase('one', 'two', { kdf });
  await here.lock();
  carrier.settle();
  const back = await open(1, 'two');
  expect(await valueAt(back, 'b')).toBe('away');
  expect(await valueAt(back, 'a')).toBe('before');
  await back.lock();
  expect(failureOf(await open(1).catch((error) => error))).toMatchObject({ code: 'wrong-passphrase' });
});

it('keys that two devices changed apart: both open, with what both wrote', async () => {
  const [one, two] = [await open(0), await open(1)];
  await one.rekey('one');
  await two.rekey('one');
  await put(one, 'b', 'of one');
  await put(two, 'c', 'of two');
  await one.lock();
  await two.lock();
  for (let round = 0; round < 3; round++)
    for (const n of [0, 1] as const) {
      carrier.settle();
      const vault = await open(n);
      expect([await valueAt(vault, 'b'), await valueAt(vault, 'c')].filter(Boolean).length).toBeGreaterThan(
        0,
      );
      await vault.lock();
    }
  for (const n of [0, 1] as const) {
    const vault = await open(n);
    expect([await valueAt(vault, 'a'), await valueAt(vault, 'b'), await valueAt(vault, 'c')]).toEqual([
      'before',
      'of one',
      'of two',
    ]);
    expect((await vault.verify()).damaged).toEqual([]);
    await vault.lock();
  }
});
