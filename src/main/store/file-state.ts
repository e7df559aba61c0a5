import type Database from 'better-sqlite3';
import { failureOf } from '../../shared/failure.ts';
import { refuseForeignSchema } from './connect.ts';
import { isBusy, sqliteFailure } from './sqlite-failure.ts';
import { tipOf } from './store.ts';
import { vaultIn } from './vault-in.ts';

/** How a vault file stands, as far as that is told without keys. */
export interface FileState {
  /** 0: no manifest can be read; 1: one can; 2: SQLite finds all of it sound. */
  readonly rank: 0 | 1 | 2;
  readonly vault?: string;
  readonly revision?: number;
  readonly mark?: string;
}

export function fileStateOf(db: Database.Database): FileState {
  let tip: FileState | undefined;
  try {
    refuseForeignSchema(db);
    tip = tipIn(db);
    const sound = tip !== undefined && db.pragma('integrity_check(1)', { simple: true }) === 'ok';
    return tip === undefined ? { rank: 0 } : { ...tip, rank: sound ? 2 : 1 };
  } catch (error) {
    if (isBusy(error) || failureOf(sqliteFailure(error))?.code !== 'damaged') throw sqliteFailure(error);
    return tip ?? { rank: 0 };
  }
}

function tipIn(db: Database.Database): FileState | undefined {
  const newest = db
    .prepare<[], { revision: number; bytes: Buffer }>(
      'SELECT revision, bytes FROM manifests ORDER BY revision DESC LIMIT 1',
    )
    .get();
  if (newest === undefined || !Buffer.isBuffer(newest.bytes)) return undefined;
  const vault = vaultIn(newest.bytes);
  return { rank: 1, ...tipOf(newest), ...(vault !== undefined && { vault }) };
}
