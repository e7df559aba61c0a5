import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import Database from 'better-sqlite3';

/** A program that waits for another one looks again after this many ms. */
const again = 20;
/** What another program commits takes less than this, in ms. */
const commit = 5_000;

/**
 * What lies at the service just as it lies here, by its name, and how many bytes that has. One
 * program of this machine carries at a time: what it did and what it noted belong together.
 */
export class Alike {
  readonly #file: string;
  #db: Database.Database | undefined;

  constructor(folder: string) {
    this.#file = path.join(folder, 'alike');
  }

  /** Does something that no other program does meanwhile; false where it was not its turn in time. */
  async alone(work: () => Promise<void>, wait: number): Promise<boolean> {
    const began = performance.now();
    while (!this.#begin()) {
      if (performance.now() - began > wait) return false;
      await after(again);
    }
    try {
      await work();
    } finally {
      // What was noted was done, whatever came then.
      if (this.#db?.inTransaction) this.#db.exec('COMMIT');
    }
    return true;
  }

  all(): Map<string, number> {
    const rows = this.#open().prepare('SELECT name, size FROM alike').raw().all() as [string, number][];
    return new Map(rows);
  }

  note(name: string, size: number): void {
    this.#open().prepare('INSERT OR REPLACE INTO alike VALUES (?, ?)').run(name, size);
  }

  forget(name: string): void {
    this.#open().prepare('DELETE FROM alike WHERE name = ?').run(name);
  }

  forgetAll(): void {
    this.#open().exec('DELETE FROM alike');
  }

  /** When the service answered last, in ms: kept as the time of the file. */
  get lastHeard(): number {
    return fs.statSync(this.#file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  }

  heard(): void {
    const now = new Date();
    fs.utimesSync(this.#file, now, now);
  }

  close(): void {
    this.#db?.close();
    this.#db = undefined;
  }

  #begin(): boolean {
    const db = this.#open();
    try {
      // Who carries may do so for long: that is not waited for inside SQLite.
      db.pragma('busy_timeout = 0');
      db.exec('BEGIN IMMEDIATE');
      return true;
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
      throw error;
    } finally {
      db.pragma(`busy_timeout = ${commit}`);
    }
  }

  #open(): Database.Database {
    if (this.#db !== undefined) return this.#db;
    try {
      this.#db = opened(this.#file);
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || error.code.startsWith('SQLITE_BUSY')) throw error;
      // Nothing lies there that could not be found out anew.
      fs.rmSync(this.#file, { force: true });
      this.#db = opened(this.#file);
    }
    return this.#db;
  }
}

function opened(file: string): Database.Database {
  const binding = process.env.HOLDFAST_SQLITE_BINDING;
  const db = new Database(file, { timeout: commit, ...(binding && { nativeBinding: binding }) });
  try {
    db.pragma('synchronous = NORMAL');
    db.exec('CREATE TABLE IF NOT EXISTS alike (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
