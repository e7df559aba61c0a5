import path from 'node:path';
import Database from 'better-sqlite3';
import { sqlite } from './sqlite.ts';
import { describeStore } from './testing/describe-store.ts';
import { folderKind } from './testing/folder-kind.ts';

describeStore({
  name: 'SQLite',
  opener: sqlite,
  module: path.join(import.meta.dirname, 'sqlite.ts'),
  exported: 'sqlite',
  loseNewest(place, how) {
    const db = new Database(place);
    const newest = 'revision = (SELECT max(revision) FROM manifests)';
    if (how === 'removed') db.exec(`DELETE FROM manifests WHERE ${newest}`);
    else
      db.exec(
        `UPDATE manifests SET bytes = ${how === 'cut' ? 'substr(bytes, 1, 10)' : "x''"} WHERE ${newest}`,
      );
    db.close();
  },
});

describeStore(folderKind());
