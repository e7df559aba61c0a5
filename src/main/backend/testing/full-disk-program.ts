// Runs where FOLDER is a mount point in a mount namespace of its own: fills a disk of 1 MiB with a
// vault on it, by ballast and by the vault itself. Prints what it met as one line of JSON.

import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { failureOf } from '../../../shared/failure.ts';
import { prepare } from './fault-operations.ts';
import { readAll, value } from './harness.ts';
import { makeFile, openFile } from './vaults.ts';
import { storeSecret } from './write.ts';

const [folder = ''] = process.argv.slice(2);
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
const location = path.join(folder, 'full.holdfast');
const ballast = path.join(folder, 'ballast');
const codes = new Set<string>();
const refused = async (call: () => Promise<unknown>) => {
  try {
    await call();
    return false;
  } catch (error) {
    codes.add(failureOf(error)?.code ?? String(error));
    return true;
  }
};

await makeFile(location);
const backend = await openFile(location);
await prepare(backend);
let unchanged = true;
let retried = true;
let rounds = 0;
// Each round leaves a little more room than the one before: the disk is full at another place of
// the commit.
for (let room = 0; room < 200_000; room += 4_096) {
  const before = await readAll(backend);
  const free = statfsSync(folder).bavail * statfsSync(folder).bsize;
  writeFileSync(ballast, Buffer.alloc(Math.max(0, free - room)));
  const write = () => storeSecret(backend, 'prod/db', value('x'.repeat(60_000)), { expect: 2 });
  if (!(await refused(write))) break;
  rounds += 1;
  await backend.refresh();
  unchanged &&= isDeepStrictEqual(await readAll(backend), before);
  unchanged &&= (await backend.verify()).damaged.length === 0;
  rmSync(ballast);
}
rmSync(ballast, { force: true });
retried = (await backend.loadSecret('prod/db'))?.version === 3;
let stored = 0;
while (!(await refused(() => storeSecret(backend, `more/${stored}`, value('x'.repeat(20_000)))))) stored += 1;
const all = await readAll(backend);
await backend.close();
const again = await openFile(location);
const whole = isDeepStrictEqual(await readAll(again), all) && (await again.verify()).damaged.length === 0;
const reads = (await again.listSecrets('more')).length === stored;
const room = statfsSync(folder).bavail * statfsSync(folder).bsize;
writeFileSync(ballast, Buffer.alloc(room));
const created = await refused(() => makeFile(path.join(folder, 'second.holdfast')));
await again.close();
rmSync(ballast);
const files = readdirSync(folder);
console.log(
  JSON.stringify({ rounds, codes: [...codes], unchanged, retried, stored, whole, reads, created, files }),
);
