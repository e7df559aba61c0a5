import type { ObjectId } from '../../../shared/brand.ts';
import { fail, type HoldfastError } from '../../../shared/failure.ts';
import {
  type Commit,
  type Content,
  type Fetching,
  type ObjectStore,
  type StoredManifest,
  type StoreOpener,
  type StreamedCommit,
  sameTip,
  sharedLine,
  type Tip,
  tipOf,
} from '../store.ts';
import { givenFor } from '../transport.ts';
import { mayBeDone } from '../uncertain.ts';
import { emptyPiece, type Piece, pieces } from './batches.ts';
import { Database, failed } from './database.ts';
import { isLost, isSerialization, postgresFailure } from './failure.ts';
import { idsAtOnce, listObjects, objectsAfter, readObjects } from './objects.ts';
import { parsePostgres } from './place.ts';
import { probe } from './probe.ts';
import { stage } from './stage.ts';
import * as sql from './statements.ts';

/** The layout of the tables that this program knows. */
const layout = 1;
const attempts = 5;

type Line = Pick<Commit, 'revision' | 'after'>;
type Last = Required<Pick<Commit, 'manifest' | 'drop'>>;

interface NewestRow {
  readonly layout: number;
  readonly revision: string;
  readonly mark: Buffer;
  readonly bytes: Buffer | null;
  readonly stored: Buffer | null;
  readonly readOnly: string;
}

/**
 * A vault in the tables of `schema.sql`. One row says which revision is the newest, and changes in
 * the transaction that brings it.
 */
export class PostgresStore implements ObjectStore {
  readonly distant = true;
  readonly device = sharedLine;
  #readOnly: boolean;
  readonly #database: Database;
  readonly #vault: string;
  #closed = false;

  constructor(database: Database, readOnly: boolean) {
    this.#database = database;
    this.#vault = database.place.vault;
    this.#readOnly = readOnly;
  }

  get readOnly(): boolean {
    return this.#readOnly;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    this.#refuseClosed();
    const row = await newestRow(this.#database, known);
    if (row?.readOnly === 'on') this.#readOnly = true;
    if (row === undefined && known !== undefined) fail({ code: 'store', reason: 'file-missing' });
    if (row === undefined) return undefined;
    const tip = { revision: Number(row.revision), mark: row.mark.toString('hex') };
    if (known !== undefined && sameTip(tip, known)) return undefined;
    const bytes = row.bytes ?? Buffer.alloc(0);
    const found = { revision: tip.revision, bytes };
    // A transaction changes both: where they do not fit each other something was changed by hand.
    return sameTip(tipOf(found), tip) ? found : fail({ code: 'damaged', part: 'manifest' });
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.#refuseClosed();
    return readObjects(this.#database, ids);
  }

  async commit({ objects, manifest, drop = [], ...where }: Commit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    const [first = emptyPiece(), ...more] = await all(pieces([objects]));
    const last = { manifest, drop };
    if (more.length === 0 && drop.length === 0) return this.#commitAtOnce(where, last, first);
    return this.#commitIn(where, [first, ...more], () => last);
  }

  async commitStream({ batches, finish, ...where }: StreamedCommit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    return this.#commitIn(where, pieces(batches), finish);
  }

  // One statement is one transaction, and one way there and back.
  async #commitAtOnce(at: Line, last: Last, piece: Piece): Promise<'done' | 'conflict'> {
    const values = this.#valuesOf(at, last, piece);
    for (let attempt = 1; ; attempt++) {
      try {
        const { rowCount } = await this.#database.run(sql.commit, values);
        return rowCount === 1 ? 'done' : await this.#refusal(at);
      } catch (error) {
        if (isLost(error)) return this.#outcome(at, last, error);
        if (!isSerialization(error) || attempt === attempts) return failed(error, 'put');
      }
    }
  }

  // While objects come piece by piece the head is held: no other writer comes in between.
  async #commitIn(
    at: Line,
    objects: AsyncIterable<Piece> | Iterable<Piece>,
    finish: StreamedCommit['finish'],
  ): Promise<'done' | 'conflict'> {
    let last: Last | undefined;
    try {
      return await this.#database.transaction(async () => {
        if ((await this.#standing(at, sql.heldHead)) === 'conflict') return 'conflict';
        for await (const { ids, bytes } of objects)
          await this.#database.run(sql.addObjects, [this.#vault, ids, bytes, at.revision]);
        last = finish();
        await this.#database.run(sql.commit, this.#valuesOf(at, last, emptyPiece()));
        if (last.drop.length > 0) await this.#removeObjects(last.drop);
        return 'done';
      });
    } catch (error) {
      if (last !== undefined && isLost(error)) return this.#outcome(at, last, error);
      return failed(error, 'put');
    }
  }

  #valuesOf({ revision, after }: Line, { manifest }: Last, { ids, bytes }: Piece): unknown[] {
    const own = Buffer.from(manifest);
    const mark = Buffer.from(tipOf({ revision, bytes: manifest }).mark, 'hex');
    const on = after === undefined ? null : Buffer.from(after, 'hex');
    return [this.#vault, revision, mark, own, on, ids, bytes];
  }

  async #refusal(at: Line): Promise<'conflict'> {
    // If the number is free again, another writer was here and its vault was put back since.
    return (await this.#standing(at, sql.head)) === 'conflict' ? 'conflict' : fail({ code: 'busy' });
  }

