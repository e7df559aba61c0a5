// `holdfast secret get` beside `keepassxc-cli show`, whole processes: `npm run bench cli-get`.

import { dataset, provideKeepass } from './datasets.ts';
import { alternate, median, sizes, timeOf } from './measure.ts';
import { holdfastGet, keepassShow, provideHoldfast, someOf } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

provideKeepass();
provideHoldfast();

const rows: Row[] = [];
const bare = new Map<number, { ours: number; theirs: number }>();
for (const size of sizes) {
  const set = await dataset(size);
  const entries = someOf(size);
  const next = () => entries.next().value;
  const times = await alternate(
    [
      { name: 'ours', run: () => timeOf(holdfastGet(set.holdfast, set, next())) },
      { name: 'theirs', run: () => timeOf(keepassShow(set.keepass, next())) },
      { name: 'ours, slow', run: () => timeOf(holdfastGet(set.slowHoldfast, set, next())) },
      { name: 'theirs, slow', run: () => timeOf(keepassShow(set.slowKeepass, next())) },
    ],
    size > 20_000 ? 7 : 15,
  );
  const of = (name: string) => median(times.get(name));
  bare.set(size, { ours: of('ours'), theirs: of('theirs') });
  rows.push([
    `${size}`,
    ...[of('ours'), of('theirs'), of('theirs') / of('ours')],
    ...[of('ours, slow'), of('theirs, slow'), of('theirs, slow') / of('ours, slow')],
  ]);
}

const least = bare.get(Math.min(...sizes));
const most = bare.get(Math.max(...sizes));
publish('Command line: get', [
  '`holdfast secret get PATH password` and `keepassxc-cli show -q -a password`, from start to end of the process, in ms. "No KDF": files whose key',
  'derivation is the cheapest that each program opens (Argon2id with 8 MiB, one pass; one round of AES-KDF), so that nothing is subtracted. "KDF":',
  'the same entries behind about 100 ms of key derivation, tuned by each program itself.',
  '',
  ...table(
    [
      'entries',
      'holdfast, no KDF',
      'keepassxc-cli, no KDF',
      'times faster',
      'holdfast, KDF',
      'keepassxc-cli, KDF',
      'times faster',
    ],
    rows,
  ),
  '',
  target(
    `times faster at ${Math.max(...sizes)}, no KDF`,
    (most?.theirs ?? 0) / (most?.ours ?? 0),
    'at least',
    20,
  ),
  target(
    'get in the largest against the smallest, no KDF',
    (most?.ours ?? 0) / (least?.ours ?? 0),
    'at most',
    1.5,
  ),
]);
