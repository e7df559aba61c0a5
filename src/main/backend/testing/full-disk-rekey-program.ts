// Runs where FOLDER is a mount point in a mount namespace of its own: gives a vault on a small disk
// a new root key, and fills the disk while it is sealed anew, each round with a little more room.
// Prints what it met as one line of JSON.

import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { failureOf } from '../../../shared/failure.ts';
import { readAll, testKey, value } from './harness.ts';
import { makeFile, openFile } from './vaults.ts';
import { storeSecret } from './write.ts';

const [folder = ''] = process.argv.slice(2);
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]);
const location = path.join(folder, 'full.holdfast');
const ballast = path.join(folder, 'ballast');

await makeFile(location);
const backend = await openFile(location);
await backend.write(
  Array.from({ length: 300 }, (_, n) => ({
    op: 'store' as const,
    path: `s/${n}`,
    fields: value(`${n}${'x'.repeat(3_000)}`),
  })),
);
await backend.storeKeySlots([], testKey(8));
const all = await readAll(backend);
const codes = new Set<string>();
let [rounds, unchanged] = [0, true];
for (let room = 0; backend.renewing; room += 131_072) {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - room)));
  try {
    await backend.renew();
  } catch (error) {
    rounds += 1;
    codes.add(failureOf(error)?.code ?? String(error));
  }
  unchanged &&= isDeepStrictEqual(await readAll(backend), all);
  rmSync(ballast);
}
const { damaged, unreferenced } = await backend.verify();
const whole = damaged.length === 0 && unreferenced === 0;
const { renewing } = backend;
const usable = (await storeSecret(backend, 'beside', value('y'))) === 1;
await backend.close();
const files = readdirSync(folder);
console.log(JSON.stringify({ rounds, codes: [...codes], unchanged, usable, renewing, whole, files }));
