import fs from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { fileIdentity, removeFile, whatLies } from '../file.ts';
import { idLength } from '../id-table.ts';
import { isMissing } from '../missing.ts';
import { SqliteStore } from '../sqlite.ts';
import {
  type Commit,
  markLength,
  type StoredManifest,
  type StreamedCommit,
  sameTip,
  type Tip,
} from '../store.ts';

/** Where the tip lies that a line began on. */
const baseId = '0'.repeat(32) as ObjectId;
/** What was ended is taken away by whoever ended it; by others only after this many ms. */
const ending = 5_000;

interface Line {
  readonly store: SqliteStore;
  readonly identity: string;
  readonly base: Tip;
  /** Whose line it is: 32 hex digits. */
  readonly id: string;
}

/** What a line begins on, and whose it is. */
export interface Beginning {
  readonly base: Tip;
  readonly id: string;
}

/** A line that was gone on with: how many commits, and the newest manifest. */
export interface Waiting extends Beginning {
  readonly count: number;
  readonly newest: StoredManifest;
}

type Where = Pick<Commit, 'revision' | 'after'>;

/**
 * What was written while the service was away: a line of revisions that begins on one of the
 * service's, and the objects that came with them, in a file of its own. Several programs of this
 * machine may write it. It lies there until the service has all of it.
 *
 * At its beginning its manifest is the mark of the tip it stands on, so that the first commit is
 * like any later one; at its end it is empty, so that nothing more comes on top.
 */
export class Unsent {
  readonly #file: string;
  #line: Line | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** `undefined` where nothing is unsent. */
  async look(): Promise<Waiting | undefined> {
    const line = await this.#open();
    const newest = await line?.store.latestManifest();
    if (line === undefined || newest === undefined || newest.revision <= line.base.revision) return undefined;
    const { base, id } = line;
    return { base, id, count: newest.revision - base.revision, newest };
  }

  /** Commits on top of it or, as the first, on what it begins on. */
  commit(commit: Commit, begin: Beginning | undefined): Promise<'done' | 'conflict'> {
    return this.#onLine(commit, begin, (store) => store.commit(commit));
  }

  commitStream(commit: StreamedCommit, begin: Beginning | undefined): Promise<'done' | 'conflict'> {
    return this.#onLine(commit, begin, (store) => store.commitStream(commit));
  }

  /** What is here of these objects. */
  async read(ids: readonly ObjectId[]): Promise<(Uint8Array | undefined)[]> {
    const line = await this.#open();
    if (line === undefined) return ids.map(() => undefined);
    const found: (Uint8Array | undefined)[] = [];
    for (const id of ids) found.push(await readOne(line.store, id));
    return found;
  }

  async list(): Promise<ObjectId[]> {
    const all = (await (await this.#open())?.store.list()) ?? [];
    return all.filter((id) => id !== baseId);
  }

  /** Ends it, for the service has all of it up to this tip; false where more was written since. */
  async end(tip: Tip): Promise<boolean> {
    const line = await this.#open();
    if (line === undefined) return true;
    const last = { revision: tip.revision + 1, after: tip.mark, manifest: new Uint8Array(), objects: [] };
    try {
      if ((await line.store.commit(last)) !== 'done') return false;
    } catch (error) {
      if (failureOf(error)?.code === 'store') return false;
      throw error;
    }
    await this.#remove(line);
    return true;
  }

  async close(): Promise<void> {
    const line = this.#line;
    this.#line = undefined;
    await line?.store.close();
  }

  async #onLine(
    where: Where,
    begin: Beginning | undefined,
    work: (store: SqliteStore) => Promise<'done' | 'conflict'>,
  ): Promise<'done' | 'conflict'> {
    let line = await this.#open();
    const isEmpty = line !== undefined && (await this.look()) === undefined;
    // Begun and not gone on with, on another tip than the one that is stood on now.
    const isOther = begin !== undefined && (line?.id !== begin.id || !sameTip(line.base, begin.base));
    if (line !== undefined && isEmpty && isOther) {
      if (!(await this.end(line.base))) return 'conflict';
      line = undefined;
    }
    line ??= await this.#begin(where, begin);
    if (line === undefined) return 'conflict';
    const outcome = await work(line.store).catch(conflictWhereReplaced);
    // What came into a file that was taken away meanwhile is nowhere.
    return outcome === 'done' && this.#isThere(line) ? 'done' : 'conflict';
  }

  async #begin({ revision, after: mark }: Where, begin: Beginning | undefined): Promise<Line | undefined> {
    if (begin === undefined) return fail({ code: 'store', reason: 'unreachable' });
    const { base } = begin;
    if (base.revision !== revision - 1 || (mark !== undefined && mark !== base.mark)) return undefined;
    const content = { revision: base.revision, batches: only(baseId, bytesOf(begin)) };
    try {
      await (await SqliteStore.create(this.#file, Buffer.from(base.mark, 'hex'), content)).close();
    } catch (error) {
      if (failureOf(error)?.code !== 'exists') throw error;
      // Another program was faster, or has ended the one before and is about to take it away.
      await after(50);
    }
    return this.#open();
  }

  async #open(): Promise<Line | undefined> {
    if (this.#line !== undefined && !this.#isThere(this.#line)) await this.close();
    if (this.#line === undefined && !fs.existsSync(this.#file)) return undefined;
    const line = this.#line ?? (await opened(this.#file));
    this.#line = line;
    const newest = await line.store.latestManifest();
    if (newest !== undefined && newest.bytes.length > 0) return line;
    const { mtimeMs = Date.now() } = fs.statSync(this.#file, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > ending) await this.#remove(line);
    else await this.close();
    return undefined;
  }

  async #remove(line: Line): Promise<void> {
    if (this.#isThere(line)) for (const name of [this.#file, `${this.#file}-journal`]) removeFile(name);
    await this.close();
  }

  #isThere({ identity }: Line): boolean {
    return whatLies(this.#file, identity) === 'same';
  }
}

// Another program has ended the line meanwhile, and perhaps begun another: who writes looks again.
function conflictWhereReplaced(error: unknown): 'conflict' {
  const failure = failureOf(error);
  const isOther = failure?.code === 'store' && /^file-(missing|replaced)$/.test(failure.reason);
  if (isOther) return 'conflict';
  throw error;
}

async function opened(file: string): Promise<Line> {
  const identity = fileIdentity(file);
  const store = await SqliteStore.open(file);
  try {
    const [bytes] = await store.readObjects([baseId]);
    return { store, identity, ...beginningIn(Buffer.from(bytes ?? [])) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function readOne(store: SqliteStore, id: ObjectId): Promise<Uint8Array | undefined> {
  try {
    return (await store.readObjects([id]))[0];
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

// Revision (8 bytes, big endian), mark, id of the line.
function bytesOf({ base: { revision, mark }, id }: Beginning): Uint8Array {
  const bytes = Buffer.alloc(8 + markLength + idLength);
  bytes.writeBigUInt64BE(BigInt(revision));
  bytes.write(mark, 8, 'hex');
  bytes.write(id, 8 + markLength, 'hex');
  return bytes;
}

function beginningIn(bytes: Buffer): Beginning {
  if (bytes.length !== 8 + markLength + idLength) fail({ code: 'damaged', part: 'file' });
  const mark = bytes.toString('hex', 8, 8 + markLength);
  const base = { revision: Number(bytes.readBigUInt64BE()), mark };
  return { base, id: bytes.toString('hex', 8 + markLength) };
}

async function* only(id: ObjectId, bytes: Uint8Array) {
  yield [[id, bytes] as const];
}
