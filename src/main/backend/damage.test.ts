import { beforeAll, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { type Failure, failureOf } from '../../shared/failure.ts';
import type { Backend } from './backend.ts';
import type { Finding, VerifyReport } from './copies.ts';
import { readAll, refusal, stoppedClock } from './testing/harness.ts';
import { copyDisk, type Disk } from './testing/memory-store.ts';
import { fillSmallVault } from './testing/small-vault.ts';
import { makeDisk, openDisk } from './testing/vaults.ts';
import { deleteSecret, storeSecret } from './testing/write.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const flipped = long ? 'every bit' : 'a bit of every byte';
const cutTo = long ? 'every length' : 'one length in eleven';

const clock = stoppedClock();
let disk: Disk;
let healthy: Awaited<ReturnType<typeof readAll>>;
/** What `verify` says of each object once it is gone. */
let roles: Map<ObjectId, Finding>;
let owners: Map<ObjectId, { path: string; version: number }>;

beforeAll(async () => {
  disk = await makeDisk(clock);
  const backend = await openDisk(disk, clock);
  await fillSmallVault(backend);
  healthy = await readAll(backend);
  roles = await findRoles();
  owners = new Map(
    [...roles].flatMap(([id, { part, paths, version }]) =>
      part === 'version' && paths?.[0] !== undefined && version !== undefined
        ? [[id, { path: paths[0], version }]]
        : [],
    ),
  );
  await backend.close();
  // As the SQLite store does: only the newest manifest and what it refers to.
  const newest = Math.max(...disk.manifests.keys());
  for (const revision of disk.manifests.keys()) if (revision < newest) disk.manifests.delete(revision);
});

/**
 * Removes one object after the other to see what `verify` says of it; what nothing refers to is
 * dropped for good.
 */
async function findRoles(): Promise<Map<ObjectId, Finding>> {
  const found = new Map<ObjectId, Finding>();
  for (const [id, bytes] of [...disk.objects]) {
    disk.objects.delete(id);
    const { damaged } = await verifyAll();
    if (damaged[0] === undefined) continue;
    disk.objects.set(id, bytes);
    found.set(id, damaged[0]);
  }
  return found;
}

async function verifyAll(): Promise<VerifyReport> {
  return (await openDisk(disk, clock)).verify();
}

/** What the first reader of a damaged disk hears; `undefined` when all reads as before. */
async function firstFailure(damaged: Disk): Promise<Failure | undefined> {
  let backend: Backend;
  try {
    backend = await openDisk(damaged, clock);
  } catch (error) {
    return failureOf(error) ?? Promise.reject(error);
  }
  try {
    expect(await readAll(backend)).toEqual(healthy);
    const report = await backend.verify();
    const [first] = report.damaged;
    return first && { code: 'damaged', part: 'object', object: first.object };
  } catch (error) {
    return failureOf(error) ?? Promise.reject(error);
  } finally {
    await backend.close();
  }
}

/** Numbers of bits: all of them in the long run, else one of each byte, the next in the next. */
const bitsOf = ({ length }: Uint8Array) =>
  long
    ? Array.from({ length: length * 8 }, (_, bit) => bit)
    : Array.from({ length }, (_, byte) => byte * 8 + (byte & 7));

const flip = (bytes: Uint8Array, bit: number) => {
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
};

it(`28: ${flipped} of every version flipped: damaged, and the object named`, async () => {
  const backend = await openDisk(disk, clock);
  let flips = 0;
  for (const [id, { path, version }] of owners) {
    const bytes = disk.objects.get(id) ?? expect.unreachable();
    for (const bit of bitsOf(bytes)) {
      flip(bytes, bit);
      const failure = await refusal(backend.loadSecret(path, version));
      flip(bytes, bit);
      if (failure.code !== 'damaged' || !('object' in failure) || failure.object !== id) {
        expect.unreachable(`bit ${bit} of ${id}: ${JSON.stringify(failure)}`);
      }
      flips += 1;
    }
  }
  expect(owners.size).toBeGreaterThan(50);
  expect(flips).toBeGreaterThan(50 * 60 * (long ? 8 : 1));
  await backend.close();
});

it(`28: ${flipped} of every other object flipped: damaged on the first read, and the object named`, async () => {
  const others = [...disk.objects].filter(([id]) => !owners.has(id));
  expect(new Set(others.map(([id]) => roles.get(id)?.part))).toEqual(
    new Set(['page', 'audit', 'policy', 'client']),
  );
  const live = await openDisk(disk, clock);
  // Records are read once, at open.
  const records = async (part: 'policy' | 'client') => {
    const backend = await openDisk(disk, clock);
    expect(backend.damaged).toBe(true);
    return part === 'policy' ? backend.loadAllPolicies() : backend.loadAllClients();
  };
  for (const [id, bytes] of others) {
    const part = roles.get(id)?.part;
    // One backend for all flips of a part that is read afresh each time: opening costs more than
    // reading.
    const read = () =>
      part === 'policy' || part === 'client'
        ? records(part)
        : part === 'page'
          ? live.listSecrets('')
          : live.readAudit();
    for (const bit of bitsOf(bytes)) {
      flip(bytes, bit);
      const failure = await refusal(read());
      flip(bytes, bit);
      if (failure.code !== 'damaged' || !('object' in failure) || failure.object !== id) {
        expect.unreachable(`bit ${bit} of ${id}: ${JSON.stringify(failure)}`);
      }
    }
  }
  await live.close();
});

it(`28: ${flipped} of the manifest flipped: a typed failure at open`, async () => {
  const bytes = [...disk.manifests.values()][0] ?? expect.unreachable();
  for (const bit of bitsOf(bytes)) {
    flip(bytes, bit);
    const failure = await refusal(() => openDisk(disk, clock));
    flip(bytes, bit);
    if (failure.code !== 'damaged' || failure.part !== 'manifest')
      expect.unreachable(`bit ${bit}: ${JSON.stringify(failure)}`);
  }
});

it(`29: truncated to ${cutTo}, or longer by one byte: the same`, async () => {
  const whole = [...disk.objects, ...disk.manifests] as [ObjectId, Uint8Array][];
  expect(whole.length).toBeGreaterThan(50);
  for (const [key, bytes] of whole) {
    const map = (typeof key === 'number' ? disk.manifests : disk.objects) as Map<unknown, Uint8Array>;
    const owner = owners.get(key);
    const backend = owner && (await openDisk(disk, clock));
    for (let length = 0; length <= bytes.length + 1; length++) {
      if (length === bytes.length) continue;
      if (!long && length % 11 > 0 && length < bytes.length - 1) continue;
      const cut = new Uint8Array(length);
      cut.set(bytes.subarray(0, length));
      map.set(key, cut);
      const failure = await refusal(async () => {
        await backend?.loadSecret(owner?.path ?? '', owner?.version);
        await readAll(await openDisk(disk, clock));
      });
      if (failure.code !== 'damaged')
        expect.unreachable(`${key} cut to ${length}: ${JSON.stringify(failure)}`);
    }
    map.set(key, bytes);
  }
}, 240_000);

it('30: each object removed: found, and named', async () => {
  expect(disk.objects.size).toBeGreaterThan(50);
  for (const id of disk.objects.keys()) {
    const damaged = copyDisk(disk);
    damaged.objects.delete(id);
    expect(await firstFailure(damaged)).toMatchObject({ code: 'damaged', object: id });
  }
});

it('30: two objects swapped: found, and one of them named', async () => {
  const ids = [...disk.objects.keys()];
  expect(ids.length).toBeGreaterThan(50);
  for (const [n, a] of ids.entries()) {
    for (const step of [1, 2, 17]) {
      const b = ids[(n + step) % ids.length] ?? a;
      const damaged = copyDisk(disk);
      damaged.objects.set(a, disk.objects.get(b) ?? expect.unreachable());
      damaged.objects.set(b, disk.objects.get(a) ?? expect.unreachable());
      const failure = await firstFailure(damaged);
      expect(failure).toMatchObject({ code: 'damaged', object: expect.any(String) });
      expect([a, b]).toContain(failure && 'object' in failure ? failure.object : undefined);
    }
  }
});

it('30: an object replaced by an older one of its kind: found, and named', async () => {
  const growing = await makeDisk(clock);
  const backend = await openDisk(growing, clock);
  await fillSmallVault(backend);
  const older = copyDisk(growing);
  const [{ path } = expect.unreachable()] = await backend.listSecrets('');
  await storeSecret(backend, path, [{ name: 'password', type: 'secret', value: 'newer' }]);
  const before = await readAll(backend);
  await backend.close();
  const fresh = [...growing.objects.keys()].filter((id) => !older.objects.has(id));
  expect(fresh.length).toBeGreaterThanOrEqual(2);
  for (const id of fresh) {
    for (const bytes of older.objects.values()) {
      const damaged = copyDisk(growing);
      damaged.objects.set(id, bytes);
      const failure = await refusal(async () => {
        const opened = await openDisk(damaged, clock);
        await opened.loadSecret(path);
      });
      expect(failure).toMatchObject({ code: 'damaged', object: id });
    }
  }
  expect(before.secrets.length).toBe(healthy.secrets.length);
});

it('30: an older manifest under the newest number, or of another vault: found', async () => {
  const growing = await makeDisk(clock);
  const backend = await openDisk(growing, clock);
  await storeSecret(backend, 'a', []);
  await storeSecret(backend, 'a', []);
  await backend.close();
  const newest = Math.max(...growing.manifests.keys());
  for (const old of [1, newest - 1]) {
    const damaged = copyDisk(growing);
    damaged.manifests.set(newest, growing.manifests.get(old) ?? expect.unreachable());
    expect(await refusal(() => openDisk(damaged, clock))).toMatchObject({
      code: expect.stringMatching(/damaged|wrong-key/),
    });
    // Put under a number of its own it must not pass for a newer one either.
    damaged.manifests.set(newest + 1, growing.manifests.get(old) ?? expect.unreachable());
    expect(await refusal(() => openDisk(damaged, clock))).toMatchObject({
      code: expect.stringMatching(/damaged|wrong-key/),
    });
  }
});

it('opens with any object damaged: what is whole is listed and read as before, and nothing is written', async () => {
  expect(roles.size).toBeGreaterThan(50);
  for (const [id, finding] of roles) {
    const damaged = copyDisk(disk);
    flip(damaged.objects.get(id) ?? expect.unreachable(), 70);
    const frozen = copyDisk(damaged);
    let heard = 0;
    const backend = await openDisk(damaged, clock);
    backend.whenDamaged(() => heard++);
    const listed = await backend.listSecrets('', { whole: true });
    const lost = finding.part === 'page' ? finding.entries : 0;
    expect(listed.length).toBe(healthy.secrets.length - (lost ?? Number.NaN));
    const known = new Map(healthy.secrets.map((info) => [info.path, info]));
    for (const info of listed) expect(info).toEqual(known.get(info.path));
    for (const { path, version, fields } of healthy.versions) {
      if (!listed.some((info) => info.path === path)) continue;
      if (owners.get(id)?.path === path && owners.get(id)?.version === version) continue;
      expect((await backend.loadSecret(path, version))?.fields).toEqual(fields);
    }
    expect((await backend.verify()).damaged[0]).toMatchObject({ object: id });
    expect(backend.damaged).toBe(true);
    if (finding.part === 'page' || finding.part === 'version') expect(heard).toBe(1);
    expect(await refusal(storeSecret(backend, 'new', []))).toMatchObject({ code: 'damaged' });
    expect(damaged).toEqual(frozen);
    await backend.close();
  }
});

it('a damaged vault is never written to', async () => {
  const [id = expect.unreachable(), owner = expect.unreachable()] = [...owners][0] ?? [];
  const damaged = copyDisk(disk);
  flip(damaged.objects.get(id) ?? expect.unreachable(), 100);
  const backend = await openDisk(damaged, clock);
  await refusal(backend.loadSecret(owner.path, owner.version));
  const frozen = copyDisk(damaged);
  for (const call of [
    () => storeSecret(backend, 'new', []),
    () => deleteSecret(backend, owner.path),
    () => backend.collect(),
    () => backend.rotate(),
    () => backend.storeKeySlots([]),
  ]) {
    expect(await refusal(call)).toMatchObject({ code: 'damaged' });
  }
  expect(damaged).toEqual(frozen);
  await backend.close();
});
