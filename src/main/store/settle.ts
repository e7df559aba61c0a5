import fs from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { fail, failureOf } from '../../shared/failure.ts';
import { pageSizeOf } from '../../shared/pages/carve.ts';
import { journalOf, lies, logsOf, setAside, tellSettled } from './beside.ts';
import { pour } from './clone.ts';
import { connect } from './connect.ts';
import { closeBeside, openBeside, removeFile, syncFile, syncFolder } from './file.ts';
import { type FileState, fileStateOf } from './file-state.ts';
import { countsOf, isIdle, type Journal, readJournal } from './journal.ts';
import { asideName, besideOf, realPathOf } from './names.ts';
import { isBusy, sqliteFailure, withPatience } from './sqlite-failure.ts';

/** How long readers are waited for before a journal is looked at, in ms. */
const patience = 30_000;

/**
 * Settles what lies beside a vault file before SQLite opens it, which takes every journal of the
 * right name for that file's and rolls it back, and reads from every log. A journal that is not of
 * a write to this very file is put aside. One that is, is left for SQLite to roll back; where the
 * file may have been whole without that, copies of both are kept. A journal whose writer lives is
 * left alone.
 */
export async function settle(location: string, identity: string): Promise<void> {
  try {
    await settleAll(location, identity);
  } catch (error) {
    throw sqliteFailure(error);
  }
}

async function settleAll(location: string, identity: string): Promise<void> {
  const logs = logsOf(location).map(setAside);
  const kept = logs.filter((name) => name !== undefined);
  if (kept.length > 0) tellSettled({ file: location, did: 'set-aside', kept });
  const journal = journalOf(location);
  const stat = fs.lstatSync(journal, { throwIfNoEntry: false });
  if (stat === undefined) return;
  // SQLite follows no link there, and reads no folder.
  if (!stat.isFile()) return putAside(location, journal);
  const file = openBeside(location, identity);
  let bytes: number | undefined;
  try {
    bytes = fs.openSync(journal, 'r');
    if (!isIdle(bytes)) await settleHot(location, file, journal, bytes);
  } catch (error) {
    // The writer ended in this moment, and took its journal away.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    if (bytes !== undefined) fs.closeSync(bytes);
    closeBeside(file, identity);
  }
}

function putAside(location: string, journal: string): void {
  const kept = setAside(journal);
  if (kept !== undefined) tellSettled({ file: location, did: 'set-aside', kept: [kept] });
}

// Under another name nothing lies beside the file, so SQLite rolls nothing back; its lock is on the
// file, whatever its name.
async function settleHot(location: string, file: number, journal: string, bytes: number): Promise<void> {
  const other = besideOf(path.dirname(realPathOf(location)));
  const locks = linked(location, other);
  // A file system without links: a copy is looked at, and nobody is kept out meanwhile.
  if (!locks && !isHot(location)) return;
  let held: Held | undefined;
  try {
    if (!locks) await pour(file, other, undefined);
    held = await lock(other);
    // Whoever holds the lock now found the journal, or took it away.
    if (held === undefined || !lies(journal)) return;
    const verdict = await judge(file, bytes, held, path.dirname(other));
    if (verdict === 'harmless') return;
    if (verdict === 'foreign') return putAside(location, journal);
    const kept = verdict === 'doubtful' ? await keepBoth(location, file, bytes) : [];
    tellSettled({ file: location, did: 'undone', kept });
  } finally {
    held?.db?.close();
    removeFile(other);
  }
}

function linked(location: string, other: string): boolean {
  try {
    fs.linkSync(realPathOf(location), other);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) return false;
    throw error;
  }
}

// SQLite opens no file for reading alone that it would first have to roll back.
function isHot(location: string): boolean {
  let db: Database.Database | undefined;
  try {
    db = connect(location, true);
    db.prepare('SELECT 1 FROM sqlite_schema').all();
    return false;
  } catch (error) {
    // What comes up while it is being opened is told as a failure of ours.
    const { code, cause } = error as { code?: string; cause?: { code?: string } };
    return (code ?? cause?.code) === 'SQLITE_READONLY_ROLLBACK';
  } finally {
    db?.close();
  }
}

/**
 * A file with nobody else in it. `db`: missing where it is too damaged for SQLite to open; then
 * nobody has it open either.
 */
interface Held {
  readonly db?: Database.Database;
}

