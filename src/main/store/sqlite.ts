import path from 'node:path';
import type Database from 'better-sqlite3';
import type { ObjectId } from '../../shared/brand.ts';
import { fail } from '../../shared/failure.ts';
import { logsOf } from './beside.ts';
import {
  applicationId,
  connect,
  layoutVersion,
  openFailure,
  refuseForeignSchema,
  tables,
} from './connect.ts';
import {
  createFile,
  holdFile,
  inspectFile,
  refuseReplaced,
  releaseFile,
  removeFile,
  syncFolder,
} from './file.ts';
import { type Add, adding, insertAll } from './inserting.ts';
import { isVaultFile } from './names.ts';
import type { Batches } from './placed.ts';
import { orNotDownloaded } from './placeholder.ts';
import { rowsOf } from './rows.ts';
import { settle } from './settle.ts';
import { sqliteFailure, withPatience } from './sqlite-failure.ts';
import {
  type Commit,
  type Content,
  markLength,
  type ObjectStore,
  type OpenOptions,
  type Row,
  type StoredManifest,
  type StoreOpener,
  type StreamedCommit,
  sameTip,
  type Tip,
} from './store.ts';

const addManifest = 'INSERT INTO manifests (revision, bytes) VALUES (?, ?)';

/** Bytes of a page of a copy: what fills it once is written in a third less time than in small ones. */
const copyPage = 16_384;
/** Objects removed before it gets one: each is overwritten. */
const removedAtOnce = 16;
/** Ids listed before it gets one. */
const listedAtOnce = 5_000;

/** One file: a table of objects, one of manifests. */
export class SqliteStore implements ObjectStore {
  readonly readOnly: boolean;
  readonly #db: Database.Database;
  readonly #location: string;
  readonly #identity: string;
  readonly #read: Database.Statement<[Uint8Array], Buffer>;
  readonly #readInOne: (ids: readonly ObjectId[]) => Uint8Array[];
  readonly #add: Add;
  readonly #remove: Database.Statement<[Uint8Array]>;
  readonly #addManifest: Database.Statement<[number, Uint8Array]>;
  readonly #dropManifests: Database.Statement<[number]>;
  readonly #tip: Database.Statement<[], Tip>;
  readonly #manifest: Database.Statement<[], { revision: number; bytes: Buffer }>;
  /**
   * A commit is removing objects: whoever reads meanwhile waits, for on this connection it would
   * see half of it.
   */
  #removing = false;

