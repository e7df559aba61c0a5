import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { createVault, openVault } from './open.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const many = 300;
let folder: string;
let location: string;

beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  const vault = await createVault({ location }, { passphrase: 'one', kdf });
  const fields = [{ name: 'password', type: 'secret' as const, value: 's3cret' }];
  for (let n = 0; n < 3; n++)
    await vault.secrets.apply(
      Array.from({ length: many / 3 }, (_, i) => ({ op: 'store', path: `x/${n}-${i}`, fields })),
    );
  await vault.lock();
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it('whatever a vault was cut to, what cannot be read is counted or refused, never silently absent', async () => {
  const whole = fs.readFileSync(location);
  let [opened, partly] = [0, 0];
  for (let cut = whole.length - 4_096; cut > 0; cut -= 4_096) {
    fs.writeFileSync(location, whole.subarray(0, cut));
    const vault = await openVault({ location }, 'one').catch((error) => error);
    if (vault instanceof Error) {
      expect(vault).toMatchObject({ failure: { code: 'damaged' } });
      continue;
    }
    opened += 1;
    const catalog = await vault.catalog();
    const { total } = catalog.browse({ folder: '', query: '', deleted: false, offset: 0, limit: 1 });
    expect(total + catalog.unread).toBe(many);
    expect(vault.damaged).toBe(true);
    if (catalog.unread > 0) partly += 1;
    await vault.lock();
  }
  expect([opened > 0, partly > 0]).toEqual([true, true]);
});
