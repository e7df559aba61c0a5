import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Entry, Ref } from '../format/entry.ts';
import type { Keyring } from '../format/keyring.ts';
import { refuseMisshapen } from '../format/misshapen.ts';
import type { ObjectKind } from '../format/object-kind.ts';
import { type Page, parsePage } from '../format/page.ts';
import { type Item, isGenuine } from '../format/references.ts';
import type { Snapshot } from '../format/snapshot.ts';

/** A sealed object that opened. */
export interface Found {
  readonly bytes: Uint8Array;
  /** Of a part of a file: nothing. */
  readonly json?: unknown;
  /** Which of the stores had it, from 0. */
  readonly store: number;
}

/**
 * Looks for objects in several stores of one vault. What is found was authenticated: by its id it
 * is the very object, wherever it lay.
 */
export class Finder {
  readonly #stores: readonly ObjectStore[];
  readonly #snapshot: Snapshot;
  readonly #keys: Keyring;

  constructor(stores: readonly ObjectStore[], snapshot: Snapshot) {
    this.#stores = stores;
    this.#snapshot = snapshot;
    this.#keys = snapshot.keys;
  }

  /** The object from the first store that has it whole; `undefined` where none has. */
  async find(item: Item): Promise<Found | undefined> {
    const { kind, ref, chunk } = item;
    for (const [store, one] of this.#stores.entries()) {
      const found = await readFrom(one, ref.id);
      if (chunk !== undefined) {
        if (found !== undefined && (await isGenuine(this.#snapshot, item, found)))
          return { bytes: found, store };
        continue;
      }
      const json = found && this.#open(kind, ref, found);
      if (found !== undefined && json !== undefined) return { bytes: found, json, store };
    }
    return undefined;
  }

  /**
   * Entries of index pages that no revision refers to any more but that still lie somewhere: an
   * earlier state of what was lost.
   */
  async *strayEntries(known: ReadonlySet<ObjectId>, signal: AbortSignal | undefined): AsyncGenerator<Entry> {
    const seen = new Set<ObjectId>(known);
    for (const store of this.#stores) {
      for (const id of await idsOf(store)) {
        if (signal?.aborted) fail({ code: 'cancelled' });
        if (seen.has(id)) continue;
        const page = await this.#strayPage(store, id);
        if (page === undefined) continue;
        seen.add(id);
        yield* page.values();
        await breathe();
      }
    }
  }

  async #strayPage(store: ObjectStore, id: ObjectId): Promise<Page | undefined> {
    const bytes = await readFrom(store, id);
    if (bytes === undefined) return undefined;
    for (const term of this.#keys.terms) {
      const json = this.#open('page', { id, term }, bytes);
      if (json !== undefined) return parsePage(json);
    }
    return undefined;
  }

  #open(kind: ObjectKind, ref: Ref, bytes: Uint8Array): unknown {
    try {
      const json = this.#keys.open(kind, ref, bytes);
      refuseMisshapen(kind, json, ref.id);
      return json;
    } catch (error) {
      return ignoreDamage(error);
    }
  }
}

async function readFrom(store: ObjectStore, id: ObjectId): Promise<Uint8Array | undefined> {
  try {
    return (await store.readObjects([id]))[0];
  } catch (error) {
    return ignoreDamage(error);
  }
}

async function idsOf(store: ObjectStore): Promise<ObjectId[]> {
  try {
    return await store.list();
  } catch (error) {
    return ignoreDamage(error) ?? [];
  }
}

// A bad sector or a broken tree costs what lies there, and no more.
function ignoreDamage(error: unknown): undefined {
  const code = failureOf(error)?.code;
  if (code !== 'damaged' && code !== 'store') throw error;
  return undefined;
}
