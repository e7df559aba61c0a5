// `holdfast import` beside `keepassxc-cli import`, whole processes: `npm run bench import`.

import { dataset, provideKeepass } from './datasets.ts';
import { alternate, childrenMs, median, type Program, sizes, timeOf } from './measure.ts';
import { holdfastImport, keepassImport, provideHoldfast } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

provideKeepass();
provideHoldfast();

const ours = ['JSON', 'KDBX', 'CSV'] as const;
const wanted = { JSON: 3, KDBX: 2, CSV: 3 };
const clock: Row[] = [];
const processor: Row[] = [];
const targets: string[] = [];
for (const size of sizes) {
  const set = await dataset(size);
  const files = { JSON: set.json, KDBX: set.keepass, CSV: set.csv };
  const spent = new Map<string, number[]>();
  const run = (name: string, program: () => Program | Promise<Program>) => ({
    name,
    run: async () => {
      const one = await program();
      const before = childrenMs();
      const ms = timeOf(one);
      spent.set(name, [...(spent.get(name) ?? []), childrenMs() - before]);
      return ms;
    },
  });
  const subjects = [
    ...ours.map((name) => run(name, () => holdfastImport(set, files[name]))),
    run('theirs', () => keepassImport(set)),
  ];
  const times = await alternate(subjects, size > 20_000 ? 3 : 5);
  // The first is the one that warms up.
  for (const [name, all] of spent)
    spent.set(
      name,
      all.slice(1).sort((a, b) => a - b),
    );
  for (const [rows, by] of [
    [clock, times],
    [processor, spent],
  ] as const) {
    const of = (name: string) => median(by.get(name));
    rows.push([`${size}`, ...[...ours, 'theirs'].map(of), ...ours.map((name) => of('theirs') / of(name))]);
  }
  if (size === Math.max(...sizes))
    for (const name of ours) {
      const faster = (by: ReadonlyMap<string, number[]>) => median(by.get('theirs')) / median(by.get(name));
      targets.push(target(`times faster at ${size}, ${name}`, faster(times), 'at least', wanted[name]));
      targets.push(`- times less processor time at ${size}, ${name}: **${faster(spent).toPrecision(3)}**`);
    }
}

const head = ['entries', ...ours.map((name) => `holdfast, ${name}`), 'keepassxc-cli, XML'];
const columns = [...head, ...ours.map((name) => `times, ${name}`)];
publish('Import', [
  'The same entries into a vault without secrets, or a new database: `holdfast import` of JSON, of KDBX 4 and of CSV, `keepassxc-cli import` of XML; whole processes, in ms, by the clock and then in processor time.',
  'Cheapest key derivation on both sides. Holdfast reads back all that it wrote.',
  '',
  ...table(columns, clock),
  '',
  ...table(
    columns.map((name) => (name === 'entries' ? 'entries, processor time' : name)),
    processor,
  ),
  '',
  ...targets,
]);
