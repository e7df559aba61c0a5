import { beforeEach, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import type { Content, ObjectStore } from '../../store/store.ts';
import type { AuditChange, Change } from '../changes.ts';
import type { EncryptedBackend } from '../encrypted.ts';
import { type Clock, secret, stoppedClock } from '../testing/harness.ts';
import { copyDisk, type Disk, emptyDisk, MemoryStore } from '../testing/memory-store.ts';
import { makeDisk, openDisk } from '../testing/vaults.ts';
import { type AnyChange, writeMixed } from '../testing/write.ts';

let clock: Clock;
let disk: Disk;
beforeEach(async () => {
  clock = stoppedClock();
  disk = await makeDisk(clock);
});

const put = (path: string, value = 'v'): Change => ({ op: 'store', path, fields: [secret('p', value)] });

/** One commit; the objects that it added. */
async function commit(...changes: AnyChange[]): Promise<ObjectId[]> {
  const before = new Set(disk.objects.keys());
  const backend = await openDisk(disk, clock);
  await writeMixed(backend, changes);
  await backend.close();
  return [...disk.objects.keys()].filter((id) => !before.has(id));
}

/** The index pages among objects: what is no version of these paths. */
async function pagesOf(ids: readonly ObjectId[], ...paths: string[]): Promise<ObjectId[]> {
  const backend = await openDisk(disk, clock);
  const entries = await Promise.all(paths.map((path) => backend.copies?.entry(path)));
  await backend.close();
  const versions = entries.flatMap((entry) => entry?.versions.map(({ ref }) => ref?.id) ?? []);
  return ids.filter((id) => !versions.includes(id));
}

const spoil = (id: ObjectId, on = disk) => void on.objects.set(id, new Uint8Array(300));

/** Mends the disk with the help of others; the vault that this gives, which is whole. */
async function mended(
  others: readonly Disk[],
  adopt = false,
): Promise<EncryptedBackend & { told: string[] }> {
  const healed = emptyDisk();
  const backend = await openDisk(disk, clock);
  const create = async (manifest: Uint8Array, content?: Content): Promise<ObjectStore> => {
    healed.manifests.set(content?.revision ?? 1, new Uint8Array(manifest));
    await fill(healed, content);
    return new MemoryStore(healed);
  };
  const stores = others.map((one) => new MemoryStore(one));
  const done = await backend.copies?.mend(stores, create, { lossy: true, adopt });
  expect(done?.written).toBe(true);
  const whole = await openDisk(healed, clock);
  expect((await whole.verify()).damaged).toEqual([]);
  return Object.assign(whole, { told: [...(done?.earlier ?? [])] });
}

async function fill(healed: Disk, content?: Content): Promise<void> {
  for await (const batch of content?.batches ?? [])
    for (const [id, bytes] of batch) healed.objects.set(id, new Uint8Array(bytes));
}

it('the audit is whole up to the page that is lost, and goes on from there', async () => {
  const pages: ObjectId[] = [];
  for (let n = 0; n < 3; n++) {
    const entries = Array.from({ length: 200 }, (_, i): AuditChange => {
      return { op: 'audit', entry: { time: n * 200 + i, client: 'ci', action: 'unlock', outcome: 'done' } };
    });
    pages.push(...(await commit(...entries)));
  }
  expect(pages).toHaveLength(3);
  spoil(pages[1] ?? expect.unreachable());
  const whole = await mended([]);
  const times = async () => (await whole.readAudit({})).map(({ time }) => time);
  expect(await times()).toEqual(Array.from({ length: 200 }, (_, i) => i));
  const entry = { time: 999, client: 'ci', action: 'unlock', outcome: 'done' } as const;
  await whole.write([], [{ op: 'audit', entry }]);
  expect((await times()).slice(-2)).toEqual([199, 999]);
});

it('takes up earlier states of what was on the lost page alone: what is gone from a whole one stays gone', async () => {
  const paths = Array.from({ length: 600 }, (_, i) => `s/${i}`);
  const pages = await pagesOf(await commit(...paths.map((path) => put(path))), ...paths);
  expect(pages.length).toBeGreaterThan(2);
  const backup = copyDisk(disk);
  const fresh = await pagesOf(await commit({ op: 'forget', path: 's/7' }));
  await commit(put('other'));
  // Any page but that of the secret that was forgotten, and of what came after.
  for (const id of pages) {
    if (fresh.includes(id)) continue;
    const there = copyDisk(disk);
    spoil(id);
    spoil(id, backup);
    const whole = await mended([backup]);
    expect((await whole.listSecrets('')).map(({ path }) => path)).not.toContain('s/7');
    await whole.close();
    disk = there;
  }
});

it('takes the latest of earlier states, whichever store has it', async () => {
  const first = await pagesOf(await commit(put('a', '1')), 'a');
  const backup = copyDisk(disk);
  clock.advance(1_000);
  await commit(put('a', '2'));
  clock.advance(1_000);
  const last = await pagesOf(await commit(put('a', '3')), 'a');
  for (const id of [...first, ...last]) spoil(id);
  const whole = await mended([backup]);
  expect((await whole.loadSecret('a'))?.fields).toEqual([secret('p', '2')]);
  expect(whole.told).toEqual(['a']);
});

it('a state that is as new as the one that is there does not take its place', async () => {
  await commit(put('a'));
  const other = copyDisk(disk);
  await commit({ op: 'metadata', path: 'a', patch: { tags: ['kept'] } });
  const whole = await mended([other], true);
  expect((await whole.copies?.entry('a'))?.tags).toEqual(['kept']);
});

it('what was destroyed since the state that is left does not come back as a name', async () => {
  const old = await pagesOf(await commit(put('gone'), put('there')), 'gone', 'there');
  const backup = copyDisk(disk);
  const id = (await entryOf('gone'))?.versions[0]?.ref?.id ?? expect.unreachable();
  const fresh = await commit({ op: 'destroy', path: 'gone', versions: [1] });
  for (const page of fresh) spoil(page);
  backup.objects.delete(id);
  disk.objects.delete(id);
  expect(old.length).toBe(1);
  const whole = await mended([backup]);
  expect((await whole.listSecrets('')).map(({ path }) => path)).toEqual(['there']);
  expect(whole.told).toEqual(['there']);
});

async function entryOf(path: string) {
  const backend = await openDisk(disk, clock);
  const entry = await backend.copies?.entry(path);
  await backend.close();
  return entry;
}
