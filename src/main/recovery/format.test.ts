// Recovery as docs/format.md, 13 states it: its example byte by byte, and a reader that uses
// nothing of ours.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createStore } from '../backend/initialize.ts';
import { IndependentReader } from '../backend/testing/independent-reader.ts';
import { unwrapWithSecret } from '../keyslots/recovery.ts';
import { recoverySlot } from '../keyslots/slot.ts';
import { createVault } from '../vault/open.ts';
import { combine } from './shares.ts';
import { recoveryExample, recoveryExampleText } from './testing/recovery-example.ts';
import { combineSlip39 } from './testing/slip39-spec.ts';

it('the page has an example whose bytes the code makes, and which opens', async () => {
  const doc = fs.readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');
  const example = await recoveryExample();
  expect(doc).toContain(recoveryExampleText(example));
  const { sheets, secret, slot, rootKey, vaultId } = example;
  expect(await combine(sheets.slice(1).map((words) => ({ words })))).toEqual(secret);
  expect(combineSlip39(sheets.slice(0, 2))).toEqual(Buffer.from(secret));
  expect(recoverySlot.safeParse(slot).success).toBe(true);
  expect(await unwrapWithSecret(slot, secret, Buffer.from(vaultId, 'hex'))).toEqual(rootKey);
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

it('the page on recovery has a program that finds the root key by the secret of the sheets', async () => {
  const doc = fs.readFileSync(new URL('../../../docs/recovery.md', import.meta.url), 'utf8');
  const program = /```js\n([\s\S]*?)```/.exec(doc)?.[1] ?? '';
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-root-'));
  try {
    const file = path.join(folder, 'a.holdfast');
    const { slot, vaultId, rootKey, secret } = await recoveryExample();
    await createStore({ location: file }, { id: vaultId, slots: [slot], rootKey });
    const flags = ['--no-warnings', '--input-type=module', '-e', program];
    const words = [...flags, file, Buffer.from(secret).toString('hex')];
    const options = { cwd: new URL('../../..', import.meta.url), encoding: 'utf8' } as const;
    expect(execFileSync(process.execPath, words, options).trim()).toBe(Buffer.from(rootKey).toString('hex'));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
