// A long file into a vault and out of it, whole processes: `npm run bench attachment`.

import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createVault } from '../src/main/vault/open.ts';
import { leastKdf, scratch } from './datasets.ts';
import { passphrase } from './entries.ts';
import { type Program, timeOf } from './measure.ts';
import { peakOf } from './peak.ts';
import { holdfastFileGet, holdfastFilePut, provideHoldfast } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

provideHoldfast();

const key = scratch('attachment-key');
writeFileSync(key, `${passphrase}\n`);

const rows: Row[] = [];
let most = 0;
for (const [name, size] of [
  ['500 MB', 500_000_000],
  ['2 GiB', 2 ** 31],
] as const) {
  const file = scratch('attachment');
  fill(file, size);
  const location = scratch('attachments.holdfast');
  await (await createVault({ location }, { passphrase, kdf: leastKdf })).lock();
  const [put, get] = [holdfastFilePut(location, key, file), holdfastFileGet(location, key)];
  const [putTime, putPeak] = await measured(() => peakOf(put));
  const [getTime, getPeak] = await measured(() => peakOf(get));
  refuseOther(get, file);
  const others = [copying(file), encrypting(file)].map((program) => timeOf(program) / 1_000);
  rows.push([name, putTime / 1_000, putPeak, getTime / 1_000, getPeak, ...others]);
  most = Math.max(most, putPeak, getPeak);
  for (const gone of [file, location]) rmSync(gone);
}

/**
 * What the disk alone takes, and what encrypting takes that keeps no tag: `openssl enc` has no GCM.
 * Both until the disk has it, as `put` does.
 */
function copying(file: string): Program {
  return shell('cp "$1" "$1.copy" && sync "$1.copy" && rm "$1.copy"', file);
}

function encrypting(file: string): Program {
  const key = `-K ${'00'.repeat(32)} -iv ${'00'.repeat(16)}`;
  return shell(
    `openssl enc -aes-256-ctr ${key} -in "$1" -out "$1.copy" && sync "$1.copy" && rm "$1.copy"`,
    file,
  );
}

function shell(script: string, file: string): Program {
  return { command: 'sh', args: ['-c', script, 'sh', file] };
}

async function measured(work: () => Promise<number>): Promise<[milliseconds: number, peak: number]> {
  const begun = performance.now();
  const peak = await work();
  return [performance.now() - begun, peak];
}

function fill(file: string, size: number): void {
  const out = openSync(file, 'w');
  const piece = Buffer.alloc(1024 * 1024);
  for (let left = size; left > 0; left -= piece.length)
    writeSync(out, randomFillSync(piece), 0, Math.min(left, piece.length));
  closeSync(out);
}

function refuseOther({ command, args }: Program, file: string): void {
  const script = '"$@" | cmp - "$0"';
  const { status } = spawnSync('sh', ['-c', script, file, command, ...args], { stdio: 'inherit' });
  if (status !== 0) throw new Error('what came out is not what went in');
}

publish('Attachments', [
  '`holdfast secret put --file` and `secret get PATH KEY` of one file of random bytes, from start to end of the process: seconds, and the highest resident',
  'memory (VmHWM) in MiB. What comes out is compared with what went in. The cheapest key derivation. Beside it `cp` and `openssl enc` in counter mode.',
  '',
  ...table(['file', 'put, s', 'put, MiB', 'get, s', 'get, MiB', 'cp, s', 'openssl enc, s'], rows),
  '',
  target('MiB of memory at most', most, 'at most', 190),
]);
