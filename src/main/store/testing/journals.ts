import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/**
 * What lies there when a write to a copy of this file breaks off, and when it is done but for its
 * journal.
 */
export interface Broken {
  readonly journal: Buffer;
  /** The file in the middle of it. */
  readonly halfway: Buffer;
  /** The file behind it. */
  readonly done: Buffer;
}

/**
 * Breaks a write off. Without syncs a journal counts from its first page on; with a small cache
 * pages reach the file before the end.
 */
export function breakOff(file: string, write: (db: Database.Database) => void): Broken {
  const folder = fs.mkdtempSync(path.join(path.dirname(file), 'broken-'));
  const copy = path.join(folder, path.basename(file));
  fs.copyFileSync(file, copy);
  const db = new Database(copy);
  try {
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = 1');
    db.exec('BEGIN IMMEDIATE');
    write(db);
    const [journal, halfway] = [fs.readFileSync(`${copy}-journal`), fs.readFileSync(copy)];
    db.exec('COMMIT');
    return { journal, halfway, done: fs.readFileSync(copy) };
  } finally {
    db.close();
    fs.rmSync(folder, { recursive: true });
  }
}

/** A write that touches every page of the tables, and adds some. */
export function writeAll(db: Database.Database): void {
  db.exec('UPDATE objects SET bytes = zeroblob(length(bytes))');
  for (let n = 1; n <= 40; n++)
    db.prepare('INSERT INTO objects (id, bytes) VALUES (?, ?)').run(
      Buffer.alloc(16, n),
      Buffer.alloc(9_000, n),
    );
}

/** The same journal, naming another that several files would share. */
export function withSuper(journal: Buffer, name: string): Buffer {
  const text = Buffer.from(name, 'utf8');
  const end = Buffer.alloc(16);
  end.writeUInt32BE(text.length, 0);
  end.writeUInt32BE(
    text.reduce((sum, byte) => sum + byte, 0),
    4,
  );
  journal.copy(end, 8, 0, 8);
  // The number of a page that no file has comes first.
  return Buffer.concat([journal, Buffer.from('40000001', 'hex'), text, end]);
}
