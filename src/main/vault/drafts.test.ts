import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Head } from '../backend/format/head-shape.ts';
import { Keyring, newObjectId } from '../backend/format/keyring.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { openDraft, sealDraft } from '../backend/write/sealed-draft.ts';
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

it('comes back after a rekey by another process while it was closed, and lies under the new keys from then on', async () => {
  drafts.keep(vault, draft);
  const sealed = fs.readFileSync(kept());
  await vault.lock();
  for (const passphrase of ['one', 'two', 'three']) {
    const other = await openVault({ location }, passphrase);
    await other.rekey(passphrase, { one: 'two', two: 'three', three: 'four' }[passphrase]);
    // Rotated while it is under way: one more term that is no longer the newest.
    if (passphrase === 'two') await other.rotate();
    await other.renew();
    await other.lock();
  }
  vault = await openVault({ location }, 'four');
  expect(drafts.load(vault)).toEqual(draft);
  const anew = fs.readFileSync(kept());
  expect(anew.readUInt32BE(16)).toBeGreaterThan(sealed.readUInt32BE(16));
  // What the old keys could open is not there any more; the vault still opens a copy of it.
  expect(vault.drafts?.open(sealed)).toEqual(draft);
  expect(vault.drafts?.isOld(sealed)).toBe(true);
  expect(vault.drafts?.isOld(anew)).toBe(false);
  expect(drafts.load(vault)).toEqual(draft);
  expect(fs.readFileSync(kept())).toEqual(anew);
});

it('of terms that are gone the 16 newest are remembered, for drafts alone', () => {
  const keys = Keyring.make(vault.id, 1);
  const sealed = new Map<number, Uint8Array>();
  for (let term = 1; term <= 20; term++) {
    sealed.set(term, sealDraft(keys, JSON.stringify(term)));
    keys.rotate(1);
  }
  const page = { id: newObjectId(), term: 20 };
  const version = keys.seal('version', page, '{}');
  const cut = keys.since(21);
  const again = Keyring.fromHead(vault.id, cut.export() as Head);
  for (const one of [cut, again, again.renewed(2), again.renewed(2).since(22)]) {
    for (let term = 6; term <= 20; term++)
      expect(openDraft(one, sealed.get(term) ?? expect.unreachable()), `${term}`).toBe(term);
    for (let term = 1; term <= 4; term++)
      expect(openDraft(one, sealed.get(term) ?? expect.unreachable())).toBeUndefined();
    expect(one.isGenuine('version', page, version)).toBe(false);
  }
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
  const memory = await createVault({ kind: 'memory' }, { passphrase: 'one', kdf });
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
