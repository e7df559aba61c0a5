import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { Drafts } from '../vault/drafts.ts';
import { createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { RecentlyUsed } from './recently-used.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
let folder: string;
let location: string;
let vault: Vault;
const notes = () => new Drafts(join(folder, 'notes'), 'used');
const anew = () => new RecentlyUsed(async () => notes());

beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = join(folder, 'a.holdfast');
  vault = await createVault({ location }, { passphrase: 'one', kdf });
});
afterEach(async () => {
  await vault.lock();
  rmSync(folder, { recursive: true });
});

test('the last one is first, each once, after a restart too, without a commit', async () => {
  const { revision } = vault;
  const used = anew();
  for (const path of ['a', 'b', 'a', 'c', 'b']) await used.note(vault, path);
  expect(await used.paths(vault)).toEqual(['b', 'c', 'a']);
  expect(vault.revision).toBe(revision);
  await vault.lock();
  vault = await openVault({ location }, 'one');
  expect(await anew().paths(vault)).toEqual(['b', 'c', 'a']);
});

test('fifty are remembered, sealed, and another vault or a changed file tells nothing', async () => {
  const used = anew();
  for (let i = 0; i < 60; i++) await used.note(vault, `halcyon ${i}`);
  expect(await used.paths(vault)).toHaveLength(50);
  expect((await used.paths(vault))[0]).toBe('halcyon 59');
  const [file = ''] = readdirSync(join(folder, 'notes'));
  const bytes = readFileSync(join(folder, 'notes', file));
  expect(bytes.includes('halcyon')).toBe(false);
  const other = await createVault({ location: join(folder, 'b.holdfast') }, { passphrase: 'x', kdf });
  expect(await used.paths(other)).toEqual([]);
  await other.lock();
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(join(folder, 'notes', file), bytes);
  expect(await anew().paths(vault)).toEqual([]);
});

test('what was kept as something else is not taken for it', async () => {
  notes().keep(vault, { path: 'a', fields: [], tags: [] });
  expect(await anew().paths(vault)).toEqual([]);
});

test('of a vault in memory it lasts as long as that', async () => {
  const memory = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
  const used = anew();
  await used.note(memory, 'a');
  expect(await used.paths(memory)).toEqual(['a']);
  await memory.lock();
});
