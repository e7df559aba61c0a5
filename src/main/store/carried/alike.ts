import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { isBusy, sqliteFailure, withPatience } from '../sqlite-failure.ts';

/** A program that waits for another one looks again after this many ms. */
const again = 20;

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
      await this.#end();
    }
    return true;
  }

  /** `busy` while another program commits. */
  all(): Map<string, number> {
    try {
      const rows = this.#open().prepare('SELECT name, size FROM alike').raw().all() as [string, number][];
      return new Map(rows);
    } catch (error) {
      throw sqliteFailure(error);
    }
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
    try {
      this.#open().exec('BEGIN IMMEDIATE');
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw sqliteFailure(error);
    }
  }

  // Where others read for so long that it cannot be noted, it is found out anew.
  async #end(): Promise<void> {
    const db = this.#db;
    if (!db?.inTransaction) return;
    try {
      await withPatience(() => db.exec('COMMIT'));
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  }

  #open(): Database.Database {
    if (this.#db !== undefined) return this.#db;
    try {
      this.#db = opened(this.#file);
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || isBusy(error)) throw error;
      // Nothing lies there that could not be found out anew.
      fs.rmSync(this.#file, { force: true });
      this.#db = opened(this.#file);
    }
    return this.#db;
  }
}

function opened(file: string): Database.Database {
  const binding = process.env.HOLDFAST_SQLITE_BINDING;
  // Nothing is waited for inside SQLite: the window has the same thread.
  const db = new Database(file, { timeout: 0, ...(binding && { nativeBinding: binding }) });
  try {
    db.pragma('synchronous = NORMAL');
    db.exec('CREATE TABLE IF NOT EXISTS alike (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
