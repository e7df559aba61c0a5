import { beforeAll, describe, expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { fail } from '../../shared/failure.ts';
import type { Backend } from './backend.ts';
import { EncryptedBackend } from './encrypted.ts';
import { readLasting } from './lasting.ts';
import { readAll, refusal, stoppedClock, testKey, value } from './testing/harness.ts';
import { copyDisk, type Disk, MemoryStore } from './testing/memory-store.ts';
import { makeDisk } from './testing/vaults.ts';
import { appendAudit, deletePolicy, moveSecret, storePolicy, storeSecret } from './testing/write.ts';

const clock = stoppedClock();
const key = testKey(8);
const count = 200;

/** A store before whose reads others do something. */
class Interrupted extends MemoryStore {
  reads = 0;
  interrupt = async (_read: number) => {};

  override async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.reads += 1;
    await this.interrupt(this.reads);
    return super.readObjects(ids);
  }
}

class NewestFirst extends MemoryStore {
  override async list(): Promise<ObjectId[]> {
    return (await super.list()).reverse();
  }
}

async function open<Store extends MemoryStore>(store: Store, rootKey = key): Promise<EncryptedBackend> {
  const backend = new EncryptedBackend(store, rootKey, clock.now);
  await backend.initialize();
  return backend;
}

function stores(secrets: number, text: string) {
  return Array.from({ length: secrets }, (_, n) => ({
    op: 'store' as const,
    path: `s/${n}`,
    fields: value(`${text} ${n}`),
  }));
}

/** A vault whose keys were changed, and in which nothing has been sealed anew yet. */
async function changed(secrets = count): Promise<Disk> {
  const disk = await makeDisk(clock);
  const backend = await open(new MemoryStore(disk), testKey());
  await backend.write(stores(secrets, 'first'));
  if (secrets === count) await backend.write(stores(secrets, 'second'));
  await storePolicy(backend, {
    name: 'p',
    spiffeIdPattern: '.*',
    pathPattern: '.*',
    permissions: ['read'],
  });
  await appendAudit(backend, { time: 1, client: 'owner', action: 'x', path: 's/1', outcome: 'done' });
  await backend.storeKeySlots([], key);
  await backend.close();
  return disk;
}

/**
 * Seals everything anew in between, and replaces what the second connection may have found before.
 */
async function renewAndWrite(disk: Disk): Promise<void> {
  const other = await open(new MemoryStore(disk));
  await storePolicy(other, { name: 'q', spiffeIdPattern: 'a', pathPattern: 'b', permissions: ['list'] });
  await appendAudit(other, { time: 2, client: 'owner', action: 'y', path: 's/2', outcome: 'done' });
  await other.renew();
  await other.close();
}

const version = async (backend: Backend, path: string) =>
  (await backend.loadSecret(path, 1))?.fields[0]?.value;

// What each gives is the same whether or not somebody was between; it may have read before.
const operations: Record<string, (backend: EncryptedBackend) => Promise<unknown>> = {
  'a secret': (backend) => version(backend, 's/7'),
  'a list': async (backend) => (await backend.listSecrets('')).map(({ path }) => path),
  'a whole list': async (backend) => {
    const lost: number[] = [];
    const options = { whole: true, lost: (entries: number) => void lost.push(entries) };
    const infos = await backend.listSecrets('', options);
    return { paths: infos.map(({ path }) => path), lost };
  },
  'all secrets': async (backend) => (await backend.loadAllSecrets()).map(({ fields }) => fields),
  'the audit': async (backend) => (await backend.readAudit()).filter(({ action }) => action === 'x'),
  'every history': async (backend) => {
    const found: unknown[] = [];
    for await (const entry of backend.histories.entries())
      for (const one of entry.versions) found.push([entry.path, await backend.histories.fields(entry, one)]);
    return found.map((one) => JSON.stringify(one)).sort();
  },
  'a write': (backend) => storeSecret(backend, 's/9', value('third')),
  'a move': (backend) => moveSecret(backend, 's/9', 'moved/9'),
  'an entry of the audit': (backend) =>
    appendAudit(backend, { time: 3, client: 'owner', action: 'z', path: 's/3', outcome: 'done' }),
  'a policy': (backend) => deletePolicy(backend, 'p'),
  'a sweep': async (backend) => {
    await backend.collect();
  },
  'sealing anew': (backend) => backend.renew(),
  'a change of keys': (backend) => backend.storeKeySlots([], testKey(8)),
  'a check of everything': async (backend) => (await backend.verify()).damaged,
};

