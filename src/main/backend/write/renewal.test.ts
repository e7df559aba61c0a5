import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { derive } from '../../crypto/derive.ts';
import { SqliteStore } from '../../store/sqlite.ts';
import type { Content, ObjectStore } from '../../store/store.ts';
import { EncryptedBackend } from '../encrypted.ts';
import { parseManifest, sealManifest } from '../format/manifest.ts';
import type { ObjectKind } from '../format/object-kind.ts';
import { headText, readSnapshot, type Snapshot } from '../format/snapshot.ts';
import { readAll, refusal, testKey, value } from '../testing/harness.ts';
import { makeFile, openFile, scratchFolder, vaultId } from '../testing/vaults.ts';
import {
  appendAudit,
  deleteSecret,
  destroySecret,
  moveSecret,
  storeClient,
  storePolicy,
  storeSecret,
} from '../testing/write.ts';

const kinds: ObjectKind[] = ['page', 'version', 'policy', 'client', 'audit', 'garbage'];
const oldKey = derive(testKey(), Buffer.from(vaultId, 'hex'), 'head');
const entry = (path: string) => ({ time: 1, client: 'owner', action: 'secret.put', path, outcome: 'done' });

let folder: string;
let location: string;
let backend: EncryptedBackend;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'keys.holdfast');
  await makeFile(location);
  backend = await openFile(location);
  for (let n = 0; n < 3; n++) await backend.write(some(n));
  await storePolicy(backend, {
    name: 'p',
    spiffeIdPattern: '.*',
    pathPattern: '.*',
    permissions: ['read'],
  });
  await storeClient(backend, { name: 'c', spiffeId: 'spiffe://a/b', key: 'k' });
  await deleteSecret(backend, 's/7');
  await destroySecret(backend, 's/8', [1]);
  for (let n = 0; n < 450; n++) if (n % 50 === 0) await backend.write([], entries(n));
});
afterEach(async () => {
  await backend.close();
  rmSync(folder, { recursive: true });
});

/** So long that sealing anew takes several commits. */
function textOf(round: number, n: number): string {
  return `${round} ${n}${'.'.repeat(8_000)}`;
}

function some(round: number) {
  return Array.from({ length: 400 }, (_, n) => ({
    op: 'store' as const,
    path: `s/${n}`,
    fields: value(textOf(round, n)),
  }));
}

function entries(from: number) {
  return Array.from({ length: 50 }, (_, n) => ({ op: 'audit' as const, entry: entry(`s/${from + n}`) }));
}

async function openAnew(key = 8): Promise<EncryptedBackend> {
  const other = new EncryptedBackend(await SqliteStore.open(location), testKey(key));
  await other.initialize();
  return other;
}

/**
 * How many objects of the file some key of an old head opens; ids that it had itself are passed
 * over.
 */
async function openedWith(old: Snapshot, known: ReadonlySet<string> = new Set()): Promise<number> {
  const store = await SqliteStore.open(location, { readOnly: true });
  let opened = 0;
  for (const id of await store.list()) {
    const [bytes] = await store.readObjects([id]);
    const tried = kinds.some((kind) =>
      [1, 2, 3].some((term) => old.keys.isGenuine(kind, { id, term }, bytes as Uint8Array)),
    );
    if (tried && !known.has(id)) opened += 1;
  }
  await store.close();
  return opened;
}

async function oldHead(file = location): Promise<Snapshot & { ids: Set<string> }> {
  const store = await SqliteStore.open(file, { readOnly: true });
  const manifest = (await store.latestManifest()) ?? expect.unreachable();
  const ids = new Set<string>(await store.list());
  await store.close();
  return { ...readSnapshot(oldKey, manifest), ids };
}

