import type { ObjectId } from '../../../shared/brand.ts';
import { IdTable, idLength } from '../../store/id-table.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { PageSlot, Snapshot } from '../format/snapshot.ts';
import { batchOf, chunksOf, readMany } from './batch-of.ts';
import type { Answer } from './examine.ts';
import type { Entries } from './examine-content.ts';
import { Examiner } from './examiner.ts';

const pagesAtOnce = 8;
const objectsAtOnce = 256;

export interface ContentOptions {
  /** How many of a secret's newest versions are wanted; 0: none. */
  readonly wanted: (path: string) => number;
  /** Hears the digest of what a version of this secret holds. */
  readonly hear: (path: string, digest: string) => void;
}

/**
 * Reads the newest versions of many secrets and tells what each holds, by its digest. Whatever is
 * not whole, or has long files, is left out: the caller reads that by itself.
 */
export async function readContents(
  store: ObjectStore,
  snapshot: Snapshot,
  options: ContentOptions,
): Promise<void> {
  const examiner = new Examiner(snapshot.keys.forReading());
  try {
    const inRows = store.rows !== undefined && (await store.isSound());
    const contents = new Contents(store, examiner, options);
    await contents.pages([...snapshot.pages.values()]);
    if (inRows) await contents.rows();
    await contents.rest();
  } finally {
    examiner.close();
  }
}

class Contents {
  readonly #store: ObjectStore;
  readonly #examiner: Examiner;
  readonly #options: ContentOptions;
  readonly #paths: string[] = [];
  /** The versions that are wanted, each with its term and the number of its path. */
  readonly #versions = new IdTable();
  #given = new Uint8Array();

  constructor(store: ObjectStore, examiner: Examiner, options: ContentOptions) {
    this.#store = store;
    this.#examiner = examiner;
    this.#options = options;
  }

  async pages(slots: readonly PageSlot[]): Promise<void> {
    for (const some of chunksOf(slots, pagesAtOnce)) {
      const ids = some.map(({ ref }) => ref.id);
      const terms = some.map(({ ref }) => ref.term);
      const batch = batchOf(ids, terms, await readMany(this.#store, ids));
      const bits = some.map((slot) => slot.bits);
      const take = ({ entries }: Answer) => entries && this.#want(entries);
      await this.#examiner.give({ kind: 'entries', batch, bits }, take);
    }
    await this.#examiner.settle();
    this.#given = new Uint8Array(this.#versions.size);
  }

  #want({ paths, counts, ids, terms }: Entries): void {
    let end = 0;
    for (const [i, path] of paths.entries()) {
      const count = counts[i] as number;
      end += count;
      const wanted = Math.min(count, this.#options.wanted(path));
      if (wanted === 0) continue;
      this.#paths.push(path);
      for (let at = end - wanted; at < end; at += 1)
        this.#versions.add(ids, idLength * at, terms[at] as number, this.#paths.length - 1);
    }
  }

  /** In the order in which they lie, which takes a third of the time. */
  async rows(): Promise<void> {
    for await (const rows of this.#store.rows?.() ?? []) {
      const places: number[] = [];
      const parts: Uint8Array[] = [];
      for (const { id, bytes } of rows) {
        const place = bytes === undefined ? -1 : this.#versions.find(id, 0);
        if (place === -1 || bytes === undefined) continue;
        places.push(place);
        parts.push(bytes);
      }
      if (places.length > 0) await this.#give(places, parts);
    }
  }

  /** One by one, what the rows did not bring. */
  async rest(): Promise<void> {
    const left = [...this.#given.keys()].filter((place) => this.#given[place] === 0);
    for (const places of chunksOf(left, objectsAtOnce)) {
      const ids = places.map((place) => this.#versions.id(place) as ObjectId);
      await this.#give(places, await readMany(this.#store, ids));
    }
    await this.#examiner.settle();
  }

  async #give(places: readonly number[], parts: readonly (Uint8Array | undefined)[]): Promise<void> {
    for (const place of places) this.#given[place] = 1;
    const ids = places.map((place) => this.#versions.id(place) as ObjectId);
    const terms = places.map((place) => this.#versions.first(place));
    const batch = batchOf(ids, terms, parts);
    await this.#examiner.give({ kind: 'content', batch }, ({ digests = [] }) => {
      for (const [i, digest] of digests.entries())
        if (digest !== undefined)
          this.#options.hear(this.#paths[this.#versions.second(places[i] as number)] as string, digest);
    });
  }
}
