// `holdfast secret put` beside `keepassxc-cli add`, whole processes: `npm run bench cli-put`.

import { copyOf, dataset, provideKeepass } from './datasets.ts';
import { alternate, median, sizes, timeOf } from './measure.ts';
import { holdfastPut, keepassAdd, newLogin, provideHoldfast } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

provideKeepass();
provideHoldfast();

const rows: Row[] = [];
let last = Number.NaN;
for (const size of sizes) {
  const set = await dataset(size);
  const vault = copyOf(set.holdfast, 'vault');
  const database = copyOf(set.keepass, 'database');
  const times = await alternate(
    [
      { name: 'ours', run: () => timeOf(holdfastPut(vault, set, newLogin())) },
      { name: 'theirs', run: () => timeOf(keepassAdd(database, newLogin())) },
    ],
    size > 20_000 ? 5 : 11,
  );
  const [ours, theirs] = [median(times.get('ours')), median(times.get('theirs'))];
  last = theirs / ours;
  rows.push([`${size}`, ours, theirs, last]);
}

publish('Command line: put', [
  '`holdfast secret put` and `keepassxc-cli add` of one new entry, from start to end of the process, in ms. Both on files with the cheapest key derivation,',
  'so that nothing is subtracted.',
  '',
  ...table(['entries', 'holdfast', 'keepassxc-cli', 'times faster'], rows),
  '',
  target(`times faster at ${Math.max(...sizes)}`, last, 'at least', 20),
]);