  /**
   * `conflict` where the revision is no longer free; fails where what lies there is not the state
   * that the commit stands on.
   */
  async #standing({ revision, after }: Line, statement: string): Promise<'free' | 'conflict'> {
    const { rows } = await this.#database.run<Pick<NewestRow, 'revision' | 'mark'>>(statement, [this.#vault]);
    const [row] = rows;
    if (row === undefined) return fail({ code: 'store', reason: 'file-missing' });
    const tip = { revision: Number(row.revision), mark: row.mark.toString('hex') };
    if (tip.revision >= revision) return 'conflict';
    if (after !== undefined && !sameTip(tip, { revision: revision - 1, mark: after }))
      fail({ code: 'store', reason: 'file-replaced' });
    return 'free';
  }

  // The connection broke: whoever takes the head's lock waits for the transaction, and then sees
  // what came of it.
  async #outcome({ revision }: Line, { manifest }: Last, lost: unknown): Promise<'done' | 'conflict'> {
    const { mark } = tipOf({ revision, bytes: manifest });
    const refused = postgresFailure(lost, 'put') as HoldfastError;
    try {
      return await this.#database.transaction(async () => {
        await this.#database.run(sql.heldHead, [this.#vault]);
        const { rows } = await this.#database.run<{ mark: Buffer }>(sql.markOf, [this.#vault, revision]);
        if (rows[0]?.mark.toString('hex') === mark) return 'done';
        if (rows[0] !== undefined) return 'conflict';
        throw refused;
      });
    } catch (error) {
      throw error === refused ? refused : mayBeDone(refused);
    }
  }

  async #removeObjects(ids: readonly ObjectId[]): Promise<void> {
    const gone = ids.map((id) => Buffer.from(id, 'hex'));
    await this.#database
      .run(sql.removeObjects, [this.#vault, gone])
      .catch((error) => failed(error, 'delete'));
  }

  objectsAfter(
    revision: number,
    fetching: Fetching,
  ): AsyncGenerator<Iterable<readonly [ObjectId, Uint8Array]>> {
    this.#refuseClosed();
    return objectsAfter(this.#database, revision, fetching);
  }

  async list(): Promise<ObjectId[]> {
    this.#refuseClosed();
    return listObjects(this.#database);
  }

  async isSound(): Promise<boolean> {
    this.#refuseClosed();
    const row = await newestRow(this.#database);
    return row !== undefined && row.stored?.equals(row.mark) === true;
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    this.#refuseWrites();
    for (let at = 0; at < ids.length; at += idsAtOnce)
      await this.#removeObjects(ids.slice(at, at + idsAtOnce));
    await this.#run(sql.removeOld, [this.#vault], 'delete');
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    this.#refuseWrites();
    await this.#run(sql.emptyBefore, [this.#vault, revision], 'put');
  }

  async #run(text: string, values: readonly unknown[], doing: 'put' | 'delete'): Promise<void> {
    await this.#database.run(text, values).catch((error) => failed(error, doing));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#database.close();
  }

  #refuseClosed(): void {
    if (this.#closed) fail({ code: 'closed' });
  }

  #refuseWrites(): void {
    this.#refuseClosed();
    if (this.readOnly) fail({ code: 'read-only' });
  }
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

async function newestRow(database: Database, known?: Tip): Promise<NewestRow | undefined> {
  const values = [database.place.vault, known?.revision ?? 0, Buffer.from(known?.mark ?? '', 'hex')];
  const [row] = await database.read<NewestRow & Record<string, unknown>>(sql.newest, values);
  if (row !== undefined && row.layout > layout)
    fail({ code: 'newer-format', found: row.layout, supported: layout });
  return row;
}

/** Databases with what tests set; `location` is a place's text. */
export function postgresWith(env?: NodeJS.ProcessEnv): StoreOpener {
  const databaseOf = (location: string) =>
    new Database(parsePostgres(location), env, () => givenFor(location));
  const open: StoreOpener['open'] = async (
    location,
    { readOnly = false, look = false, again = false } = {},
  ) => {
    const database = databaseOf(location);
    if (again) return new PostgresStore(database, readOnly || look);
    try {
      const row = (await newestRow(database)) ?? fail({ code: 'not-found', what: 'vault', name: location });
      return new PostgresStore(database, readOnly || look || row.readOnly === 'on');
    } catch (error) {
      await database.close();
      throw postgresFailure(error);
    }
  };
  const staging = (location: string) => stage(databaseOf(location), () => databaseOf(location), location);
  const create = async (location: string, manifest: Uint8Array, content?: Content) => {
    const staged = staging(location);
    try {
      await (await staged.opener.create(location, manifest, content)).close();
      await staged.publish();
    } finally {
      await staged.discard();
    }
    return open(location);
  };
  const survey = async (location: string) => {
    const database = databaseOf(location);
    try {
      return (await newestRow(database)) === undefined ? 'nothing' : 'vault';
    } finally {
      await database.close();
    }
  };
  return {
    create,
    open,
    stage: staging,
    check: parsePostgres,
    survey,
    probe: (location) => probe(() => databaseOf(location)),
  };
}

export const postgres: StoreOpener = postgresWith();
