// What somebody who has a vault's keys may have put into it: its plaintexts are changed at random
// and sealed as they should be. Whatever came of it, everything that people and programs do answers
// as it should, or refuses by one of the failures: no other error, no endless loop.
import { beforeAll, expect, test } from 'vitest';
import { contract } from '../../shared/contract.ts';
import { failureOf } from '../../shared/failure.ts';
import { FileSaver } from '../app/file-saver.ts';
import { RecentlyUsed } from '../app/recently-used.ts';
import type { Session } from '../app/session.ts';
import { partsOf } from '../backend/testing/authored.ts';
import { type Clock, stoppedClock } from '../backend/testing/harness.ts';
import { copyDisk, type Disk } from '../backend/testing/memory-store.ts';
import { changed, randomOf } from '../backend/testing/mutations.ts';
import { makeDisk, openDisk, vaultId } from '../backend/testing/vaults.ts';
import { makeRecipient } from '../keyslots/recipient.ts';
import { parseCipherHeader } from '../vault/cipher.ts';
import { storeKeys } from '../vault/keys.ts';
import { Vault } from '../vault/vault.ts';
import { secretsHandlers } from './handlers/secrets.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const vaults = long ? 5_000 : 120;
const field = (value: string) => [
  { name: 'user', type: 'text' as const, value: 'ann' },
  { name: 'password', type: 'secret' as const, value },
];
const noon = Date.UTC(2026, 0, 1, 12);

let origin: Disk;
let encrypted: Uint8Array;

beforeAll(async () => {
  const clock = stoppedClock(noon);
  origin = await makeDisk(clock);
  const backend = await openDisk(origin, clock);
  const vault = new Vault(backend, vaultId, clock.now);
  const { secrets } = vault;
  for (const path of ['a', 'a/b', 'prod/db', 'deleted', 'expiring']) {
    await secrets.put(path, field('1'), { tags: ['t'] });
    await secrets.updateMetadata(path, { set: [['owner', 'ops']], maxVersions: 3 });
    await secrets.put(path, field('2'));
  }
  await secrets.delete('deleted');
  await secrets.updateMetadata('expiring', { deleteVersionAfter: 60_000 });
  await secrets.put('expiring', field('3'));
  await secrets.destroy('a', [1]);
  const allowed = { spiffeIdPattern: 'spiffe://x/*', pathPattern: 'prod/**', permissions: ['read' as const] };
  await vault.policies.put({ name: 'p', ...allowed });
  await vault.registerClient({ name: 'c', spiffeId: 'spiffe://x/c', key: 'k'.repeat(43) }, []);
  encrypted = (await vault.cipher.newKey('files')).header;
  const register = { remindMonths: 12, declined: false, rehearsed: noon };
  const known = { set: 'ABCDEFGH', holders: ['ann'], prints: ['x'], seen: [noon] };
  const setting = {
    op: 'setting' as const,
    name: 'recovery',
    value: JSON.stringify({ ...register, active: known }),
  };
  await secrets.apply([setting]);
  clock.advance(2 * 3_600_000);
  await backend.collect();
  const id = '5c'.repeat(16);
  const wrapping = { id, kind: 'token', vaultId: Buffer.from(vaultId, 'hex'), rootKey: new Uint8Array(32) };
  const { recipient, psk } = await makeRecipient(wrapping, new Uint8Array(32));
  const slots = [{ id, kind: 'token', ...recipient }];
  const psks = new Map([[id, psk]]);
  await storeKeys(backend, vaultId, { from: [], slots, psks, audit: [], renew: false });
  await vault.lock();
});

