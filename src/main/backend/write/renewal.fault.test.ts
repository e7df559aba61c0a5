// Every step of a store failing in turn while a vault is sealed anew. A disk that really fills:
// store/sqlite.fault.test.ts.

import { beforeAll, expect, it } from 'vitest';
import { type Failure, fail } from '../../../shared/failure.ts';
import { EncryptedBackend } from '../encrypted.ts';
import { readAll, refusal, stoppedClock, testKey, value } from '../testing/harness.ts';
import { copyDisk, type Disk, MemoryStore, type Step } from '../testing/memory-store.ts';
import { makeDisk } from '../testing/vaults.ts';
import { storeSecret } from '../testing/write.ts';

const clock = stoppedClock();
let disk: Disk;
let all: Awaited<ReturnType<typeof readAll>>;
beforeAll(async () => {
  disk = await makeDisk(clock);
  const backend = await open(new MemoryStore(disk), testKey());
  for (let round = 0; round < 2; round++) await backend.write(some(`${round}`));
  await backend.storeKeySlots([], testKey(8));
  all = await readAll(backend);
  await backend.close();
});

function some(text: string) {
  return Array.from({ length: 200 }, (_, n) => ({
    op: 'store' as const,
    path: `s/${n}`,
    fields: value(text),
  }));
}

async function open(store: MemoryStore, rootKey = testKey(8)): Promise<EncryptedBackend> {
  const backend = new EncryptedBackend(store, rootKey, clock.now);
  await backend.initialize();
  return backend;
}

const steps: Step[] = ['latest', 'read', 'object', 'manifest', 'acknowledge', 'drop', 'list'];
const failures: Failure[] = [
  { code: 'no-space' },
  { code: 'store', reason: 'system', os: 'EIO' },
  { code: 'busy' },
];

it.each(steps)(
  'a store that fails at %s says so; the vault stays usable, and a next run ends',
  async (step) => {
    let failed = 0;
    for (let at = 1; ; at += at < 4 ? 1 : 97) {
      const failure = failures[at % failures.length] ?? expect.unreachable();
      const store = new MemoryStore(copyDisk(disk));
      const backend = await open(store);
      let count = 0;
      store.before = (now) => {
        if (now !== step) return;
        count += 1;
        if (count === at) fail(failure);
      };
      const outcome = await backend.renew().then(
        () => undefined,
        async (error) => refusal(Promise.reject(error)),
      );
      store.before = () => {};
      if (count < at) break;
      failed += 1;
      expect(outcome, `${step} ${at}`).toEqual(failure);
      expect(backend.damaged).toBe(false);
      await backend.refresh();
      expect(await readAll(backend), `${step} ${at}`).toEqual(all);
      expect(await storeSecret(backend, 'beside', value('x'))).toBe(1);
      await backend.renew();
      expect(backend.renewing).toBe(false);
      expect((await backend.loadSecret('s/7'))?.fields).toEqual(value('1'));
      const { damaged, unreferenced } = await backend.verify();
      expect(damaged, `${step} ${at}`).toEqual([]);
      // The page that the write replaced, where it came last.
      expect(unreferenced, `${step} ${at}`).toBeLessThanOrEqual(1);
    }
    expect(failed).toBeGreaterThan(0);
  },
);
