import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { initializeBackend } from '../backend/initialize.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { combine } from '../recovery/shares.ts';
import { createVault, openVault } from './open.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
let folder: string;
let location: string;
beforeEach(() => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const made = (at = location) => createVault({ location: at }, { passphrase: 'one', kdf });
const withKeyOfZeros = () =>
  initializeBackend({ location }, new Uint8Array(32)).then(
    () => 'opened',
    (error) => failureOf(error)?.code,
  );

test('each vault has its own id and a root key that nobody knows, before and after a rekey', async () => {
  const [vault, other] = [await made(), await made(path.join(folder, 'b.holdfast'))];
  expect(vault.id).not.toBe(other.id);
  expect(await withKeyOfZeros()).toBe('wrong-key');
  await vault.rekey('one');
  expect(await withKeyOfZeros()).toBe('wrong-key');
  await vault.lock();
  await other.lock();
});

test('each recovery set has a secret of its own that nobody knows', async () => {
  const vault = await made();
  const secrets: string[] = [];
  for (let set = 0; set < 2; set++) {
    const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 1, threshold: 1 });
    secrets.push(Buffer.from((await combine(shares.map((words) => ({ words })))) ?? []).toString('hex'));
  }
  expect(new Set([...secrets, '00'.repeat(32)]).size).toBe(3);
  await vault.lock();
});

test('an unlock that is called off when Argon2 is over ends there', async () => {
  await (await made()).lock();
  const abort = new AbortController();
  const { signal } = abort;
  // What Argon2 does last.
  signal.removeEventListener = () => abort.abort();
  const opening = openVault({ location }, 'one', { signal });
  expect(failureOf(await opening.catch((error) => error))).toEqual({ code: 'cancelled' });
});

test('a program that is revoked, and what it was refused before a lock, stand in the audit', async () => {
  const vault = await made();
  await vault.registerClient({ name: 'ci', spiffeId: 'spiffe://ci', key: 'k' }, []);
  await vault.revokeClient('ci', 'spiffe://admin');
  const said = (await vault.audit.list()).map(({ client, action, path: of }) => [client, action, of]);
  expect(said.at(-1)).toEqual(['spiffe://admin', 'client.revoke', 'ci']);
  vault.audit.note({ client: 'spiffe://ci', action: 'secret.get', path: 'a', outcome: 'denied' });
  await vault.lock();
  const opened = await openVault({ location }, 'one');
  expect((await opened.audit.list()).at(-1)).toMatchObject({ client: 'spiffe://ci', outcome: 'denied' });
  await opened.lock();
});
