import { globSync } from 'node:fs';
import { join } from 'node:path';
import { show } from './run.ts';

// `npm run bench [-- NAME] [-- ARGUMENTS]`: every bench/*.bench.ts whose name contains NAME, each
// in its own process.
const checkout = join(import.meta.dirname, '..');
const [first, ...rest] = process.argv.slice(2);
const name = first?.startsWith('-') ? undefined : first;
const args = name === undefined && first !== undefined ? [first, ...rest] : rest;

const files = globSync('bench/*.bench.ts', { cwd: checkout }).sort();
const chosen = files.filter((file) => name === undefined || file.includes(name));
if (chosen.length === 0) console.error(`No bench matches; there are: ${files.join(' ')}`);

let failed = chosen.length === 0 ? 1 : 0;
for (const file of chosen) {
  console.log(`\n# ${file}`);
  const code = show(process.execPath, ['--expose-gc', file, ...args], { cwd: checkout });
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
