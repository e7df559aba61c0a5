import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { wipe } from '../../crypto/wipe.ts';
import { IdTable, idBytes, idLength } from '../../store/id-table.ts';
import type { ObjectStore, Row } from '../../store/store.ts';
import { type Attachment, chunksOfFile, openerOf } from '../format/attachment.ts';
import type { Page } from '../format/page.ts';
import { attachmentsOf, pagesFrom } from '../format/references.ts';
import type { PageSlot, Snapshot } from '../format/snapshot.ts';
import { batchOf, chunksOf, readMany } from './batch-of.ts';
import type { Answer } from './examine.ts';
import { Examiner } from './examiner.ts';
import type { Batch } from './opened.ts';

/** Versions authenticated in one go: about a millisecond. */
const objectsAtOnce = 256;
const pagesAtOnce = 8;
/** Ids looked up before the event loop gets a turn. */
const listedAtOnce = 5_000;
/** A vault of fewer secrets is read through sooner than a thread starts. */
const worthThreads = 4_000;

export interface Options {
  /** Whether the store's own structure is whole; not asked where that is known. */
  readonly sound?: () => Promise<boolean>;
  /**
   * Whether each entry belongs on its page is looked at too, but for the pages named here; those
   * where all do are added. A page never changes under its id, and it is authenticated each time.
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
  /**
   * Attachments of which an object is gone or does not authenticate, the first such, and the page
   * that names each.
   */
  readonly lostFiles: { readonly id: ObjectId; readonly key: string; readonly page: PageSlot }[];
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
    const sound = await options.sound?.();
    const through = new Through(store, examiner, snapshot, options);
    through.reading.sound = sound !== false;
    through.inRows = sound === true;
    await through.pages();
    await through.findFiles();
    await through.versions();
    await through.files();
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
    lostFiles: [],
  };
  /** Whether what the store gives row by row is what is found by its id. */
  inRows = false;
  readonly #store: ObjectStore;
  readonly #examiner: Examiner;
  readonly #snapshot: Snapshot;
  readonly #slots: readonly PageSlot[];
  /** Pages that name attachments. */
  readonly #attached: PageSlot[] = [];
  readonly #files: { readonly attachment: Attachment; readonly page: PageSlot }[] = [];
  readonly #options: Options;
  /** Each with its term and the number of the page that names it. */
  readonly #wanted: IdTable;

  constructor(store: ObjectStore, examiner: Examiner, snapshot: Snapshot, options: Options) {
    const slots = [...snapshot.pages.values()];
    this.#store = store;
    this.#examiner = examiner;
    this.#snapshot = snapshot;
    this.#slots = slots;
    this.#wanted = new IdTable(slots.reduce((sum, { entries }) => sum + entries + 1, 0));
    this.#options = options;
  }

  async pages(): Promise<void> {
    for (let at = 0; at < this.#slots.length; at += pagesAtOnce) {
      this.#refuseCancelled();
      const some = this.#slots.slice(at, at + pagesAtOnce);
      const ids = some.map(({ ref }) => ref.id);
      const terms = some.map(({ ref }) => ref.term);
      const batch = batchOf(ids, terms, await readMany(this.#store, ids));
      this.#tally(batch);
      const { placed } = this.#options;
      const bits = some.map((slot) => (placed?.has(nameOf(slot)) === false ? slot.bits : undefined));
      await this.#examiner.give({ kind: 'page', batch, bits }, (answer) => this.#takePages(some, at, answer));
    }
    await this.#examiner.settle();
    this.reading.versions = this.#wanted.size;
  }

  #takePages(some: readonly PageSlot[], at: number, { damaged, misplaced, attached, named }: Answer): void {
    for (const place of attached) this.#attached.push(some[place] as PageSlot);
    for (const place of damaged) this.reading.lostPages.push(some[place] as PageSlot);
    for (const place of new Set(misplaced)) this.reading.misplaced.push(some[place] as PageSlot);
    for (const [place, slot] of some.entries())
      if (!damaged.includes(place) && !misplaced.includes(place)) this.#options.placed?.add(nameOf(slot));
    if (named === undefined) return;
    for (const [i, term] of named.terms.entries())
      this.#wanted.add(named.ids, idLength * i, term, at + (named.pages[i] as number));
    this.#progress();
  }

  /** Which attachments there are; few pages name any, and those are parsed. */
  async findFiles(): Promise<void> {
    for (const page of this.#attached) {
      this.#refuseCancelled();
      for (const entry of (await this.#entriesOf(page)).values())
        for (const attachment of attachmentsOf(entry.versions)) this.#files.push({ attachment, page });
    }
  }

  async #entriesOf(page: PageSlot): Promise<Page> {
    try {
      return await pagesFrom(this.#store, this.#snapshot)(page);
    } catch (error) {
      if (failureOf(error)?.code !== 'damaged') throw error;
      if (!this.reading.lostPages.includes(page)) this.reading.lostPages.push(page);
      return new Map();
    }
  }

  /** Each object of each attachment, in order. */
  async files(): Promise<void> {
    const { vault } = this.#snapshot.header;
    for (const { attachment, page } of this.#files) {
      const open = await openerOf(vault, attachment);
      let lost: ObjectId | undefined;
      for (const { id, chunk } of chunksOfFile(vault, attachment)) {
        this.#refuseCancelled();
        const [bytes] = await readMany(this.#store, [id]);
        this.reading.objects += 1;
        this.reading.bytes += bytes?.length ?? 0;
        const plain = bytes && (await open({ bytes, ...chunk }));
        if (plain === undefined) lost ??= id;
        else wipe(plain);
        this.#progress();
      }
      if (lost !== undefined) this.reading.lostFiles.push({ id: lost, key: attachment.key, page });
    }
  }

  #fileIds(): ObjectId[] {
    const { vault } = this.#snapshot.header;
    return this.#files.flatMap(({ attachment }) => [...chunksOfFile(vault, attachment)].map(({ id }) => id));
  }

  async versions(): Promise<void> {
    const versions = this.#wanted.size;
    this.#knowOthers();
    const given = new Uint8Array(versions);
    const left = new Set<number>();
    for await (const rows of this.#rows()) {
      this.#refuseCancelled();
      const places: number[] = [];
      const parts: Uint8Array[] = [];
      for (const { id, bytes } of rows) {
        const place = this.#wanted.find(id, 0);
        if (place === -1) this.reading.unreferenced += 1;
        else if (place < versions && bytes === undefined) left.add(place);
        else if (place < versions && bytes !== undefined) {
          given[place] = 1;
          places.push(place);
          parts.push(bytes);
        }
      }
      if (places.length > 0) await this.#giveVersions(places, parts);
    }
    for (const [place, is] of given.entries()) if (is === 0) left.add(place);
    for (const places of chunksOf([...left], objectsAtOnce)) {
      this.#refuseCancelled();
      await this.#giveVersions(places, await readMany(this.#store, this.#idsAt(places)));
    }
    await this.#examiner.settle();
  }

  async #giveVersions(places: readonly number[], parts: readonly (Uint8Array | undefined)[]): Promise<void> {
    const terms = places.map((place) => this.#wanted.first(place));
    const batch = batchOf(this.#idsAt(places), terms, parts);
    this.#tally(batch);
    await this.#examiner.give({ kind: 'version', batch }, ({ damaged }) => {
      for (const i of damaged) this.#lose(places[i] as number);
      this.#progress();
    });
  }

  #idsAt(places: readonly number[]): ObjectId[] {
    return places.map((place) => this.#wanted.id(place) as ObjectId);
  }

  /** All that lies in the store, in its own order: then what lies together is read together. */
  #rows(): AsyncIterable<readonly Row[]> {
    return this.inRows && this.#store.rows ? this.#store.rows() : listed(this.#store);
  }

  /** What is referred to and no version. */
  #knowOthers(): void {
    const { others = [] } = this.#options;
    const known = idBytes([...others, ...this.#slots.map(({ ref }) => ref.id), ...this.#fileIds()]);
    for (let i = 0; i < known.length / idLength; i++) this.#wanted.add(known, idLength * i, 0, 0);
  }

  #tally({ lengths }: Batch): void {
    this.reading.objects += lengths.length;
    for (const length of lengths) this.reading.bytes += length;
  }

  #lose(place: number): void {
    const page = this.#slots[this.#wanted.second(place)] as PageSlot;
    this.reading.lostVersions.push({ id: this.#wanted.id(place) as ObjectId, page });
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

async function* listed(store: ObjectStore): AsyncGenerator<readonly Row[]> {
  for (const ids of chunksOf(await store.list(), listedAtOnce)) {
    const there = idBytes(ids);
    yield ids.map((_, i) => ({ id: there.subarray(idLength * i, idLength * (i + 1)) }));
    await breathe();
  }
}
