// Every step of a store failing in turn, while a set is activated, revoked or voided and while a
// vault is restored: the old set and passphrase stay valid, or the new ones are; never both, never
// neither.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HoldfastError } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { fileAt } from '../../shared/place.ts';
import { stores } from '../backend/initialize.ts';
import { copyDisk, type Disk, MemoryStore, type Step } from '../backend/testing/memory-store.ts';
import type { StoreOpener } from '../store/store.ts';
import { createVault, openVault } from './open.ts';
import { gatherForLocked, openWithShares } from './restore.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };

/** Power loss: no failure of ours, and nothing is done after it. */
class Crash extends Error {}

// A kind of store that lies in this test's memory: what a `location` holds, and which step of it
// fails.
const disks = new Map<string, Disk>();
let before: (step: Step) => void = () => {};
const opener: StoreOpener = {
  create: async (location, manifest, content) => {
    if (disks.has(location)) throw new HoldfastError({ code: 'exists', what: 'vault', name: location });
    const disk: Disk = { objects: new Map(), manifests: new Map() };
    for await (const objects of content?.batches ?? []) {
      for (const [id, bytes] of objects) {
        before('object');
        disk.objects.set(id, bytes);
      }
    }
    before('manifest');
    disk.manifests.set(content?.revision ?? 1, new Uint8Array(manifest));
    disks.set(location, disk);
    return opener.open(location);
  },
  open: async (location) => {
    const disk = disks.get(location);
    if (disk === undefined) throw new HoldfastError({ code: 'not-found', what: 'vault', name: location });
    const store = new MemoryStore(disk);
    store.before = (step) => before(step);
    return store;
  },
};
stores['test'] = async () => opener;
afterAll(() => {
  delete stores['test'];
});
const config = (location: string) => ({ kind: 'test', location });

/** A vault with an active set and one that waits to be activated. */
const origin = (async () => {
  const vault = await createVault(config('origin'), { passphrase: 'one', kdf });
  await vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 's3cret' }]);
  const issue = async () => {
    const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 3, threshold: 2 });
    await vault.recovery.markProven([1, 2, 3]);
    return shares;
  };
  const old = await issue();
  await vault.recovery.activate();
  const next = await issue();
  await vault.lock();
  return { disk: disks.get('origin') as Disk, old, next };
})();

/** What opens a vault now: its passphrases and its sets. */
async function keysOf(location: string): Promise<string[]> {
  const { old, next } = await origin;
  const opens: string[] = [];
  for (const passphrase of ['one', 'new']) {
    const vault = await openVault(config(location), passphrase).catch(() => undefined);
    if (vault === undefined) continue;
    expect((await vault.secrets.get('prod/db')).fields[0]?.value).toBe('s3cret');
    opens.push(passphrase);
    await vault.lock();
  }
  for (const [name, sheets] of [
    ['old set', old],
    ['new set', next],
  ] as const) {
    const gathering = await gatherForLocked(config(location));
    for (const words of sheets.slice(1)) await gathering.give(words.join(' ')).catch(() => undefined);
    if (gathering.state().complete) opens.push(name);
  }
  return opens;
}

const operations: Record<string, { run: (location: string) => Promise<unknown>; after: string[] }> = {
  activate: {
    run: (location) => inVault(location, (vault) => vault.recovery.activate()),
    after: ['one', 'new set'],
  },
  revoke: { run: (location) => inVault(location, (vault) => vault.recovery.revoke('one')), after: ['one'] },
  rekey: {
    run: (location) => inVault(location, (vault) => vault.rekey('one')),
    after: ['one', 'old set'],
  },
  'change the passphrase': {
    run: (location) => inVault(location, (vault) => vault.changePassphrase('one', 'new')),
    after: ['new', 'old set'],
  },
  restore: {
    run: async (location) => {
      const { old } = await origin;
      const vault = await openWithShares(config(location), old.slice(0, 2), { passphrase: 'new', kdf });
      await vault.lock();
    },
    after: ['new', 'old set'],
  },
};

