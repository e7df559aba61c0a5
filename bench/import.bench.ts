// `holdfast import` beside `keepassxc-cli import`, whole processes: `npm run bench import`.

import { dataset, provideKeepass } from './datasets.ts';
import { alternate, median, sizes, timeOf } from './measure.ts';
import { holdfastImport, keepassImport, provideHoldfast } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

provideKeepass();
provideHoldfast();

const rows: Row[] = [];
let last = Number.NaN;
for (const size of sizes) {
  const set = await dataset(size);
  const times = await alternate(
    [
      { name: 'json', run: async () => timeOf(await holdfastImport(set, set.json)) },
      { name: 'kdbx', run: async () => timeOf(await holdfastImport(set, set.keepass)) },
      { name: 'theirs', run: () => timeOf(keepassImport(set)) },
    ],
    size > 20_000 ? 3 : 5,
  );
  const of = (name: string) => median(times.get(name));
  last = of('theirs') / of('json');
  rows.push([`${size}`, of('json'), of('kdbx'), of('theirs'), last, of('theirs') / of('kdbx')]);
}

publish('Import', [
  'The same entries into a vault without secrets, or a new database: `holdfast import` of JSON and of KDBX 4, `keepassxc-cli import` of XML; whole processes, in ms.',
  'Cheapest key derivation on both sides.',
  '',
  ...table(
    [
      'entries',
      'holdfast, JSON',
      'holdfast, KDBX',
      'keepassxc-cli, XML',
      'times faster, JSON',
      'times faster, KDBX',
    ],
    rows,
  ),
  '',
  target(`times faster at ${Math.max(...sizes)}, JSON`, last, 'at least', 3),
]);
