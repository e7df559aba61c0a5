import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { fileBytes, storeFile } from '../backend/testing/statements/attachments.ts';
import { createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { keepVault } from './keep.ts';
import { failure, kdf, password } from './testing/fixture.ts';

let folder: string;
let memory: Vault;
const creation = { passphrase: 'two', kdf };
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-keep-'));
  memory = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
});
afterEach(async () => {
  await memory.lock();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Everything that people see of a vault. */
async function contents(vault: Vault) {
  const entries = [];
  for await (const whole of vault.histories.entries()) {
    const { versions, ...entry } = whole;
    const held = [];
    for (const stored of versions) {
      const { ref, ...version } = stored;
      held.push({ ...version, fields: ref && (await vault.histories.fields(whole, stored)) });
    }
    entries.push({ ...entry, versions: held });
  }
  return {
    entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)),
    policies: (await vault.policies.list()).map(({ updatedAt: _, createdAt: __, ...policy }) => policy),
    audit: await vault.audit.list(),
  };
}

it('a session in memory becomes a vault file with every version, deleted and destroyed ones too', async () => {
  for (const value of ['a', 'b', 'c', 'd']) await memory.secrets.put('prod/db', password(value));
  await memory.secrets.delete('prod/db', [2]);
  await memory.secrets.destroy('prod/db', [1]);
  await memory.secrets.updateMetadata('prod/db', { maxVersions: 7, tags: ['blue'], set: [['owner', 'ops']] });
  await memory.secrets.put('gone', password('x'));
  await memory.secrets.delete('gone');
  const changes = Array.from({ length: 450 }, (_, i) => ({
    op: 'store' as const,
    path: `many/${i}`,
    fields: password(`${i}`),
  }));
  await memory.secrets.apply(changes);
  const spec = { name: 'web', spiffeIdPattern: 'spiffe://a/*', pathPattern: 'prod/**' };
  await memory.policies.put({ ...spec, permissions: ['read'] });
  await memory.audit.append({ client: 'owner', action: 'unlock', outcome: 'done' });
  const file = path.join(folder, 'kept.holdfast');
  const before = await contents(memory);
  await (await keepVault(memory, fileAt(file), creation)).lock();
  expect(await contents(memory)).toEqual(before);
  const kept = await openVault({ location: file }, 'two');
  expect(await contents(kept)).toEqual(before);
  await kept.secrets.undelete('prod/db', [2]);
  expect((await kept.secrets.get('prod/db', 2)).fields).toEqual(password('b'));
  expect(await kept.secrets.put('prod/db', password('e'))).toBe(5);
  await kept.lock();
  expect(fs.readdirSync(folder)).toEqual(['kept.holdfast']);
});

it('nothing is written over, and a vault in a file is refused', async () => {
  const file = path.join(folder, 'kept.holdfast');
  fs.writeFileSync(file, 'mine');
  expect(await failure(keepVault(memory, fileAt(file), creation))).toMatchObject({ code: 'exists' });
  expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  expect(fs.readdirSync(folder)).toHaveLength(1);
  const stored = await createVault({ location: path.join(folder, 'a.holdfast') }, creation);
  expect(await failure(keepVault(stored, fileAt(path.join(folder, 'b.holdfast')), creation))).toMatchObject({
    code: 'denied',
  });
  await stored.lock();
});

it('long files come along', async () => {
  const bytes = fileBytes(2_200_000);
  await memory.secrets.apply([storeFile(bytes)]);
  await memory.secrets.patch('x/big', { set: password('later') });
  const place = fileAt(path.join(folder, 'kept.holdfast'));
  const vault = await keepVault(memory, place, creation);
  try {
    for (const version of [1, 2]) {
      const pieces: Uint8Array[] = [];
      for await (const piece of (await vault.secrets.file('x/big', 'image', version)).pieces())
        pieces.push(piece);
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    }
  } finally {
    await vault.lock();
  }
});
