import fs from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { bytesOf, freePages, pageSizeOf } from '../../../shared/pages/carve.ts';
import { FoundRows } from '../../../shared/pages/found-rows.ts';
import { closeBeside, fileIdentity } from '../file.ts';
import { sqliteFailure } from '../sqlite-failure.ts';
import type { ObjectStore, StoredManifest, Tip } from '../store.ts';

/** Milliseconds of looking before the event loop gets a turn. */
const atOnce = 8;
/** A file that is larger was never a vault of anybody's: to look through it would take hours. */
const mostBytes = 64 * 2 ** 30;

/**
 * What can still be read of a vault file that SQLite refuses, or reads only in part: its rows, page
 * by page. Read-only, and never sound. The file is opened past SQLite: `file.ts` says how that is
 * done without taking SQLite's locks away.
 */
export class CarvedStore implements ObjectStore {
  readonly readOnly = true;
  readonly damaged = true;
  readonly #file: number;
  readonly #identity: string;
  readonly #read: (page: number) => Buffer | undefined;
  readonly #rows: FoundRows;
  #closed = false;

  private constructor(
    file: number,
    identity: string,
    { pageSize, size }: Record<'pageSize' | 'size', number>,
  ) {
    this.#file = file;
    this.#identity = identity;
    this.#read = (page) => readPage(file, pageSize, page);
    this.#rows = new FoundRows(size);
  }

  /**
   * Looks through a whole file; `damaged` (`manifest`) when there is no manifest in it at all,
   * `cancelled` once `signal` aborts.
   */
  static async open(location: string, signal?: AbortSignal): Promise<CarvedStore> {
    try {
      const identity = fileIdentity(location);
      const file = fs.openSync(location, 'r');
      const head = Buffer.alloc(100);
      fs.readSync(file, head, 0, 100, 0);
      const pageSize = pageSizeOf(head);
      const { size } = fs.fstatSync(file);
      const store = new CarvedStore(file, identity, { pageSize, size });
      try {
        if (size <= mostBytes) await store.#look(Math.ceil(size / pageSize), signal);
        if (store.#rows.manifests().length > 0) return store;
      } catch (error) {
        await store.close();
        throw error;
      }
      await store.close();
    } catch (error) {
      throw failureOf(error) === undefined ? sqliteFailure(error) : error;
    }
    return fail({ code: 'damaged', part: 'manifest' });
  }

  async #look(pages: number, signal: AbortSignal | undefined): Promise<void> {
    let began = performance.now();
    const turn = async () => {
      if (signal?.aborted) fail({ code: 'cancelled' });
      if (performance.now() - began < atOnce) return;
      await breathe();
      began = performance.now();
    };
    const free = await freePages(this.#read, pages, turn);
    const deleted: number[] = [];
    for (let page = 1; page <= pages; page++) {
      await turn();
      if (free.has(page)) deleted.push(page);
      else this.#take(page);
    }
    // The list of free pages may itself be what is damaged: an object that lies nowhere else is
    // taken from there.
    for (const page of deleted) {
      await turn();
      this.#take(page);
    }
  }

  #take(number: number): void {
    const page = this.#read(number);
    if (page !== undefined) this.#rows.take(page, number);
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    this.#refuseClosed();
    const [newest] = this.#rows.manifests();
    const bytes = newest && (await bytesOf(newest, this.#read));
    if (newest === undefined || bytes === undefined) return fail({ code: 'damaged', part: 'manifest' });
    return newest.rowid === known?.revision ? undefined : { revision: newest.rowid, bytes };
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.#refuseClosed();
    const found: Uint8Array[] = [];
    for (const object of ids) {
      const row = this.#rows.objects.get(object);
      const bytes = row && (await bytesOf(row, this.#read));
      found.push(bytes ?? fail({ code: 'damaged', part: 'missing-object', object }));
    }
    return found;
  }

  async list(): Promise<ObjectId[]> {
    this.#refuseClosed();
    return [...this.#rows.objects.keys()] as ObjectId[];
  }

  async isSound(): Promise<boolean> {
    return false;
  }

  async commit(): Promise<'done' | 'conflict'> {
    return fail({ code: 'read-only' });
  }

  async remove(): Promise<void> {
    fail({ code: 'read-only' });
  }

  async dropManifestsBefore(): Promise<void> {
    fail({ code: 'read-only' });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    closeBeside(this.#file, this.#identity);
  }

  #refuseClosed(): void {
    if (this.#closed) fail({ code: 'closed' });
  }
}

function readPage(file: number, size: number, page: number): Buffer | undefined {
  const bytes = Buffer.alloc(size);
  let read: number;
  try {
    read = fs.readSync(file, bytes, 0, size, (page - 1) * size);
  } catch {
    // A bad sector costs the page that it is in.
    return undefined;
  }
  return read < 8 ? undefined : bytes;
}