/** What people and programs do with an open vault. */
async function* uses(vault: Vault, clock: Clock): AsyncGenerator<() => Promise<unknown>> {
  const { secrets, policies, recovery, audit, cipher } = vault;
  const session = { vault, noteWrite: () => {}, noteExpiry: () => {} } as unknown as Session;
  const saver = new FileSaver({ choose: async () => undefined, kept: () => [], progress: () => undefined });
  const window = secretsHandlers(
    session,
    () => 0,
    saver,
    async () => undefined,
    new RecentlyUsed(async () => ({
      keep: () => undefined,
      load: () => undefined,
      discard: () => undefined,
    })),
  );
  const shown = async <T>(schema: { parse(value: T): unknown }, made: Promise<T> | T) =>
    schema.parse(await made);
  const { browse, get, folders } = contract.secrets;
  const all = { folder: '', query: '', offset: 0, limit: 100 };
  for (const deleted of [false, true])
    yield () => shown(browse.output, window.browse({ ...all, deleted }) as never);
  yield () => shown(browse.output, window.browse({ ...all, query: 'ann', deleted: false }) as never);
  yield () => shown(folders.output, window.folders({ parent: '' }) as never);
  const paths = ['a', 'a/b', 'prod/db', 'deleted', 'expiring'];
  for (const path of paths) {
    yield () => shown(get.output, window.get({ path }) as never);
    for (const version of [1, 2, 3]) yield () => secrets.get(path, version);
  }
  yield async () => {
    for (const { created, updated, versions } of await secrets.list('', { deleted: true, whole: true }))
      for (const time of [created, updated, ...versions.map((one) => one.deleted ?? one.created)])
        new Date(time).toISOString();
  };
  yield () => secrets.list('a');
  yield () => secrets.all();
  yield () => policies.decide({ spiffeId: 'spiffe://x/c', path: 'prod/db', permission: 'read' });
  yield () => policies.list();
  yield () => vault.registered();
  yield async () => {
    for (const { time } of await audit.list()) new Date(time).toISOString();
  };
  yield () => audit.list({ limit: 2, before: 4 });
  yield () => shown(contract.recovery.status.output, recovery.status() as never);
  yield () => cipher.keys(parseCipherHeader(encrypted));
  yield () => vault.verify();
  yield async () => {
    for await (const entry of vault.histories.entries())
      for (const version of entry.versions)
        if (version.ref !== undefined) await vault.histories.fields(entry, version);
  };
  for (const path of [...paths, 'new']) yield () => secrets.put(path, field('next'));
  for (const path of paths) {
    yield () => secrets.patch(path, { set: field('patched') });
    yield () => secrets.rollback(path, 1);
    yield () => secrets.delete(path);
    yield () => secrets.undelete(path);
    yield () => secrets.updateMetadata(path, { set: [['k', 'v']], tags: ['u'] });
    yield () => secrets.destroy(path, [2]);
  }
  yield () => secrets.move('a', 'moved');
  yield () => secrets.forgetDeleted();
  yield () =>
    policies.put({ name: 'q', spiffeIdPattern: 'spiffe://x/*', pathPattern: 'x', permissions: ['list'] });
  yield () => vault.revokeClient('c');
  yield () => cipher.newKey('other');
  yield () => audit.append({ client: 'c', action: 'secret.get', path: 'a', outcome: 'done' });
  yield () => vault.rotate();
  clock.advance(2 * 3_600_000);
  yield () => secrets.put('later', field('x'));
}

/** Refused by a failure, or done; anything else is what this looks for. */
async function tried(what: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined || failure.code === 'internal') throw new Error(what, { cause: error });
    return false;
  }
}

async function use(disk: Disk, what: string): Promise<{ done: number; refused: number }> {
  const clock = stoppedClock(noon + 30_000);
  const counts = { done: 0, refused: 0 };
  let vault: Vault | undefined;
  const open = async () => {
    const backend = await openDisk(disk, clock);
    vault = new Vault(backend, vaultId, clock.now);
    await backend.collect().catch((error) => failureOf(error) ?? Promise.reject(error));
  };
  if (!(await tried(`${what}: open`, open)) || vault === undefined) return { done: 0, refused: 1 };
  let n = 0;
  for await (const work of uses(vault, clock))
    counts[(await tried(`${what}: use ${n++}, ${work}`, work)) ? 'done' : 'refused'] += 1;
  await vault.lock();
  // What was written is read again.
  await tried(`${what}: reopened`, async () => {
    const again = await openDisk(disk, clock);
    await again.listSecrets('', { whole: true });
    await again.close();
  });
  // A new root key comes last: the tests' own no longer opens it.
  await tried(`${what}: another root key`, async () => {
    const again = await openDisk(disk, clock);
    const from = again.keySlots();
    await storeKeys(again, vaultId, { from, slots: from, audit: [], renew: true });
    await again.close();
  });
  return counts;
}

test('the vault as it was written does all of it', async () => {
  const { done, refused } = await use(copyDisk(origin), 'unchanged');
  expect(refused).toBeLessThan(25);
  expect(done).toBeGreaterThan(60);
});

test(`${vaults} vaults with changed plaintexts answer or refuse`, async () => {
  const seed = 1;
  const parts = partsOf(origin);
  const seen = { opened: 0, shut: 0 };
  for (let i = 0; i < vaults; i++) {
    const random = randomOf(seed + i);
    // As often one of many versions as the head: each kind of part in turn.
    const kinds = [...new Set(parts.map(({ name }) => name))];
    const kind = kinds[i % kinds.length];
    const some = parts.filter(({ name }) => name === kind);
    const part = some[random(some.length)] ?? expect.unreachable();
    const text = changed(part.text, random);
    const disk = copyDisk(origin);
    part.replace(disk, text);
    const what = `seed ${seed + i}, ${part.name}: ${text.slice(0, 2_000)}`;
    const { done } = await use(disk, what);
    seen[done > 0 ? 'opened' : 'shut'] += 1;
  }
  expect(seen.opened).toBeGreaterThan(vaults / 3);
  expect(seen.shut).toBeGreaterThan(vaults / 50);
}, 3_600_000);
