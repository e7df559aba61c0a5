import fs from 'node:fs';
import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { removeFile } from '../file.ts';
import { isMissing } from '../missing.ts';
import { ObjectBatch } from '../object-batch.ts';
import { readInBatches } from '../read-batches.ts';
import { SqliteStore } from '../sqlite.ts';
import {
  type Commit,
  type Fetching,
  type ObjectStore,
  type Progress,
  type StoredManifest,
  type Tip,
  tipOf,
} from '../store.ts';

type Objects = Iterable<readonly [ObjectId, Uint8Array]>;

/** Bytes of objects that are written in one go. */
const lotBytes = 8 * 1024 * 1024;
/** A batch of more bytes is a lot of its own. */
const batchBytes = 1024 * 1024;

/** How the first copy is fetched. */
export interface Arrival {
  readonly progress?: Progress | undefined;
  /** Calls it off: `cancelled`; what came stays. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The copy of a service's vault on this machine: an ordinary vault file. Its manifest is there once
 * all objects are that came with it; until then it has an empty one, and is no copy yet. It never fails: what it cannot give is read from the service,
 * and what it cannot take is fetched another time.
 */
export class Mirror {
  readonly #file: string;
  #store: SqliteStore | undefined;
  /** What was fetched of a copy that is not whole. */
  #arriving: SqliteStore | undefined;
  #tip: Tip | undefined;
  /** One write at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  /** It does not take any more, but can be read. */
  #full = false;

  private constructor(file: string, store?: SqliteStore) {
    this.#file = file;
    this.#store = store;
  }

  static async open(file: string): Promise<Mirror> {
    if (!fs.existsSync(file)) return new Mirror(file);
    try {
      const store = await SqliteStore.open(file, { copy: true });
      const mirror = new Mirror(file, store);
      const newest = await store.latestManifest();
      if (newest !== undefined && newest.bytes.length > 0) {
        mirror.#tip = tipOf(newest);
        return mirror;
      }
      await store.close();
      // What was fetched before it broke off.
      if (newest?.revision === 0) return new Mirror(file);
    } catch (error) {
      // Another program's write, or a disk that is away: the file itself may be whole.
      if (['busy', 'store', 'read-only'].includes(failureOf(error)?.code ?? '')) return new Mirror(file);
    }
    // Whatever it was, all of it lies in the service, too.
    clear(file);
    return new Mirror(file);
  }

  /** True where there is a copy. */
  get isThere(): boolean {
    return this.#store !== undefined;
  }

  /** The tip that lies here, whichever program brought it. */
  async tip(): Promise<Tip | undefined> {
    const newer = await this.#try((store) => store.latestManifest(this.#tip));
    if (newer != null) this.#tip = tipOf(newer);
    return this.isThere ? this.#tip : undefined;
  }

