import type { ObjectId } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { ObjectStore, Sheaf, Slice } from '../store/store.ts';
import type { Answer, Lot } from './examine.ts';
import { idBytes } from './examine.ts';
import { Examiner } from './examiner.ts';
import type { PageSlot, Snapshot } from './snapshot.ts';
import { Wanted } from './wanted.ts';

/** Versions authenticated in one go: about a millisecond. */
const objectsAtOnce = 256;
const pagesAtOnce = 8;
/** A vault of fewer secrets is read through sooner than a thread starts. */
const worthThreads = 4_000;
/** Stands for a page where an object is none that a page names. */
const noPage = -1;

export interface Options {
  /** The store's own structure was found to be whole. */
  readonly sound?: boolean;
  /** Whether each entry belongs on its page is looked at too. */
  readonly placed?: boolean;
  /** Objects that are read elsewhere. */
  readonly others?: readonly ObjectId[];
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** What reading through a revision's pages and versions found. */
export interface Reading {
  objects: number;
  bytes: number;
  versions: number;
  /** Objects that the revision does not refer to. */
  unreferenced: number;
  readonly lostPages: PageSlot[];
  /** Pages that seem to hold an entry of another one. */
  readonly misplaced: PageSlot[];
  /** Versions that are gone or do not authenticate, and the page that names each. */
  readonly lostVersions: { readonly id: ObjectId; readonly page: PageSlot }[];
}

/** Reads every page and version that a revision refers to, and authenticates each. */
export async function readThrough(
  store: ObjectStore,
  snapshot: Snapshot,
  options: Options,
): Promise<Reading> {
  const slots = [...snapshot.pages.values()];
  const many = slots.reduce((sum, { entries }) => sum + entries, 0) >= worthThreads;
  const examiner = many
    ? new Examiner(snapshot.keys.forReading())
    : new Examiner(snapshot.keys.forReading(), 0);
  try {
    const through = new Through(store, examiner, slots, options);
    await through.pages();
    await through.versions();
    return through.reading;
  } finally {
    examiner.close();
  }
}

class Through {
  readonly reading: Reading = {
    objects: 0,
    bytes: 0,
    versions: 0,
    unreferenced: 0,
    lostPages: [],
    misplaced: [],
    lostVersions: [],
  };
  readonly #store: ObjectStore;
  readonly #examiner: Examiner;
  readonly #slots: readonly PageSlot[];
  readonly #options: Options;
  readonly #wanted = new Wanted();
  /** Of the objects wanted, by their places: 1 for what was found and given to be examined. */
  #found = new Uint8Array();

  constructor(store: ObjectStore, examiner: Examiner, slots: readonly PageSlot[], options: Options) {
    this.#store = store;
    this.#examiner = examiner;
    this.#slots = slots;
    this.#options = options;
  }