/** `undefined` while somebody writes: then the journal is the writer's. */
async function lock(file: string): Promise<Held | undefined> {
  const db = await withPatience(() => whereSound(() => connect(file, false)));
  if (db === undefined) return {};
  for (const began = performance.now(); ; ) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      return { db };
    } catch (error) {
      if (!isBusy(error)) return { db };
    }
    if (isWritten(db)) {
      db.close();
      return undefined;
    }
    if (performance.now() - began > patience) {
      db.close();
      fail({ code: 'busy' });
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

// Without the journal a file may be damaged that is whole with it: as when its first page counts
// others that a crash kept off the disk.
function whereSound<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    return undefined;
  }
}

function isWritten(db: Database.Database): boolean {
  try {
    db.exec('BEGIN IMMEDIATE');
    db.exec('ROLLBACK');
    return false;
  } catch (error) {
    return isBusy(error);
  }
}

/**
 * `harmless`: rolling back changes nothing; `ours`: only without the write is the file whole;
 * `doubtful`: it seems whole with it, too, or is damaged either way, or nothing ties the two
 * together; `foreign`: written for another file, or for another state of this one.
 */
type Verdict = 'harmless' | 'ours' | 'doubtful' | 'foreign';

async function judge(file: number, bytes: number, { db }: Held, folder: string): Promise<Verdict> {
  const journal = readJournal(bytes, file);
  const counts = countsOf(file);
  if (journal === undefined || counts === undefined || journal.pageSize !== pageSizeIn(file))
    return 'foreign';
  const { counter = counts.counter } = journal;
  const behind = counts.counter - counter;
  // A write counts once, and it does so at its end.
  if (behind !== 0 && behind !== 1) return 'foreign';
  if (journal.same && behind === 0 && counts.pages === journal.pages) return 'harmless';
  const without = await rolledBack(file, bytes, folder);
  return weigh(journal, db === undefined ? { rank: 0 } : fileStateOf(db), without, metLater(bytes, file));
}

function weigh(journal: Journal, now: FileState, before: FileState, met: boolean): Verdict {
  if (before.rank < now.rank || before.rank === 0) return 'foreign';
  if (!follows(now, before)) return 'foreign';
  if (before.rank < 2) return 'doubtful';
  if (now.rank < 2) return now.rank === 1 || journal.held < journal.pages ? 'ours' : 'doubtful';
  return met ? 'foreign' : 'doubtful';
}

/** Whether one commit may lie between the two. */
function follows(now: FileState, before: FileState): boolean {
  if (now.rank === 0 || before.rank === 0) return true;
  if (now.vault !== before.vault) return false;
  const steps = (now.revision ?? 0) - (before.revision ?? 0);
  return steps === 1 || (steps === 0 && now.mark === before.mark);
}

/**
 * Whether the two came to lie together after they were written: a journal's writer writes it before
 * the file, which was there already.
 */
function metLater(journal: number, file: number): boolean {
  const [written, of] = [fs.fstatSync(journal), fs.fstatSync(file)];
  return written.mtimeMs > of.mtimeMs || written.ctimeMs > of.mtimeMs || of.birthtimeMs > written.ctimeMs;
}

function pageSizeIn(file: number): number {
  const head = Buffer.alloc(100);
  fs.readSync(file, head, 0, 100, 0);
  return pageSizeOf(head);
}

/** How a copy of the file stands once SQLite has rolled a copy of the journal back. */
async function rolledBack(file: number, bytes: number, folder: string): Promise<FileState> {
  const copy = besideOf(folder);
  try {
    await pour(file, copy, undefined);
    await pour(bytes, `${copy}-journal`, undefined);
    const db = connect(copy, false);
    try {
      return fileStateOf(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    return { rank: 0 };
  } finally {
    for (const gone of [copy, `${copy}-journal`]) removeFile(gone);
  }
}

/**
 * Copies of the file and the journal as they are, on the disk or not at all; the journal's bears no
 * name that SQLite looks for.
 */
async function keepBoth(location: string, file: number, bytes: number): Promise<string[]> {
  const kept = asideName(realPathOf(location), Date.now());
  const journal = `${kept}-journal.kept`;
  try {
    await pour(file, kept, undefined);
    await pour(bytes, journal, undefined);
    for (const copy of [kept, journal]) syncFile(copy);
    syncFolder(path.dirname(kept));
    return [kept, journal];
  } catch (error) {
    for (const part of [kept, journal]) removeFile(part);
    throw error;
  }
}