  private constructor(db: Database.Database, location: string, identity: string, isCopy: boolean) {
    this.#db = db;
    this.readOnly = db.readonly;
    this.#location = location;
    this.#identity = identity;
    this.#read = db.prepare<[Uint8Array], Buffer>('SELECT bytes FROM objects WHERE id = ?').pluck();
    this.#readInOne = db.transaction((ids: readonly ObjectId[]) => this.#readAll(ids));
    this.#add = adding(db, isCopy);
    this.#remove = db.prepare('DELETE FROM objects WHERE id = ?');
    this.#addManifest = db.prepare(addManifest);
    this.#dropManifests = db.prepare('DELETE FROM manifests WHERE revision < ?');
    this.#tip = db.prepare(
      `SELECT revision, lower(hex(substr(bytes, -${markLength}))) AS mark FROM manifests ORDER BY revision DESC LIMIT 1`,
    );
    this.#manifest = db.prepare('SELECT revision, bytes FROM manifests ORDER BY revision DESC LIMIT 1');
    holdFile(identity);
  }

  /** Opens an existing vault file; what is wrong with it is told before SQLite touches it. */
  static async open(
    location: string,
    options: OpenOptions & { readonly copy?: boolean } = {},
  ): Promise<SqliteStore> {
    try {
      return await SqliteStore.#opened(location, options);
    } catch (error) {
      throw orNotDownloaded(sqliteFailure(error), () => [location]);
    }
  }

  static async #opened(
    location: string,
    options: OpenOptions & { readonly copy?: boolean },
  ): Promise<SqliteStore> {
    const { readOnly, identity } = inspectFile(location, { applicationId, layoutVersion });
    if (!readOnly && options.look !== true) await settle(location, identity);
    // A log would be read, though it cannot be settled here; a journal SQLite itself refuses then.
    else if (logsOf(location).length > 0) fail({ code: 'store', reason: 'journal-beside' });
    const store = await withPatience(() =>
      SqliteStore.#connect(location, options.readOnly === true || readOnly, identity, options.copy),
    );
    // What lies elsewhere, too, is fetched again where a power cut takes it.
    if (options.copy === true) store.#db.pragma('synchronous = NORMAL');
    if (options.unsynced === true) store.#db.pragma('synchronous = OFF');
    return store;
  }

  /**
   * Makes a vault file whole or not at all: built beside under another name, then linked to its
   * own.
   */
  static async create(
    location: string,
    manifest: Uint8Array,
    content?: Content,
    { copy = false } = {},
  ): Promise<SqliteStore> {
    await createFile(location, async (temporary) => {
      const db = connect(temporary, false);
      try {
        if (copy) db.pragma(`page_size = ${copyPage}`);
        db.pragma(`application_id = ${applicationId}`);
        db.pragma(`user_version = ${layoutVersion}`);
        for (const sql of Object.values(tables)) db.exec(sql);
        db.exec('BEGIN');
        if (content !== undefined) await insertAll(adding(db, copy), content.batches);
        db.prepare(addManifest).run(content?.revision ?? 1, manifest);
        db.exec('COMMIT');
      } catch (error) {
        throw sqliteFailure(error);
      } finally {
        db.close();
      }
    });
    try {
      return await SqliteStore.open(location, { copy });
    } catch (error) {
      removeFile(location);
      throw error;
    }
  }

  static #connect(location: string, readOnly: boolean, identity: string, isCopy = false): SqliteStore {
    const db = connect(location, readOnly);
    try {
      refuseForeignSchema(db);
      return new SqliteStore(db, location, identity, isCopy);
    } catch (error) {
      db.close();
      throw openFailure(error);
    }
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    return this.#whole(() => {
      this.#refuseClosed();
      if (known !== undefined) {
        refuseReplaced(this.#location, this.#identity);
        const tip = this.#tip.get();
        if (tip !== undefined && sameTip(tip, known)) return undefined;
      }
      const found = this.#manifest.get();
      if (found === undefined || found.bytes instanceof Uint8Array) return found;
      return fail({ code: 'damaged', part: 'manifest' });
    });
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.#refuseClosed();
    // One lock for all of them: taking it costs more than the read. No one statement, though: its
    // cursor would go on from row to row, past the page that leads to them.
    return this.#whole(() => (ids.length === 1 ? this.#readAll(ids) : this.#readInOne(ids)));
  }

  /** Adds objects that no manifest names yet, to a copy. */
  async add(objects: Iterable<readonly [ObjectId, Uint8Array]>): Promise<void> {
    this.#refuseWrites();
    await withPatience(() => this.#db.exec('BEGIN IMMEDIATE'));
    try {
      await insertAll(this.#add, [objects]);
      await withPatience(() => this.#db.exec('COMMIT'));
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw sqliteFailure(error);
    }
  }

  /** From here on what is committed to a copy lasts. */
  lasting(): void {
    this.#refuseClosed();
    this.#db.pragma('synchronous = NORMAL');
  }

  /** Which of these are not here. */
  async lacks(ids: readonly ObjectId[]): Promise<ObjectId[]> {
    this.#refuseClosed();
    const has = this.#db.prepare<[Uint8Array], number>('SELECT 1 FROM objects WHERE id = ?').pluck();
    return withPatience(() => ids.filter((id) => has.get(Buffer.from(id, 'hex')) === undefined));
  }

  commit({ objects, manifest, drop = [], ...where }: Commit): Promise<'done' | 'conflict'> {
    return this.#commit(where, [objects], () => ({ manifest, drop }));
  }

  commitStream({ batches, finish, ...where }: StreamedCommit): Promise<'done' | 'conflict'> {
    return this.#commit(where, batches, finish);
  }

  async #commit(
    { revision, after }: Pick<Commit, 'revision' | 'after'>,
    batches: Batches,
    finish: StreamedCommit['finish'],
  ): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    await withPatience(() => this.#db.exec('BEGIN IMMEDIATE'));
    let manifest: Uint8Array | undefined;
    try {
      const tip = this.#tip.get();
      if ((tip?.revision ?? 0) >= revision) {
        this.#db.exec('ROLLBACK');
        return 'conflict';
      }
      // The same file with other contents: what a tool does that copies an older state over it.
      const stands = tip !== undefined && sameTip(tip, { revision: revision - 1, mark: after ?? tip.mark });
      if (after !== undefined && !stands) fail({ code: 'store', reason: 'file-replaced' });
      await insertAll(this.#add, batches);
      const { drop, ...last } = finish();
      manifest = last.manifest;
      // Older manifests would let a damaged newest one go unseen, and hold key slots that were
      // replaced: they are overwritten, as is what a person destroys. What merely became old is
      // sealed and waits to be reused. They go first: then the new one takes their pages, and what
      // a large vault's manifest takes is written once instead of twice.
      this.#dropManifests.run(revision);
      this.#addManifest.run(revision, manifest);
      this.#removing = true;
      for (let at = 0; at < drop.length; at += removedAtOnce) {
        this.#delete(drop.slice(at, at + removedAtOnce));
        await new Promise(setImmediate);
      }
      await withPatience(() => this.#db.exec('COMMIT'));
      return 'done';
    } catch (error) {
      if (this.#hasCommitted(revision, manifest)) return 'done';
      throw sqliteFailure(error);
    } finally {
      this.#removing = false;
    }
  }

  // SQLite's last step, syncing the folder from which the journal is gone, can fail when the commit
  // has already taken place.
  #hasCommitted(revision: number, manifest: Uint8Array | undefined): boolean {
    try {
      if (this.#db.inTransaction) {
        this.#db.exec('ROLLBACK');
        return false;
      }
      const found = this.#manifest.get();
      if (manifest === undefined || found?.revision !== revision || !found.bytes.equals(manifest))
        return false;
      syncFolder(path.dirname(this.#location));
      return true;
    } catch {
      // Not known to be durable: the failure of the commit stands.
      return false;
    }
  }

  async list(): Promise<ObjectId[]> {
    const ids: ObjectId[] = [];
    for (let last = -(2n ** 63n); ; await new Promise(setImmediate)) {
      const rows = await this.#whole(() => this.#listBehind(last));
      for (const [, id] of rows) ids.push(id);
      const [end] = rows.at(-1) ?? [];
      if (end === undefined) return ids;
      // A tree that is damaged may lead back.
      if (end <= last) fail({ code: 'damaged', part: 'file' });
      last = end;
    }
  }

  async *rows(): AsyncGenerator<readonly Row[]> {
    this.#refuseClosed();
    const rowsBehind = rowsOf(this.#db);
    for (let last = -(2n ** 63n); ; ) {
      const some = await this.#whole(() => {
        this.#refuseClosed();
        return rowsBehind(last);
      });
      if (some === undefined || some.rowid <= last) return;
      last = some.rowid;
      yield some.rows;
      some.release();
    }
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    this.#refuseWrites();
    await this.#whole(() => {
      this.#db.pragma('secure_delete = OFF');
      try {
        this.#db.transaction(() => this.#delete(ids)).immediate();
      } finally {
        this.#db.pragma('secure_delete = ON');
      }
    });
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    this.#refuseWrites();
    await this.#whole(() => this.#dropManifests.run(revision));
  }

  async isSound(): Promise<boolean> {
    this.#refuseClosed();
    try {
      return await this.#whole(() => this.#db.pragma('integrity_check(1)', { simple: true }) === 'ok');
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    if (!this.#db.open) return;
    this.#db.close();
    releaseFile(this.#identity);
  }

  async #whole<T>(work: () => T): Promise<T> {
    while (this.#removing) await new Promise(setImmediate);
    // Another program may have held the file until just now.
    return withPatience(() => (this.#removing ? fail({ code: 'busy' }) : work()));
  }

  #listBehind(row: bigint): [bigint, ObjectId][] {
    this.#refuseClosed();
    const sql = `SELECT rowid, lower(hex(id)) FROM objects WHERE rowid > ? ORDER BY rowid LIMIT ${listedAtOnce}`;
    return this.#db.prepare<[bigint], [bigint, ObjectId]>(sql).raw().safeIntegers().all(row);
  }

  #readAll(ids: readonly ObjectId[]): Uint8Array[] {
    return ids.map((id) => {
      const bytes = this.#read.get(Buffer.from(id, 'hex'));
      if (bytes === undefined) return fail({ code: 'damaged', part: 'missing-object', object: id });
      // SQLite does not look at STRICT again when it reads: a damaged row may come back as any
      // type.
      return bytes instanceof Uint8Array ? bytes : fail({ code: 'damaged', part: 'object', object: id });
    });
  }

  #delete(ids: readonly ObjectId[]): void {
    for (const id of ids) this.#remove.run(Buffer.from(id, 'hex'));
  }

  #refuseClosed(): void {
    if (!this.#db.open) fail({ code: 'closed' });
  }

  #refuseWrites(): void {
    this.#refuseClosed();
    if (this.readOnly) fail({ code: 'read-only' });
    refuseReplaced(this.#location, this.#identity);
  }
}

/** What `initializeBackend` uses for the type `sqlite`: the location is a file. */
export const sqlite: StoreOpener = {
  create: SqliteStore.create,
  open: SqliteStore.open,
  clone: async (location, to, signal) => (await import('./clone.ts')).cloneFile(location, to, signal),
  namesVault: isVaultFile,
  rescue: async (location, signal) => (await import('./pages/carved.ts')).CarvedStore.open(location, signal),
};
