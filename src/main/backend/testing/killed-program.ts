// Writes to a vault file until it is killed; says what it starts and what was acknowledged, one
// line each.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { inBatches } from './batches.ts';
import { openFile } from './vaults.ts';
import { changesOf, timeOf } from './workload.ts';

const [location = ''] = process.argv.slice(2);
// Straight to the pipe: what Node would still hold back dies with the process.
const say = (line: string) => writeSync(1, `${line}\n`);

say('ready');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const first = Number((await lines.next()).value);
let time = 0;
const backend = await openFile(location, () => time);
for (let n = first; ; n++) {
  time = timeOf(n);
  say(`start ${n}`);
  const changes = changesOf(n);
  // Every other commit is one that is written while it is made.
  if (n % 2 === 0) await backend.write(changes);
  else await backend.stream(inBatches(changes.slice(0, 3), changes.slice(3)));
  say(`done ${n}`);
}
