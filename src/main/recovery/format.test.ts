// Recovery as docs/format.md, 13 states it: its example byte by byte, and a reader that uses nothing of ours.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { IndependentReader } from '../backend/testing/independent-reader.ts';
import { unwrapWithSecret } from '../keyslots/recovery.ts';
import { recoverySlot } from '../keyslots/slot.ts';
import { createVault } from '../vault/open.ts';
import { combine } from './shares.ts';
import { recoveryExample, recoveryExampleText } from './testing/recovery-example.ts';
import { combineSlip39 } from './testing/slip39-spec.ts';

it('the page has an example whose bytes the code makes, and which opens', async () => {
  const doc = fs.readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');
  const example = recoveryExample();
  expect(doc).toContain(recoveryExampleText(example));
  const { sheets, secret, slot, rootKey, vaultId } = example;
  expect(await combine(sheets.slice(1).map((words) => ({ words })))).toEqual(secret);
  expect(combineSlip39(sheets.slice(0, 2))).toEqual(Buffer.from(secret));
  expect(recoverySlot.safeParse(slot).success).toBe(true);
  expect(unwrapWithSecret(slot, secret, Buffer.from(vaultId, 'hex'))).toEqual(rootKey);
});

it('an independent reader opens a vault of this build with its sheets', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-sheets-'));
  try {
    const location = path.join(folder, 'a.holdfast');
    const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 's3cret' }]);
    const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 5, threshold: 3 });
    await vault.recovery.markProven([1, 2, 3, 4, 5]);
    await vault.recovery.activate();
    await vault.lock();
    const reader = await IndependentReader.openWithSheets(location, shares.slice(2));
    expect(reader.get('prod/db')).toEqual([['password', 'secret', 's3cret']]);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
