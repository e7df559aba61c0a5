import { bytesOf, freePages, pageSizeOf, type ReadPage } from '../../shared/pages/carve.ts';
import { FoundRows } from '../../shared/pages/found-rows.ts';
import { number32 } from '../crypto/bytes.ts';
import { PageCache } from './page-cache.ts';
import type { Progress, Source, StoredManifest } from './source.ts';
import { Trouble } from './trouble.ts';

const sqlite = 'SQLite format 3\0';
const application = 0x484c4446;

/** A vault file, sound or not: its rows are looked for page by page, past every tree of SQLite's. */
export class SqliteFile implements Source {
  readonly size: number;
  readonly #read: ReadPage;
  readonly #rows: FoundRows;

  private constructor(size: number, read: ReadPage, rows: FoundRows) {
    this.size = size;
    this.#read = read;
    this.#rows = rows;
  }

  /** Throws Trouble: `no-vault`, `newer`, `no-manifest`. */
  static async open(file: Blob, told: Progress): Promise<SqliteFile> {
    const cache = new PageCache(file);
    const head = (await cache.read(0, 100)) ?? new Uint8Array();
    const isOurs = head.length === 100 && number32(head, 68) === application;
    if (isOurs && number32(head, 60) > 1) throw new Trouble('newer');
    const size = pageSizeOf(head);
    const read = (page: number) => readPage(cache, size, page);
    const pages = Math.ceil(file.size / size);
    const rows = new FoundRows(file.size);
    const free = await freePages(read, pages, turn());
    for (const wanted of [false, true]) await look({ read, pages, rows, told }, free, wanted);
    if (rows.manifests().length > 0) return new SqliteFile(file.size, read, rows);
    const isDatabase = new TextDecoder('latin1').decode(head.subarray(0, 16)) === sqlite;
    throw new Trouble(isOurs && isDatabase ? 'no-manifest' : 'no-vault');
  }

  async manifests(): Promise<StoredManifest[]> {
    // Of a file that was written in place, an earlier manifest may be whole where the newest is not.
    for (const row of this.#rows.manifests()) {
      const bytes = await bytesOf(row, this.#read);
      if (bytes !== undefined) return [{ revision: row.rowid, bytes }];
    }
    return [];
  }

  async read(id: string): Promise<Uint8Array | undefined> {
    const row = this.#rows.objects.get(id);
    return row && bytesOf(row, this.#read);
  }
}

interface Looking {
  readonly read: ReadPage;
  readonly pages: number;
  readonly rows: FoundRows;
  readonly told: Progress;
}

// What lies on a free page was deleted. But the list of free pages may itself be what is damaged:
// it comes second.
async function look({ read, pages, rows, told }: Looking, free: ReadonlySet<number>, wanted: boolean) {
  const breathe = turn();
  if (wanted && free.size === 0) return;
  for (let number = 1; number <= pages; number++) {
    if (free.has(number) !== wanted) continue;
    const page = await read(number);
    if (page !== undefined) rows.take(page, number);
    if (number % 4_096 === 0) {
      told(number / pages);
      await breathe();
    }
  }
}

async function readPage(cache: PageCache, size: number, page: number): Promise<Uint8Array | undefined> {
  const start = (page - 1) * size;
  if (page < 1 || start >= cache.size) return undefined;
  const bytes = await cache.read(start, size);
  if (bytes === undefined || bytes.length < 8) return undefined;
  if (bytes.length === size) return bytes;
  const padded = new Uint8Array(size);
  padded.set(bytes);
  return padded;
}

/** Gives the page of the browser a turn now and then. */
export function turn(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < 16) return;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  };
}