async function inVault(
  location: string,
  work: (vault: Awaited<ReturnType<typeof openVault>>) => Promise<unknown>,
): Promise<void> {
  const vault = await openVault(config(location), 'one');
  try {
    await work(vault);
  } finally {
    await vault.lock();
  }
}

/** Runs with the nth step failing, `sticky` from then on; whether it came to that. */
async function failing(n: number, error: () => Error, sticky: boolean, work: () => Promise<unknown>) {
  let count = 0;
  let failed: Step | undefined;
  before = (step) => {
    count += 1;
    if (count !== n && !(sticky && count > n)) return;
    failed ??= step;
    throw error();
  };
  const outcome = await work().then(
    () => 'done',
    () => 'failed',
  );
  before = () => {};
  return { failed, outcome };
}

describe.each(Object.entries(operations))('%s', (name, { run, after }) => {
  it.each([
    ['a store that fails', () => new HoldfastError({ code: 'store', reason: 'system', os: 'EIO' }), false],
    ['power loss', () => new Crash('power loss'), true],
  ] as const)('with %s at any step leaves the old keys valid, or the new ones', async (_, error, sticky) => {
    const { disk } = await origin;
    let steps = 0;
    const seen = new Set<string>();
    for (let n = 1; ; n++) {
      disks.set('now', copyDisk(disk));
      const { failed, outcome } = await failing(n, error, sticky, () => run('now'));
      const keys = await keysOf('now');
      seen.add(`${keys}`);
      if (failed === undefined) {
        expect(keys).toEqual(after);
        break;
      }
      steps += 1;
      expect([['one', 'old set'], after], `${name}, step ${n}, ${failed}: ${outcome}`).toContainEqual(keys);
      const vault = await openVault(config('now'), keys[0] ?? '');
      expect((await vault.verify()).damaged).toEqual([]);
      // A set that wraps an earlier root key must never become the active one.
      const { pending } = await vault.recovery.status();
      if (pending !== undefined) {
        await vault.recovery.activate();
        expect(await keysOf('now')).toEqual([keys[0], 'new set']);
      }
      await vault.lock();
    }
    expect(steps).toBeGreaterThan(2);
    // A new root key leaves every passphrase and sheet as it was.
    expect(seen.size).toBe(`${after}` === 'one,old set' ? 1 : 2);
  });
});

describe('a copy restored elsewhere', () => {
  it('is there whole or not at all, whatever fails; the backup stays as it was', async () => {
    const { disk, old } = await origin;
    const restore = async () => {
      const restoring = { passphrase: 'new', kdf, to: config('copy') as Place };
      await (await openWithShares(config('backup'), old.slice(0, 2), restoring)).lock();
    };
    for (let n = 1; ; n++) {
      disks.set('backup', copyDisk(disk));
      disks.delete('copy');
      const { failed } = await failing(n, () => new Crash('power loss'), true, restore);
      expect(disks.get('backup')).toEqual(disk);
      if (disks.has('copy')) expect(await keysOf('copy')).toEqual(['new', 'old set']);
      if (failed === undefined) break;
      if (!disks.has('copy')) await restore();
      expect(await keysOf('copy')).toEqual(['new', 'old set']);
    }
  });

  it('leaves nothing behind where its folder is not there', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-restored-'));
    try {
      const location = path.join(folder, 'a.holdfast');
      const vault = await createVault({ location }, { passphrase: 'one', kdf });
      const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 1, threshold: 1 });
      await vault.recovery.markProven([1]);
      await vault.recovery.activate();
      await vault.lock();
      const to = path.join(folder, 'nowhere', 'b.holdfast');
      const restoring = openWithShares({ location }, shares, { passphrase: 'new', kdf, to: fileAt(to) });
      await expect(restoring).rejects.toThrow('not-found');
      expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
