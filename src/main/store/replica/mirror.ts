import fs from 'node:fs';
import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { removeFile } from '../file.ts';
import { isMissing } from '../missing.ts';
import { readInBatches } from '../read-batches.ts';
import { SqliteStore } from '../sqlite.ts';
import { type Commit, type ObjectStore, type StoredManifest, type Tip, tipOf } from '../store.ts';

type Objects = Iterable<readonly [ObjectId, Uint8Array]>;

/** Bytes of objects that are written in one go. */
const lotBytes = 8 * 1024 * 1024;

/**
 * The copy of a service's vault on this machine: an ordinary vault file. Its manifest is there once
 * all objects are that came with it. It never fails: what it cannot give is read from the service,
 * and what it cannot take is fetched another time.
 */
export class Mirror {
  readonly #file: string;
  #store: SqliteStore | undefined;
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
  async take(newest: StoredManifest, service: ObjectStore): Promise<void> {
    const tip = await this.tip();
    if (tip !== undefined && tip.revision >= newest.revision) return;
    if (tip === undefined) return this.#begin(newest, service);
    const lacks = async (ids: readonly ObjectId[]) => (await this.#try((store) => store.lacks(ids))) ?? ids;
    let lot: (readonly [ObjectId, Uint8Array])[] = [];
    let size = 0;
    for await (const objects of newObjects(service, tip.revision, lacks)) {
      for (const [id, bytes] of objects) {
        lot.push([id, bytes]);
        size += bytes.length;
      }
      if (size < lotBytes) continue;
      // Where it is not taken the manifest is not either.
      if (!(await this.add(lot))) return;
      [lot, size] = [[], 0];
    }
    await this.#commit({
      revision: newest.revision,
      manifest: newest.bytes,
      objects: lot as Commit['objects'],
    });
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
    const store = this.#store;
    this.#store = undefined;
    await store?.close();
  }

  // All objects and the manifest in one transaction, under another name: a copy is whole, or none.
  async #begin(newest: StoredManifest, service: ObjectStore): Promise<void> {
    const everything = async (ids: readonly ObjectId[]) => ids;
    const batches = newObjects(service, 0, everything);
    const content = { revision: newest.revision, batches };
    const make = async () => {
      if (this.#full) return;
      this.#store = await SqliteStore.create(this.#file, newest.bytes, content, { copy: true }).catch(
        async (error) => {
          // Another program of this machine was faster.
          if (failureOf(error)?.code === 'exists') return SqliteStore.open(this.#file, { copy: true });
          throw error;
        },
      );
      this.#tip = undefined;
    };
    await this.#inTurn(make).catch((error) => this.#refused(error));
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
    const store = this.#store;
    this.#store = undefined;
    await store?.close().catch(() => {});
    if (failure.code === 'damaged') clear(this.#file);
  }
}

async function* newObjects(
  service: ObjectStore,
  revision: number,
  lacks: (ids: readonly ObjectId[]) => Promise<readonly ObjectId[]>,
): AsyncGenerator<Objects> {
  if (service.objectsAfter !== undefined) return yield* service.objectsAfter(revision, lacks);
  const wanted = await lacks(await service.list());
  for await (const { ids, bytes } of readInBatches(service, wanted))
    yield ids.map((id, i) => [id, bytes[i] as Uint8Array] as const);
}

function clear(file: string): void {
  for (const name of [file, `${file}-journal`]) removeFile(name);
}
