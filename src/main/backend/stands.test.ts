import { beforeEach, expect, it } from 'vitest';
import type { EncryptedBackend } from './encrypted.ts';
import { type Clock, refusal, stoppedClock, value } from './testing/harness.ts';
import { type Disk, MemoryStore } from './testing/memory-store.ts';
import { makeDisk, openDisk } from './testing/vaults.ts';
import { storeSecret } from './testing/write.ts';

// What a commit stands on, and what it does when the store has moved on between the last look and
// the commit.
let clock: Clock;
let disk: Disk;
let store: MemoryStore;
let backend: EncryptedBackend;
beforeEach(async () => {
  clock = stoppedClock();
  disk = await makeDisk(clock);
  store = new MemoryStore(disk);
  backend = await openDisk(disk, clock, store);
  await storeSecret(backend, 'a', value('1'));
});

/**
 * Does something just before the next commit reaches the store; `answer`: given in place of that
 * commit.
 */
function beforeCommit(act: () => void, answer?: 'conflict'): void {
  const commit = store.commit.bind(store);
  store.commit = async (change) => {
    store.commit = commit;
    act();
    return answer ?? commit(change);
  };
}

it('a commit is refused where another state of the same number was put in place at the last moment', async () => {
  beforeCommit(() => {
    const newest = Math.max(...disk.manifests.keys());
    const bytes = new Uint8Array(disk.manifests.get(newest) ?? []);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    disk.manifests.set(newest, bytes);
  });
  const before = Math.max(...disk.manifests.keys());
  expect(await refusal(storeSecret(backend, 'a', value('2')))).toEqual({
    code: 'store',
    reason: 'file-replaced',
  });
  expect(Math.max(...disk.manifests.keys())).toBe(before);
});

const slots = [{ id: '0'.repeat(32), kind: 'test' }];

it('key slots that meet another commit are stored on top of it, and count only then', async () => {
  const from = backend.keySlots();
  beforeCommit(() => {}, 'conflict');
  await backend.storeKeySlots(slots, undefined, { from });
  expect((await openDisk(disk, clock)).keySlots()).toEqual(slots);
});

it('key slots that nobody compared are refused where another commit came first', async () => {
  beforeCommit(() => {}, 'conflict');
  expect(await refusal(backend.storeKeySlots(slots))).toEqual({ code: 'busy' });
  expect((await openDisk(disk, clock)).keySlots()).toEqual([]);
});