  async manifest(): Promise<StoredManifest | undefined> {
    return (await this.#try((store) => store.latestManifest())) ?? undefined;
  }

  /** What is here of these objects. */
  async read(ids: readonly ObjectId[]): Promise<(Uint8Array | undefined)[]> {
    const none = () => ids.map(() => undefined);
    if (this.#store === undefined) return none();
    const all = await this.#try((store) => store.readObjects(ids));
    if (all !== undefined && all !== null) return all;
    if (all === undefined) return none();
    // One is missing.
    const found: (Uint8Array | undefined)[] = [];
    for (const id of ids) found.push((await this.#try((store) => store.readObjects([id])))?.[0]);
    return found;
  }

  list(): Promise<ObjectId[] | null | undefined> {
    return this.#try((store) => store.list());
  }

  /** Takes objects that no manifest of the copy names yet. */
  add(objects: Objects): Promise<boolean> {
    return this.#write((store) => store.add(objects));
  }

  /** Takes up a revision of a service, with all that came since the one that lies here. */
  async take(newest: StoredManifest, service: ObjectStore, arrival: Arrival = {}): Promise<void> {
    const tip = await this.tip();
    if (tip !== undefined && tip.revision >= newest.revision) return;
    if (tip === undefined) return this.#begin(newest, service, arrival);
    const lacks = async (ids: readonly ObjectId[]) => (await this.#try((store) => store.lacks(ids))) ?? ids;
    const rest = await takenInLots(newObjects(service, tip.revision, { lacks }), (lot) => this.add(lot));
    // Where something was not taken the manifest is not either.
    if (rest !== undefined) await this.#commit(commitOf(newest, rest));
  }

  /**
   * Takes a commit that the service has, where it stands on the one that lies here; otherwise it is
   * fetched with the next.
   */
  async commit({ revision, after, manifest, objects, drop = [] }: Commit): Promise<void> {
    const tip = await this.tip();
    if (tip?.revision === revision - 1 && tip.mark === (after ?? tip.mark))
      await this.#commit({ revision, manifest, objects, drop });
  }

  async #commit(commit: Commit): Promise<void> {
    await this.#write(async (store) => void (await store.commit(commit)));
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    await this.#write((store) => store.remove(ids));
  }

  /** Takes the copy away: something in it is not what the service has. */
  async forget(): Promise<void> {
    await this.close();
    clear(this.#file);
  }

  async close(): Promise<void> {
    await this.#turn;
    const open = [this.#store, this.#arriving];
    [this.#store, this.#arriving] = [undefined, undefined];
    for (const store of open) await store?.close();
  }

  // Lot by lot: what was fetched stays, however it ends. The manifest comes last.
  async #begin(newest: StoredManifest, service: ObjectStore, { progress, signal }: Arrival): Promise<void> {
    const begun = await this.#arrivingHere();
    if (begun === undefined) return;
    const { store, isEmpty } = begun;
    const lacks = isEmpty ? undefined : (ids: readonly ObjectId[]) => store.lacks(ids);
    const batches = untilCalledOff(newObjects(service, 0, { lacks, progress }), signal);
    const rest = await takenInLots(batches, (lot) => this.#arrived(() => store.add(lot)));
    if (rest === undefined || !(await this.#arrived(() => store.add(rest)))) return;
    await this.#arrived(async () => {
      this.#arriving = undefined;
      await store.close();
      // From here on what it has lasts.
      const whole = await SqliteStore.open(this.#file, { copy: true });
      this.#store = whole;
      this.#tip = undefined;
      await whole.commit(commitOf(newest, []));
    });
  }

  async #arrivingHere(): Promise<{ store: SqliteStore; isEmpty: boolean } | undefined> {
    await this.#arrived(async () => {
      if (this.#arriving !== undefined) return;
      if (!fs.existsSync(this.#file)) await this.#makeEmpty();
      this.#arriving = await SqliteStore.open(this.#file, { copy: true, unsynced: true });
    });
    const store = this.#arriving;
    return store && { store, isEmpty: (await store.list()).length === 0 };
  }

  async #makeEmpty(): Promise<void> {
    const nothing = { revision: 0, batches: (async function* () {})() };
    try {
      await (await SqliteStore.create(this.#file, new Uint8Array(), nothing, { copy: true })).close();
    } catch (error) {
      // Another program of this machine was faster.
      if (failureOf(error)?.code !== 'exists') throw error;
    }
  }

  /** True where it was done. */
  async #arrived(work: () => Promise<void>): Promise<boolean> {
    let done = false;
    await this.#inTurn(async () => {
      if (this.#full) return;
      await work();
      done = true;
    }).catch((error) => this.#refused(error));
    return done;
  }

  /** `null`: something is missing, or the file is busy. */
  async #try<T>(work: (store: SqliteStore) => Promise<T>): Promise<T | null | undefined> {
    if (this.#store === undefined) return undefined;
    try {
      return await work(this.#store);
    } catch (error) {
      if (isMissing(error) || failureOf(error)?.code === 'busy') return null;
      await this.#refused(error);
      return undefined;
    }
  }

  /** True where it was done. */
  async #write(work: (store: SqliteStore) => Promise<void>): Promise<boolean> {
    let done = false;
    await this.#inTurn(async () => {
      if (this.#store === undefined || this.#full) return;
      try {
        await work(this.#store);
        done = true;
      } catch (error) {
        await this.#refused(error);
      }
    });
    return done;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #refused(error: unknown): Promise<void> {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    if (failure.code === 'busy') return;
    if (failure.code === 'no-space' || failure.code === 'read-only') {
      this.#full = true;
      return;
    }
    const open = [this.#store, this.#arriving];
    [this.#store, this.#arriving] = [undefined, undefined];
    for (const store of open) await store?.close().catch(() => {});
    if (failure.code === 'damaged') clear(this.#file);
  }
}

/**
 * Gives objects on in lots; the last of them, or `undefined` where a lot was not taken.
 */
async function takenInLots(
  batches: AsyncIterable<Objects>,
  take: (lot: Objects) => Promise<boolean>,
): Promise<Objects | undefined> {
  let lot: (readonly [ObjectId, Uint8Array])[] = [];
  let size = 0;
  try {
    for await (const objects of batches) {
      // Written as it is in less than half the time.
      if (objects instanceof ObjectBatch && objects.bytes.length > batchBytes) {
        if (!(await take(objects))) return undefined;
        continue;
      }
      for (const [id, bytes] of objects) {
        lot.push([id, bytes]);
        size += bytes.length;
      }
      if (size < lotBytes) continue;
      if (!(await take(lot))) return undefined;
      [lot, size] = [[], 0];
    }
  } catch (error) {
    // What came need not come again.
    await take(lot);
    throw error;
  }
  return lot;
}

async function* untilCalledOff<T>(all: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  for await (const one of all) {
    yield one;
    if (signal?.aborted) fail({ code: 'cancelled' });
  }
}

function commitOf({ revision, bytes }: StoredManifest, objects: Objects): Commit {
  return { revision, manifest: bytes, objects: objects as Commit['objects'] };
}

async function* newObjects(
  service: ObjectStore,
  revision: number,
  fetching: Fetching,
): AsyncGenerator<Objects> {
  if (service.objectsAfter !== undefined) return yield* service.objectsAfter(revision, fetching);
  const all = await service.list();
  const wanted = fetching.lacks === undefined ? all : await fetching.lacks(all);
  for await (const { ids, bytes } of readInBatches(service, wanted))
    yield ids.map((id, i) => [id, bytes[i] as Uint8Array] as const);
}

function clear(file: string): void {
  for (const name of [file, `${file}-journal`]) removeFile(name);
}