describe('a new root key', () => {
  it('keeps everything, and at its end the old keys are gone and open nothing in the file', async () => {
    const old = await oldHead();
    const before = await readAll(backend);
    await backend.storeKeySlots([], testKey(8), { from: [], audit: [entry('rekeyed')] });
    expect(backend.renewing).toBe(true);
    const steps: number[] = [];
    await backend.renew({ progress: (done, total) => void steps.push(done / total) });
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
    expect(backend.renewing).toBe(false);
    const after = await readAll(backend);
    expect({ ...after, audit: [] }).toEqual({ ...before, audit: [] });
    expect(after.audit.slice(0, -1)).toEqual(before.audit);
    expect(await openedWith(old)).toBe(0);
    const { damaged, unreferenced } = await backend.verify();
    expect([damaged, unreferenced]).toEqual([[], 0]);
    const again = await openAnew();
    expect(await readAll(again)).toEqual(after);
    await again.close();
  });

  it('puts no index, record or value that is written since within reach of an old head, from the first commit on', async () => {
    const old = await oldHead();
    await backend.storeKeySlots([], testKey(8));
    await storeSecret(backend, 'since', value('hidden'));
    await storePolicy(backend, { name: 'q', spiffeIdPattern: '.*', pathPattern: 'a', permissions: ['list'] });
    await appendAudit(backend, entry('since'));
    expect(await openedWith(old, old.ids)).toBe(0);
    // Nor does it tell where a path lies.
    const store = await SqliteStore.open(location, { readOnly: true });
    const manifest = (await store.latestManifest()) ?? expect.unreachable();
    const now = readSnapshot(derive(testKey(8), Buffer.from(vaultId, 'hex'), 'head'), manifest);
    expect(now.keys.bits('since')).not.toBe(old.keys.bits('since'));
    expect(await refusal(async () => readSnapshot(oldKey, manifest))).toEqual({ code: 'wrong-key' });
    await store.close();
  });

  it('accepts no head that was sealed with the old one', async () => {
    const old = await oldHead();
    await backend.storeKeySlots([], testKey(8));
    await backend.renew();
    const store = await SqliteStore.open(location);
    const latest = (await store.latestManifest()) ?? expect.unreachable();
    const revision = latest.revision + 1;
    const { header } = parseManifest(latest.bytes);
    const manifest = sealManifest(oldKey, header, revision, headText(old));
    await store.commit({ objects: [], manifest, revision });
    await store.close();
    expect(await refusal(backend.refresh())).toEqual({ code: 'wrong-key' });
    expect(await refusal(openAnew())).toEqual({ code: 'wrong-key' });
  });

  it('is gone on with by another process, after a lock', async () => {
    const before = await readAll(backend);
    await backend.storeKeySlots([], testKey(8));
    const stop = new AbortController();
    const cut = backend.renew({ signal: stop.signal, progress: () => stop.abort() });
    expect(await refusal(cut)).toEqual({ code: 'cancelled' });
    await backend.close();
    const other = await openAnew();
    expect(other.renewing).toBe(true);
    await other.renew();
    expect(other.renewing).toBe(false);
    expect(await readAll(other)).toEqual(before);
    await other.close();
  });

  it('lets others write and move beside it, and takes up what a move brought to a page that was done', async () => {
    await backend.storeKeySlots([], testKey(8));
    const other = await openAnew();
    let n = 0;
    const writes: Promise<unknown>[] = [];
    await backend.renew({
      progress: () => {
        n += 1;
        writes.push(
          moveSecret(other, `s/${n + 20}`, `moved/${n}`),
          storeSecret(backend, `new/${n}`, value('x')),
        );
      },
    });
    await Promise.all(writes);
    await backend.refresh();
    expect(n).toBeGreaterThan(1);
    expect(backend.renewing).toBe(false);
    for (let one = 1; one <= n; one++) {
      expect((await backend.loadSecret(`moved/${one}`))?.fields).toEqual(value(textOf(2, one + 20)));
      expect((await backend.loadSecret(`new/${one}`))?.fields).toEqual(value('x'));
    }
    await other.refresh();
    expect(await readAll(other)).toEqual(await readAll(backend));
    expect((await other.verify()).damaged).toEqual([]);
    await other.close();
  });

  it('may be changed again before the first is through', async () => {
    const before = await readAll(backend);
    await backend.storeKeySlots([], testKey(8));
    await backend.storeKeySlots([], testKey(9));
    await backend.renew();
    expect(await readAll(backend)).toEqual(before);
    expect((await backend.verify()).damaged).toEqual([]);
    expect(await refusal(openAnew(8))).toEqual({ code: 'wrong-key' });
  });

  it('lets copies be made while it is under way, and lets none after it build on what old keys sealed', async () => {
    await backend.storeKeySlots([], testKey(8));
    const stop = new AbortController();
    await refusal(backend.renew({ signal: stop.signal, progress: () => stop.abort() }));
    const copy = path.join(folder, 'copy.holdfast');
    copyFileSync(location, copy);
    await storeSecret(backend, 'later', value('x'));
    const base: ObjectStore = await SqliteStore.open(copy);
    const none = () => expect.unreachable();
    expect((await backend.copies.copy({ base, create: none })).full).toBe(false);
    expect((await backend.copies.prove(base)).damaged).toEqual([]);
    await backend.renew();
    const before = await readAll(backend);
    const fresh = path.join(folder, 'fresh.holdfast');
    const create = (manifest: Uint8Array, content: Content) => SqliteStore.create(fresh, manifest, content);
    expect((await backend.copies.copy({ base, create })).full).toBe(true);
    await base.close();
    const opened = new EncryptedBackend(await SqliteStore.open(fresh), testKey(8));
    await opened.initialize();
    expect(await readAll(opened)).toEqual(before);
    await opened.close();
  });

  it('stops at what is damaged, and loses nothing of it', async () => {
    await backend.storeKeySlots([], testKey(8));
    const [found] = await backend.histories
      .entries()
      .next()
      .then(({ value }) => value?.versions ?? []);
    const id = found?.ref?.id ?? expect.unreachable();
    const store = await SqliteStore.open(location);
    const { revision } = (await store.latestManifest()) ?? expect.unreachable();
    await store.remove([id]);
    await store.close();
    expect(await refusal(backend.renew())).toMatchObject({ code: 'damaged' });
    expect(backend.damaged).toBe(true);
    expect(backend.renewing).toBe(true);
    expect(backend.revision()).toBeGreaterThanOrEqual(revision);
  });
});
