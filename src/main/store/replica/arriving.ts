import fs from 'node:fs';
import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { SqliteStore } from '../sqlite.ts';
import type { Commit, Fetching, ObjectStore, Progress } from '../store.ts';
import { CopyThread } from './copy-thread.ts';
import { newObjects, type Objects, takenInLots, untilCalledOff } from './lots.ts';

/** How the first copy is fetched. */
export interface Arrival {
  readonly progress?: Progress | undefined;
  /** Calls it off: `cancelled`; what came stays. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A copy that is not whole yet: what has come of it lies in its file, under a manifest that is
 * empty.
 */
export class Arriving {
  readonly #file: string;
  readonly #store: SqliteStore;

  private constructor(file: string, store: SqliteStore) {
    this.#file = file;
    this.#store = store;
  }

  /** Goes on with what lies there, or begins. */
  static async at(file: string): Promise<Arriving> {
    if (!fs.existsSync(file)) await makeEmpty(file);
    return new Arriving(file, await SqliteStore.open(file, { copy: true, unsynced: true }));
  }

  /**
   * Fetches all objects of a service, lot by lot: what came stays, however it ends. True where all
   * was taken; `take`: writes a lot, false where it could not.
   */
  async fetch(
    service: ObjectStore,
    { progress, signal }: Arrival,
    take: (work: () => Promise<void>) => Promise<boolean>,
  ): Promise<boolean> {
    const store = this.#store;
    const isEmpty = (await store.list()).length === 0;
    const thread = new CopyThread(this.#file);
    const told = (done: number, total: number) => {
      thread.expect(total);
      progress?.(done, total);
    };
    // Not while a lot is written: the file would be busy.
    const lacks = async (ids: readonly ObjectId[]) => {
      let lacking = ids;
      await take(async () => {
        lacking = await store.lacks(ids);
      });
      return lacking;
    };
    const fetching: Fetching = { progress: told, ...(!isEmpty && { lacks }) };
    const taken = (lot: Objects) => take(() => (thread.takes(lot) ? thread.add(lot) : store.add(lot)));
    try {
      const rest = await takenInLots(untilCalledOff(newObjects(service, 0, fetching), signal), taken);
      return rest !== undefined && (await taken(rest));
    } finally {
      await thread.close();
    }
  }

  /**
   * Makes it a copy. Nobody waits for the disk: what a power cut takes is found out, and fetched
   * again; what is committed later lasts.
   */
  async end(newest: Commit): Promise<SqliteStore> {
    await this.#store.commit(newest);
    this.#store.lasting();
    return this.#store;
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

async function makeEmpty(file: string): Promise<void> {
  const nothing = { revision: 0, batches: (async function* () {})() };
  try {
    await (await SqliteStore.create(file, new Uint8Array(), nothing, { copy: true })).close();
  } catch (error) {
    // Another program of this machine was faster.
    if (failureOf(error)?.code !== 'exists') throw error;
  }
}
