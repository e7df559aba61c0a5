import fs from 'node:fs';
import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { removeFile } from '../file.ts';
import { isMissing } from '../missing.ts';
import { SqliteStore } from '../sqlite.ts';
import { type Commit, type ObjectStore, type StoredManifest, type Tip, tipOf } from '../store.ts';
import { type Arrival, Arriving } from './arriving.ts';
import { newObjects, type Objects, takenInLots } from './lots.ts';

/**
 * The copy of a service's vault on this machine: an ordinary vault file. Its manifest is there once
 * all objects are that came with it. It never fails: what it cannot give is read from the service,
 * and what it cannot take is fetched another time.
 */
export class Mirror {
  readonly #file: string;
  #store: SqliteStore | undefined;
  /** What was fetched of a copy that is not whole. */
  #arriving: Arriving | undefined;
  #tip: Tip | undefined;
  /** One write at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  /** It does not take any more, but can be read. */
  #full = false;

  private constructor(file: string, store?: SqliteStore, tip?: Tip) {
    this.#file = file;
    this.#store = store;
    this.#tip = tip;
  }

  static async open(file: string): Promise<Mirror> {
    if (!fs.existsSync(file)) return new Mirror(file);
    try {
      const store = await SqliteStore.open(file, { copy: true });
      const newest = await store.latestManifest();
      if (newest !== undefined && newest.bytes.length > 0) return new Mirror(file, store, tipOf(newest));
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
    for (const store of this.#taken()) await store.close();
  }

  /** What was open, which is so no more. */
  #taken(): (SqliteStore | Arriving)[] {
    const open = [this.#store, this.#arriving].filter((one) => one !== undefined);
    [this.#store, this.#arriving] = [undefined, undefined];
    return open;
  }

  // The manifest comes last.
  async #begin(newest: StoredManifest, service: ObjectStore, arrival: Arrival): Promise<void> {
    await this.#do(async () => {
      this.#arriving ??= await Arriving.at(this.#file);
    });
    const arriving = this.#arriving;
    if (!(await arriving?.fetch(service, arrival, (work) => this.#do(work)))) return;
    await this.#do(async () => {
      const store = await arriving?.end(commitOf(newest, []));
      [this.#store, this.#arriving, this.#tip] = [store, undefined, undefined];
    });
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
    await this.#do(async () => {
      if (this.#store === undefined) return;
      await work(this.#store);
      done = true;
    });
    return done;
  }

  /** Does something with the file, in turn; true where it was done. */
  async #do(work: () => Promise<void>): Promise<boolean> {
    const tried = this.#turn.then(async () => {
      if (this.#full) return false;
      try {
        await work();
        return true;
      } catch (error) {
        await this.#refused(error);
        return false;
      }
    });
    this.#turn = tried.catch(() => {});
    return tried;
  }

  async #refused(error: unknown): Promise<void> {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    if (failure.code === 'busy') return;
    if (failure.code === 'no-space' || failure.code === 'read-only') {
      this.#full = true;
      return;
    }
    for (const store of this.#taken()) await store.close().catch(() => {});
    if (failure.code === 'damaged') clear(this.#file);
  }
}

function commitOf({ revision, bytes }: StoredManifest, objects: Objects): Commit {
  return { revision, manifest: bytes, objects: objects as Commit['objects'] };
}

function clear(file: string): void {
  for (const name of [file, `${file}-journal`]) removeFile(name);
}
