import path from 'node:path';
import { fileAt } from '../../../../shared/place.ts';
import { keepVault } from '../../../backups/keep.ts';
import { kdf, password } from '../../../backups/testing/fixture.ts';
import { writeAside } from '../../../electron/write-aside.ts';
import { createVault } from '../../../vault/open.ts';
import type { Vault } from '../../../vault/vault.ts';
import { openIn, flows as others } from './fault-flows.ts';

/** What opens a vault that is made here. */
export const passphrase = 'two';
const creation = { passphrase, kdf };

async function commit(folder: string, work: (vault: Vault) => Promise<unknown>) {
  const vault = await openIn(folder);
  await work(vault).finally(() => vault.lock());
}

async function keep(folder: string): Promise<void> {
  const memory = await createVault({ kind: 'memory' }, creation);
  await memory.secrets.put('s/1', password('kept'));
  await (await keepVault(memory, fileAt(path.join(folder, 'new.holdfast')), creation)).lock();
  await memory.lock();
}

/** All that writes what must last: each as the app and the command line do it. */
export const flows: Record<string, (folder: string) => Promise<unknown>> = {
  creation: async (folder) =>
    (await createVault({ location: path.join(folder, 'new.holdfast') }, creation)).lock(),
  'a commit': (folder) => commit(folder, (vault) => vault.secrets.put('s/1', password('newest'))),
  'a large commit': (folder) =>
    commit(folder, (vault) => vault.secrets.put('s/3', password('x'.repeat(40_000)))),
  'what is destroyed': (folder) => commit(folder, (vault) => vault.secrets.destroy('s/1', [1])),
  keep,
  'a saved sheet': (folder) => writeAside(path.join(folder, 'sheet.pdf'), Buffer.alloc(5_000, 'words ')),
  ...others,
};
