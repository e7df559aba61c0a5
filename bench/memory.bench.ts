// The most memory that get, put and import take, in both programs: `npm run bench memory`.

import { copyOf, type Dataset, dataset, provideKeepass } from './datasets.ts';
import { login } from './entries.ts';
import { sizes } from './measure.ts';
import { peakOf } from './peak.ts';
import {
  holdfastGet,
  holdfastImport,
  holdfastPut,
  keepassAdd,
  keepassImport,
  keepassShow,
  newLogin,
  provideHoldfast,
} from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

provideKeepass();
provideHoldfast();

const rows: Row[] = [];
const largest: string[] = [];
for (const size of sizes) {
  const set = await dataset(size);
  for (const [name, ours, theirs] of await peaks(set)) {
    rows.push([`${name}, ${size}`, ours, theirs, ours / theirs]);
    if (size === Math.max(...sizes))
      largest.push(target(`${name} at ${size}`, ours / theirs, 'at most', 0.5));
  }
}

async function peaks(set: Dataset): Promise<[string, number, number][]> {
  const entry = login(1);
  const vault = copyOf(set.slowHoldfast, 'vault');
  const database = copyOf(set.slowKeepass, 'database');
  const added = newLogin();
  const into = await holdfastImport(set, set.json);
  return [
    ['get', await peakOf(holdfastGet(vault, set, entry)), await peakOf(keepassShow(database, entry))],
    ['put', await peakOf(holdfastPut(vault, set, added)), await peakOf(keepassAdd(database, added))],
    ['import', await peakOf(into), await peakOf(keepassImport(set))],
  ];
}

publish('Peak memory', [
  'Highest resident memory in MiB, all processes of a command added up. Holdfast with Argon2id as it is tuned for 100 ms, 64 MiB or more of which are in these',
  'figures; keepassxc-cli with AES-KDF, which needs none. Import: JSON into a new vault beside XML into a new database.',
  '',
  ...table(['command, entries', 'holdfast', 'keepassxc-cli', 'ratio'], rows),
  '',
  ...largest,
]);
