import path from 'node:path';
import Database from 'better-sqlite3';
import { fail, HoldfastError } from '../../shared/failure.ts';
import { refuseLongName } from './names.ts';
import { sqliteFailure } from './sqlite-failure.ts';

/** `PRAGMA application_id` of a vault file: "HLDF". */
export const applicationId = 0x484c4446;
/** `PRAGMA user_version`: the layout below. */
export const layoutVersion = 1;

// format.md, 2. STRICT keeps a damaged or hostile row from coming back as another type.
export const tables = {
  manifests: 'CREATE TABLE manifests (revision INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT',
  objects: 'CREATE TABLE objects (id BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT',
};

/** Opens a file in SQLite with our settings; nothing of it has been read yet. */
export function connect(location: string, readOnly: boolean): Database.Database {
  refuseLongName(location);
  const binding = process.env.HOLDFAST_SQLITE_BINDING;
  const options = {
    readonly: readOnly,
    fileMustExist: true,
    timeout: 0,
    ...(binding && { nativeBinding: binding }),
  };
  let db: Database.Database | undefined;
  try {
    db = new Database(exactly(location), options);
    // A rollback journal leaves one file at rest; EXTRA syncs its removal too, so that what was
    // acknowledged outlives power loss.
    db.pragma('synchronous = EXTRA');
    db.pragma('fullfsync = ON');
    db.pragma('cache_size = -8192');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('secure_delete = ON');
    return db;
  } catch (error) {
    db?.close();
    throw openFailure(error);
  }
}

// better-sqlite3 trims names and has a meaning of its own for some: an absolute one with a slash
// behind it stays as it is, and SQLite leaves that slash out.
function exactly(location: string): string {
  return `${path.resolve(location)}${path.sep}`;
}

// What is run at open is always the same: if SQLite cannot make sense of it, it is the file that is
// wrong.
export function openFailure(error: unknown): HoldfastError {
  if (error instanceof Database.SqliteError) {
    if (error.code === 'SQLITE_ERROR')
      return new HoldfastError({ code: 'damaged', part: 'file' }, { cause: error });
    // Nothing was to be written yet: it is the file itself that the system does not open.
    if (error.code.startsWith('SQLITE_CANTOPEN'))
      return new HoldfastError({ code: 'store', reason: 'cannot-open' }, { cause: error });
  }
  return sqliteFailure(error);
}

// A trigger or a view in a hostile file would run inside our own statements.
export function refuseForeignSchema(db: Database.Database): void {
  const mode = db.pragma('journal_mode', { simple: true });
  const schema = db
    .prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .pluck()
    .all();
  const expected = Object.values(tables).sort();
  const same = schema.length === expected.length && expected.every((sql) => schema.includes(sql));
  if (!same || mode !== 'delete') fail({ code: 'damaged', part: 'file' });
}
