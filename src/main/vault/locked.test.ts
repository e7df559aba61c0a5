import fs from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { Mark, marksOnHeap } from '../crypto/testing/heap.ts';
import { createVault, openVault } from './open.ts';
import type { Vault } from './vault.ts';

// What a lock must leave empty: everything that a vault holds, by the place that it is written to.
const marks = {
  path: new Mark(),
  visible: new Mark(),
  hidden: new Mark(),
  fieldName: new Mark(),
  tag: new Mark(),
  metadata: new Mark(),
  policy: new Mark(),
  pattern: new Mark(),
  client: new Mark(),
  auditPath: new Mark(),
  holder: new Mark(),
};
const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };

let folder: string;
let location: string;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  const vault = await createVault({ location }, { passphrase: 'one', kdf });
  await write(vault);
  await vault.lock();
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const where = () => `prod/${marks.path.text}`;

async function write(vault: Vault): Promise<void> {
  await vault.secrets.apply([
    {
      op: 'store',
      path: where(),
      fields: [
        { name: marks.fieldName.text, type: 'text', value: marks.visible.text },
        { name: 'password', type: 'secret', value: marks.hidden.text },
      ],
      tags: [marks.tag.text],
    },
    { op: 'metadata', path: where(), patch: { set: [['about', marks.metadata.text]] } },
  ]);
  const policy = {
    name: marks.policy.text,
    spiffeIdPattern: `spiffe://${marks.pattern.text}`,
    pathPattern: 'prod/.*',
    permissions: ['read' as const],
  };
  await vault.policies.put(policy);
  await vault.registerClient({ name: marks.client.text, spiffeId: 'spiffe://x', key: 'k' }, []);
  await vault.audit.append({
    client: 'x',
    action: 'secret.get',
    path: marks.auditPath.text,
    outcome: 'done',
  });
  await vault.recovery.issue({ passphrase: 'one', shares: 1, threshold: 1, holders: [marks.holder.text] });
}

/** Everything that leaves something behind for the next time. */
async function use(vault: Vault): Promise<void> {
  await vault.secrets.get(where());
  await vault.secrets.put(where(), [{ name: 'password', type: 'secret', value: marks.hidden.text }]);
  await vault.secrets.list('');
  await (await vault.catalog()).prepare();
  await vault.policies.decide({
    spiffeId: `spiffe://${marks.pattern.text}`,
    path: where(),
    permission: 'read',
  });
  await vault.registered();
  await vault.audit.list();
  await vault.recovery.status();
}

/** Later than what was waited for has let go of its values. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}

test('an open vault has all of it in memory: the search finds what there is', async () => {
  const vault = await openVault({ location }, 'one');
  const held = [await vault.secrets.get(where()), await vault.registered(), await vault.audit.list()];
  await use(vault);
  const found = await marksOnHeap(marks);
  expect(found).toEqual(
    expect.arrayContaining(['path', 'visible', 'hidden', 'tag', 'policy', 'pattern', 'client']),
  );
  expect(held).toHaveLength(3);
  await vault.lock();
});

test('a locked vault has none of it, also while somebody still holds it, its catalog and its parts', async () => {
  const vault = await openVault({ location }, 'one');
  await use(vault);
  const held = [vault, await vault.catalog(), vault.policies, vault.secrets, vault.recovery, vault.copies];
  await vault.lock();
  await settled();
  expect(await marksOnHeap(marks)).toEqual([]);
  expect(held).toHaveLength(6);
});

test('what reads and writes while the vault is locked leaves nothing, at whichever step it is', async () => {
  const held: Vault[] = [];
  for (let step = 0; step < 30; step++) {
    const vault = await openVault({ location }, 'one');
    const work = [
      vault.secrets.put(where(), [{ name: 'x', type: 'text', value: marks.visible.text }]),
      vault.secrets.get(where()),
      vault.secrets.list(''),
    ].map((one) =>
      one.then(
        () => undefined,
        () => undefined,
      ),
    );
    for (let turn = 0; turn < step; turn++) await undefined;
    await vault.lock();
    await Promise.all(work);
    held.push(vault);
  }
  await settled();
  expect(await marksOnHeap(marks)).toEqual([]);
  expect(held).toHaveLength(30);
}, 120_000);