  async pages(): Promise<void> {
    for (let at = 0; at < this.#slots.length; at += pagesAtOnce) {
      this.#refuseCancelled();
      const some = this.#slots.slice(at, at + pagesAtOnce);
      const lot = await this.#lotOf(
        some.map(({ ref }) => ref.id),
        some.map(({ ref }) => ref.term),
      );
      this.#tally(lot, lot.terms);
      const bits = this.#options.placed === true ? { bits: some.map((slot) => slot.bits) } : {};
      await this.#examiner.give({ kind: 'page', lot, ...bits }, (answer) =>
        this.#takePages(some, at, answer),
      );
    }
    await this.#examiner.settle();
    this.reading.versions = this.#wanted.size;
  }

  #takePages(some: readonly PageSlot[], at: number, { damaged, misplaced, named }: Answer): void {
    for (const place of damaged) this.reading.lostPages.push(some[place] as PageSlot);
    for (const place of new Set(misplaced)) this.reading.misplaced.push(some[place] as PageSlot);
    if (named === undefined) return;
    for (const [i, term] of named.terms.entries())
      this.#wanted.add(named.ids, i, term, at + (named.pages[i] as number));
    this.#progress();
  }

  async versions(): Promise<void> {
    const { others = [], sound } = this.#options;
    const known = idBytes([...others, ...this.#slots.map(({ ref }) => ref.id)]);
    for (let i = 0; i < known.length / 16; i++) this.#wanted.add(known, i, 0, noPage);
    this.#found = new Uint8Array(this.#wanted.size);
    const sliced = this.#store.readSlice !== undefined && sound !== false && (await this.#slices());
    await this.#byId();
    await this.#examiner.settle();
    if (!sliced) await this.#count();
  }

  /** False where the store cannot be read so to its end. */
  async #slices(): Promise<boolean> {
    try {
      for (let from = 0; ; ) {
        this.#refuseCancelled();
        const slice = await this.#slice(from);
        if (slice.next === from) return true;
        from = slice.next;
        await this.#examine(slice, this.#termsOf(slice));
      }
    } catch (error) {
      if (failureOf(error)?.code !== 'damaged') throw error;
      return false;
    }
  }

  async #slice(from: number): Promise<Slice> {
    const { sound = false } = this.#options;
    return (await this.#store.readSlice?.(from, objectsAtOnce, { sound })) ?? fail({ code: 'closed' });
  }

  // What nothing refers to is counted and passed over.
  #termsOf({ ids, lengths }: Sheaf): Uint32Array {
    return lengths.map((_, i) => {
      const place = this.#wanted.find(ids, i);
      if (place === -1) this.reading.unreferenced += 1;
      if (place === -1 || this.#found[place] === 1) return 0;
      this.#found[place] = 1;
      return this.#wanted.term(place);
    });
  }

  /** What no slice had: each by its own id, so that one that is gone does not hide the others. */
  async #byId(): Promise<void> {
    const left: number[] = [];
    for (let place = 0; place < this.#wanted.size; place++)
      if (this.#found[place] !== 1 && this.#wanted.page(place) !== noPage) left.push(place);
    for (let at = 0; at < left.length; at += objectsAtOnce) {
      this.#refuseCancelled();
      const some = left.slice(at, at + objectsAtOnce);
      const lot = await this.#lotOf(
        some.map((place) => this.#wanted.id(place) as ObjectId),
        some.map((place) => this.#wanted.term(place)),
      );
      await this.#examine(lot, lot.terms);
    }
  }

  async #examine({ ids, lengths, bytes }: Sheaf, terms: Uint32Array): Promise<void> {
    const lot = { ids, lengths, bytes, terms };
    this.#tally(lot, terms);
    await this.#examiner.give({ kind: 'version', lot }, ({ damaged }) => {
      for (const i of damaged) this.#lose(this.#wanted.find(ids, i));
      this.#progress();
    });
  }

  #tally({ lengths }: Sheaf, terms: Uint32Array): void {
    for (const [i, length] of lengths.entries()) {
      if (terms[i] === 0) continue;
      this.reading.objects += 1;
      this.reading.bytes += length;
    }
  }

  #lose(place: number): void {
    const page = this.#slots[this.#wanted.page(place)] as PageSlot;
    this.reading.lostVersions.push({ id: this.#wanted.id(place) as ObjectId, page });
  }

  async #count(): Promise<void> {
    const there = await this.#store.list();
    const ids = idBytes(there);
    this.reading.unreferenced = there.filter((_, i) => this.#wanted.find(ids, i) === -1).length;
  }

  async #lotOf(ids: readonly ObjectId[], terms: readonly number[]): Promise<Lot> {
    const parts = await readMany(this.#store, ids);
    return { ids: idBytes(ids), terms: Uint32Array.from(terms), ...joined(parts) };
  }

  #progress(): void {
    this.#options.progress?.(this.reading.objects);
  }

  #refuseCancelled(): void {
    if (this.#options.signal?.aborted) fail({ code: 'cancelled' });
  }
}

function joined(parts: readonly (Uint8Array | undefined)[]): Pick<Sheaf, 'lengths' | 'bytes'> {
  const lengths = Uint32Array.from(parts, (part) => part?.length ?? 0);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    if (part === undefined) continue;
    bytes.set(part, at);
    at += part.length;
  }
  return { lengths, bytes };
}

/** Bytes of objects; `undefined` for one that is gone or cannot be read, which must not hide what is to be said of the others. */
export async function readMany(
  store: ObjectStore,
  ids: readonly ObjectId[],
): Promise<(Uint8Array | undefined)[]> {
  try {
    return await store.readObjects(ids);
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    if (ids.length === 1) return [undefined];
    const found: (Uint8Array | undefined)[] = [];
    for (const id of ids) found.push(...(await readMany(store, [id])));
    return found;
  }
}
