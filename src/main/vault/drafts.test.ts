import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { Drafts } from './drafts.ts';
import { createVault, openVault } from './open.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const draft = { path: 'prod/halcyon', fields: [{ name: 'persimmon', value: 'obsidian' }] };

let folder: string;
let location: string;
let vault: Vault;
let drafts: Drafts;
const kept = () => path.join(folder, 'drafts', `${vault.id}.draft`);

beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  vault = await createVault({ location }, { passphrase: 'one', kdf });
  drafts = new Drafts(path.join(folder, 'drafts'));
});
afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true });
});

it('comes back after a lock and another passphrase, and makes no commit', async () => {
  const { revision } = vault;
  drafts.keep(vault, { ...draft, path: 'earlier' });
  drafts.keep(vault, draft);
  expect(vault.revision).toBe(revision);
  await vault.changePassphrase('one', 'two');
  await vault.lock();
  vault = await openVault({ location }, 'two');
  expect(drafts.load(vault)).toEqual(draft);
  drafts.discard(vault);
  expect(drafts.load(vault)).toBeUndefined();
  expect(fs.readdirSync(path.join(folder, 'drafts'))).toEqual([]);
});

it('lies there sealed, for its user alone, and its length says little', () => {
  drafts.keep(vault, draft);
  const bytes = fs.readFileSync(kept());
  for (const word of ['halcyon', 'persimmon', 'obsidian', 'prod'])
    for (const encoding of ['utf8', 'utf16le', 'base64'] as const)
      expect(bytes.includes(Buffer.from(Buffer.from(word).toString(encoding)))).toBe(false);
  expect(fs.statSync(kept()).mode & 0o077).toBe(0);
  expect(fs.readdirSync(path.join(folder, 'drafts'))).toHaveLength(1);
});

it('every bit flipped and every length cut: as if there were none', () => {
  drafts.keep(vault, draft);
  const whole = fs.readFileSync(kept());
  for (let bit = 0; bit < whole.length * 8; bit++) {
    const bytes = Buffer.from(whole);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(vault.drafts?.open(bytes)).toBeUndefined();
  }
  for (let length = 0; length < whole.length; length++)
    expect(vault.drafts?.open(whole.subarray(0, length))).toBeUndefined();
});

it('does not open in another vault, and is nothing in memory', async () => {
  drafts.keep(vault, draft);
  const other = await createVault({ location: path.join(folder, 'b.holdfast') }, { passphrase: 'one', kdf });
  expect(other.drafts?.open(fs.readFileSync(kept()))).toBeUndefined();
  await other.lock();
  const memory = await createVault({ type: 'memory' }, { passphrase: 'one', kdf });
  drafts.keep(memory, draft);
  expect(drafts.load(memory)).toBeUndefined();
  await memory.lock();
});

it('a disk that refuses costs what is kept, not the edit', () => {
  const nowhere = new Drafts('/dev/null/nowhere');
  nowhere.keep(vault, draft);
  expect(nowhere.load(vault)).toBeUndefined();
  nowhere.discard(vault);
});
