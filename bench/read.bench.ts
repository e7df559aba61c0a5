// One secret after the other, at random: `npm run bench read`.

import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault } from '../src/main/vault/open.ts';
import { publish, target } from './results.ts';

const reads = 4_000;
const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };

/** Reads a second of a vault with so many secrets, after as many to warm up. */
async function readsOf(secrets: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-read-'));
  const vault = await createVault({ location: join(folder, 'a.holdfast') }, { passphrase: 'bench', kdf });
  const changes = Array.from({ length: secrets }, (_, n) => ({
    op: 'store' as const,
    path: `load/${n % 100}/${n}`,
    fields: [
      { name: 'username', type: 'text' as const, value: `user ${n}` },
      { name: 'password', type: 'secret' as const, value: `value ${n}` },
    ],
  }));
  await vault.secrets.apply(changes);
  const some = async () => {
    for (let n = 0; n < reads; n++) {
      const at = Math.floor(Math.random() * secrets);
      await vault.secrets.get(`load/${at % 100}/${at}`);
    }
  };
  await some();
  const start = performance.now();
  await some();
  const took = (performance.now() - start) / 1_000;
  await vault.lock();
  rmSync(folder, { recursive: true });
  return reads / took;
}

const few = await readsOf(10_000);
const many = await readsOf(100_000);
publish('Reading at random', [
  `${reads} reads, one after the other, of secrets chosen at random, in a process that does nothing else.`,
  '',
  target('reads a second among 10,000 secrets', few, 'at least', 5_000),
  target('reads a second among 100,000 secrets', many, 'at least', 1_000),
]);
process.exit(0);
