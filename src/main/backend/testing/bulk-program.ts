// Stores 100,000 secrets in one transaction; prints how much memory that took beyond the list of
// changes, in MiB.
import type { Change } from '../changes.ts';
import { value } from './harness.ts';
import { makeFile, openFile } from './vaults.ts';

const [location = '', count = '0'] = process.argv.slice(2);
await makeFile(location);
const backend = await openFile(location);
const changes = Array.from(
  { length: Number(count) },
  (_, n): Change => ({ op: 'store', path: `bulk/${n % 100}/${n}`, fields: value(`${n} ${'x'.repeat(500)}`) }),
);
const before = process.memoryUsage().rss;
await backend.write(changes);
const peak = process.resourceUsage().maxRSS * 1024;
const found = (await backend.listSecrets('')).length;
await backend.close();
console.log(JSON.stringify({ found, mebibytes: Math.round((peak - before) / 2 ** 20) }));
