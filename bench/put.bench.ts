// `vault.secrets.put`, warm and in this process, beside a bare durable insert into SQLite: `npm run
// bench put.bench`.

import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { openVault } from '../src/main/vault/open.ts';
import { copyOf, dataset, scratch } from './datasets.ts';
import { fieldsOf, passphrase, pathOf } from './entries.ts';
import { alternate, median, sizes, timed } from './measure.ts';
import { newLogin } from './programs.ts';
import { publish, type Row, table, target } from './results.ts';

/** About what a version object of such a secret takes. */
const valueBytes = 300;

const rows: Row[] = [];
let worst = 0;
for (const size of sizes) {
  const vault = await openVault({ location: copyOf((await dataset(size)).holdfast, 'vault') }, passphrase);
  const insert = bareInsert(size);
  const put = () => {
    const entry = newLogin();
    return timed(() => vault.secrets.put(pathOf(entry), fieldsOf(entry)));
  };
  for (let i = 0; i < 200; i++) await put();
  const times = await alternate(
    [
      { name: 'ours', run: put },
      { name: 'bare', run: () => timed(insert) },
    ],
    200,
  );
  await vault.lock();
  const [ours, bare] = [median(times.get('ours')), median(times.get('bare'))];
  worst = Math.max(worst, ours / bare);
  rows.push([`${size}`, ours, bare, ours / bare]);
}

/**
 * One row a commit, in a table that holds as many rows already, with the settings of
 * `src/main/store/sqlite.ts`.
 */
function bareInsert(size: number): () => void {
  const db = new Database(scratch('bare'));
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = EXTRA');
  db.pragma('fullfsync = ON');
  db.exec('CREATE TABLE rows (id BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO rows (id, bytes) VALUES (?, ?)');
  db.transaction(() => {
    for (let i = 0; i < size; i++) insert.run(randomBytes(16), randomBytes(valueBytes));
  })();
  return () => void insert.run(randomBytes(16), randomBytes(valueBytes));
}

publish('In-process put', [
  'A warm `vault.secrets.put` of a new secret, and a bare insert of one row (16-byte id as BLOB primary key, 300 bytes) by better-sqlite3 into a table of as',
  'many rows; both durable: rollback journal, `synchronous=EXTRA`, `fullfsync=ON`; in ms.',
  '',
  ...table(['secrets', 'put', 'bare insert', 'ratio'], rows),
  '',
  target('highest ratio', worst, 'at most', 3),
]);