describe('a second connection, while another program seals everything anew and lets the old keys go', () => {
  let disk: Disk;
  beforeAll(async () => {
    disk = await changed();
  });

  it.each(Object.keys(operations))(
    'does without a word of damage, before each of its reads: %s',
    async (name) => {
      const run = operations[name] ?? expect.unreachable();
      const wanted = await run(await open(new MemoryStore(copyDisk(disk))));
      let interrupted = true;
      for (let at = 1; interrupted; at++) {
        const copy = copyDisk(disk);
        const store = new Interrupted(copy);
        const backend = await open(store);
        const first = store.reads;
        interrupted = false;
        store.interrupt = async (read) => {
          if (read !== first + at) return;
          interrupted = true;
          await renewAndWrite(copy);
        };
        expect(await run(backend), `before read ${at}`).toEqual(wanted);
        store.interrupt = async () => {};
        expect(backend.damaged, `before read ${at}`).toBe(false);
        await backend.refresh();
        expect((await backend.verify()).damaged).toEqual([]);
        expect(await version(backend, 's/11')).toBe('first 11');
        // One page of many stands for the others.
        if (at > 12) at += 40;
      }
    },
  );

  it('opens the vault in the middle of it', async () => {
    for (let at = 1; at <= 2; at++) {
      const copy = copyDisk(disk);
      const store = new Interrupted(copy);
      store.interrupt = async (read) => {
        if (read === at) await renewAndWrite(copy);
      };
      const backend = await open(store);
      expect(backend.damaged).toBe(false);
      expect((await backend.loadAllPolicies()).map(({ name }) => name)).toContain('p');
      expect(await version(backend, 's/7')).toBe('first 7');
    }
  });

  it('may seal anew at the same time', async () => {
    const copy = copyDisk(disk);
    const [one, two] = [await open(new MemoryStore(copy)), await open(new MemoryStore(copy))];
    const before = await readAll(one);
    await Promise.all([one.renew(), two.renew()]);
    for (const backend of [one, two]) {
      await backend.refresh();
      expect([backend.renewing, backend.damaged]).toEqual([false, false]);
      expect(await readAll(backend)).toEqual(before);
    }
  });

  it('follows also where the old objects go in several commits', { timeout: 60_000 }, async () => {
    const large = await changed(4_300);
    const [one, two, three] = [
      await open(new NewestFirst(large)),
      await open(new MemoryStore(large)),
      await open(new MemoryStore(large)),
    ];
    const seen: Promise<unknown>[] = [];
    let removing = 0;
    const progress = (done: number, total: number) => {
      if (done === total) removing += 1;
      // From the state at the beginning to one that has lost some of it, and step by step.
      if (removing === 2) seen.push(two.refresh());
      seen.push(version(three, `s/${seen.length}`));
    };
    await one.renew({ progress });
    await Promise.all(seen);
    expect(removing).toBeGreaterThanOrEqual(2);
    for (const backend of [two, three]) {
      await backend.refresh();
      expect(backend.damaged).toBe(false);
      expect(await version(backend, 's/4299')).toBe('first 4299');
    }
  });
});

it('leaves nothing that old keys sealed where they are changed once more while the objects go', async () => {
  const disk = await changed(4_300);
  const backend = await open(new MemoryStore(disk));
  let again: Promise<void> | undefined;
  let removing = 0;
  await backend.renew({
    progress: (done, total) => {
      if (done === total) removing += 1;
      if (removing === 2) again ??= backend.storeKeySlots([], testKey(9));
    },
  });
  await again;
  await backend.renew();
  expect(backend.renewing).toBe(false);
  expect(again).toBeDefined();
  const { damaged, unreferenced } = await backend.verify();
  expect([damaged, unreferenced]).toEqual([[], 0]);
}, 60_000);

describe('what is missing', () => {
  const missing = () => fail({ code: 'damaged', part: 'missing-object', object: 'a' });

  it('is looked for in one newer revision after the other', async () => {
    let revision = 1;
    const follow = async () => {
      revision += 1;
    };
    const damaged = () => expect.unreachable();
    const read = async (from: { revision: number }) => (from.revision < 4 ? missing() : 'found');
    expect(await readLasting({ revision: () => ({ revision }), follow, damaged }, read)).toBe('found');
  });

  it('is damage where there is no newer one, and so is what does not authenticate', async () => {
    for (const broken of [missing, () => fail({ code: 'damaged', part: 'page', object: 'a' })]) {
      let heard = 0;
      const vault = {
        revision: () => ({ revision: 1 }),
        follow: async () => {},
        damaged: () => void heard++,
      };
      expect(await refusal(readLasting(vault, async () => broken()))).toMatchObject({ code: 'damaged' });
      expect(heard).toBe(1);
    }
  });

  it('is no damage where the vault was locked meanwhile or is busy', async () => {
    const vault = {
      revision: () => ({ revision: 1 }),
      follow: async () => fail({ code: 'closed' }),
      damaged: () => expect.unreachable(),
    };
    expect(await refusal(readLasting(vault, async () => missing()))).toEqual({ code: 'closed' });
    expect(await refusal(readLasting(vault, async () => fail({ code: 'busy' })))).toEqual({ code: 'busy' });
  });
});
