import fs from 'node:fs';
import { failureOf } from '../../../shared/failure.ts';
import { SqliteStore } from '../sqlite.ts';
import type { Fetching, ObjectStore, Progress } from '../store.ts';
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
    const fetching: Fetching = isEmpty ? { progress } : { progress, lacks: (ids) => store.lacks(ids) };
    const taken = (lot: Objects) => take(() => store.add(lot));
    const rest = await takenInLots(untilCalledOff(newObjects(service, 0, fetching), signal), taken);
    return rest !== undefined && taken(rest);
  }

  /** Opens it as a copy: from here on what it has lasts. */
  async end(): Promise<SqliteStore> {
    await this.#store.close();
    return SqliteStore.open(this.#file, { copy: true });
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
