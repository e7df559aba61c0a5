import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { IdTable, idBytes, idLength } from '../../store/id-table.ts';
import { elsewhere, type ObjectStore, type Sheaf } from '../../store/store.ts';
import type { PageSlot, Snapshot } from '../format/snapshot.ts';
import type { Answer, Lot } from './examine.ts';
import { Examiner } from './examiner.ts';

/** Versions authenticated in one go: about a millisecond. */
const objectsAtOnce = 256;
const pagesAtOnce = 8;
/** A vault of fewer secrets is read through sooner than a thread starts. */
const worthThreads = 4_000;
/** Stands for a page where an object is none that a page names. */
const noPage = -1;

export interface Options {
  /** Whether the store's own structure is whole; not asked where that is known. */
  readonly sound?: () => Promise<boolean>;
  /**
   * Whether each entry belongs on its page is looked at too, but for the pages named here; those where all do are added. A page never changes
   * under its id, and it is authenticated each time.
   */
  readonly placed?: Set<string>;
  /** Objects that are read elsewhere. */
  readonly others?: readonly ObjectId[];
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** What reading through a revision's pages and versions found. */
export interface Reading {
  /** Whether the store's own structure is whole. */
  sound: boolean;
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
  const examiner = new Examiner(snapshot.keys.forReading(), many ? undefined : 0);
  try {
    // It holds up this thread for as long as others take to start.
    const sound = (await options.sound?.()) ?? true;
    const through = new Through(store, examiner, slots, options);
    through.reading.sound = sound;
    await through.pages();
    await through.versions();
    return through.reading;
  } finally {
    examiner.close();
  }
}

class Through {
  readonly reading: Reading = {
    sound: true,
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
  /** Each with its term and the number of the page that names it. */
  readonly #wanted: IdTable;
  /** Of the objects wanted, by their places: 1 for what was found and given to be examined. */
  #found = new Uint8Array();

  constructor(store: ObjectStore, examiner: Examiner, slots: readonly PageSlot[], options: Options) {
    this.#store = store;
    this.#examiner = examiner;
    this.#slots = slots;
    this.#wanted = new IdTable(slots.reduce((sum, { entries }) => sum + entries + 1, 0));
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
      this.#tally(lot, lot.terms, 1);
      const { placed } = this.#options;
      const bits = some.map((slot) => (placed?.has(nameOf(slot)) === false ? slot.bits : undefined));
      await this.#examiner.give({ kind: 'page', lot, bits }, (answer) => this.#takePages(some, at, answer));
    }
    await this.#examiner.settle();
    this.reading.versions = this.#wanted.size;
  }

  #takePages(some: readonly PageSlot[], at: number, { damaged, misplaced, named }: Answer): void {
    for (const place of damaged) this.reading.lostPages.push(some[place] as PageSlot);
    for (const place of new Set(misplaced)) this.reading.misplaced.push(some[place] as PageSlot);
    for (const [place, slot] of some.entries())
      if (!damaged.includes(place) && !misplaced.includes(place)) this.#options.placed?.add(nameOf(slot));
    if (named === undefined) return;
    for (const [i, term] of named.terms.entries())
      this.#wanted.add(named.ids, idLength * i, term, at + (named.pages[i] as number));
    this.#progress();
  }

  async versions(): Promise<void> {
    const { others = [] } = this.#options;
    const known = idBytes([...others, ...this.#slots.map(({ ref }) => ref.id)]);
    for (let i = 0; i < known.length / idLength; i++) this.#wanted.add(known, idLength * i, 0, noPage);
    this.#found = new Uint8Array(this.#wanted.size);
    const swept = this.reading.sound && (await this.#sweep());
    await this.#examiner.settle();
    await this.#byId();
    await this.#examiner.settle();
    if (!swept) await this.#count();
  }

  /** Everything as it lies; false where the store cannot be read so to its end. */
  async #sweep(): Promise<boolean> {
    if (this.#store.sheaves === undefined) return false;
    try {
      for await (const sheaf of this.#store.sheaves()) {
        this.#refuseCancelled();
        await this.#examine(sheaf, this.#termsOf(sheaf), false);
      }
      return true;
    } catch (error) {
      const code = failureOf(error)?.code;
      if (code !== 'damaged' && code !== 'store') throw error;
      return false;
    }
  }

  // What nothing refers to is counted and passed over.
  #termsOf({ ids, starts }: Sheaf): Uint32Array {
    const terms = new Uint32Array(starts.length);
    for (let i = 0; i < terms.length; i++) {
      const place = this.#wanted.find(ids, idLength * i);
      if (place === -1) this.reading.unreferenced += 1;
      if (place === -1 || this.#found[place] === 1 || starts[i] === elsewhere) continue;
      this.#found[place] = 1;
      terms[i] = this.#wanted.first(place);
    }
    return terms;
  }

  /** What was not found as it lies, or not whole: each by its own id, so that one that is gone does not hide the others. */
  async #byId(): Promise<void> {
    const left: number[] = [];
    for (let place = 0; place < this.#wanted.size; place++)
      if (this.#found[place] !== 1 && this.#wanted.second(place) !== noPage) left.push(place);
    for (let at = 0; at < left.length; at += objectsAtOnce) {
      this.#refuseCancelled();
      const some = left.slice(at, at + objectsAtOnce);
      const lot = await this.#lotOf(
        some.map((place) => this.#wanted.id(place) as ObjectId),
        some.map((place) => this.#wanted.first(place)),
      );
      await this.#examine(lot, lot.terms, true);
    }
  }

  async #examine(sheaf: Sheaf, terms: Uint32Array, last: boolean): Promise<void> {
    this.#tally(sheaf, terms, 1);
    await this.#examiner.give({ kind: 'version', lot: { ...sheaf, terms } }, ({ damaged }) => {
      if (last) for (const i of damaged) this.#lose(this.#wanted.find(sheaf.ids, idLength * i));
      else this.#doubt(sheaf, damaged);
      this.#progress();
    });
  }

  // Another program may have written meanwhile: it is read once more, by its id.
  #doubt(sheaf: Sheaf, damaged: readonly number[]): void {
    const terms = new Uint32Array(sheaf.lengths.length);
    for (const i of damaged) {
      terms[i] = 1;
      this.#found[this.#wanted.find(sheaf.ids, idLength * i)] = 0;
    }
    if (damaged.length > 0) this.#tally(sheaf, terms, -1);
  }

  #tally({ lengths }: Sheaf, terms: Uint32Array, sign: 1 | -1): void {
    for (let i = 0; i < terms.length; i++) {
      if (terms[i] === 0) continue;
      this.reading.objects += sign;
      this.reading.bytes += sign * (lengths[i] ?? 0);
    }
  }

  #lose(place: number): void {
    const page = this.#slots[this.#wanted.second(place)] as PageSlot;
    this.reading.lostVersions.push({ id: this.#wanted.id(place) as ObjectId, page });
  }

  async #count(): Promise<void> {
    const there = await this.#store.list();
    const ids = idBytes(there);
    this.reading.unreferenced = there.filter((_, i) => this.#wanted.find(ids, idLength * i) === -1).length;
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

function nameOf({ bits, ref }: PageSlot): string {
  return `${bits} ${ref.id}`;
}

function joined(parts: readonly (Uint8Array | undefined)[]): Omit<Sheaf, 'ids'> {
  const lengths = Uint32Array.from(parts, (part) => part?.length ?? 0);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const starts = new Uint32Array(parts.length);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    starts[i] = at;
    if (part === undefined) continue;
    bytes.set(part, at);
    at += part.length;
  }
  return { starts, lengths, bytes };
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
