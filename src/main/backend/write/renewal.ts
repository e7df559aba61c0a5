import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import type { ObjectStore } from '../../store/store.ts';
import { type Entry, heldBy, type Ref, type VersionEntry } from '../format/entry.ts';
import { newObjectId, randomStep } from '../format/keyring.ts';
import { type Page, pageText } from '../format/page.ts';
import { noRecords } from '../format/records.ts';
import { makeSnapshot, type PageSlot, type Snapshot } from '../format/snapshot.ts';
import { referenced } from '../sweep.ts';
import { BulkDraft } from './bulk/bulk.ts';
import type { Prepared, Reader } from './vault-draft.ts';

/**
 * What one batch seals anew at most: versions, and bytes of them. So long does a writer wait; and
 * each commit writes most of SQLite's index anew.
 */
const versionsAtOnce = 8_192;
const bytesAtOnce = 8 * 1024 * 1024;
/** Versions read in one go. */
const readAtOnce = 64;
/** Objects of the old keys that one commit removes. */
const dropsAtOnce = 4_096;

/**
 * The draft of the commit that a new root key begins with: every entry at its address under a new
 * key, and index, records and audit sealed under a new term. Versions stay where they are.
 * `audited`: entries will be added to the audit.
 */
export async function renewedDraft(
  old: Snapshot,
  pages: AsyncIterable<Page>,
  {
    audited,
    now,
    reader,
  }: { readonly audited: boolean; readonly now: number; readonly reader: (base: Snapshot) => Reader },
): Promise<BulkDraft> {
  const keys = old.keys.renewed(now, old.head.devices === undefined ? 1 : randomStep());
  const { head } = old;
  const garbage = { ...head.garbage, candidates: null };
  const renewal = { term: keys.current };
  const base = { ...old, keys, pages: new Map(), depth: 0 };
  const bare = { ...head, policies: null, clients: null, garbage, renewal };
  const draft = new BulkDraft({ ...base, head: bare }, noRecords, reader(base));
  await draft.resealNotes(audited);
  for await (const page of pages) {
    for (const entry of page.values()) draft.place(entry.path, entry);
    draft.address();
  }
  return draft;
}

interface Step {
  /** Missing: only looked, there was nothing to write. */
  readonly prepared: Prepared | undefined;
  /** True for the commit that takes the old terms out of the ring. */
  readonly last: boolean;
  /** True where only others can go on. */
  readonly waits?: boolean;
}

/**
 * Seals the versions of earlier terms anew, a batch at a time. All it remembers can be found out
 * again: a crash costs the batch under way.
 */
export class Renewal {
  readonly #store: ObjectStore;
  readonly #read: (snapshot: Snapshot, slot: PageSlot) => Promise<Page>;
  /** Pages that name no version of an earlier term. */
  readonly #clean = new Set<ObjectId>();
  /** What old keys had sealed, once nothing refers to it: it never will again. */
  #going: readonly ObjectId[] | undefined;
  #gone = 0;
  #left = 0;

  done = 0;

  constructor(store: ObjectStore, read: (snapshot: Snapshot, slot: PageSlot) => Promise<Page>) {
    this.#store = store;
    this.#read = read;
  }

  /** Secrets, as `done` counts them. */
  get total(): number {
    return this.done + this.#left;
  }

  /** The next commit on top of this revision. */
  async next(snapshot: Snapshot, now: number, mayEnd = true): Promise<Step> {
    const first = snapshot.head.renewal?.term ?? 0;
    const batch = new Batch(this.#store, snapshot, first);
    for (const slot of snapshot.pages.values()) {
      if (this.#clean.has(slot.ref.id)) continue;
      const page = await this.#read(snapshot, slot);
      if (isClean(page, first)) this.#clean.add(slot.ref.id);
      else await batch.take(slot, page);
      if (batch.isFull) break;
      await breathe();
    }
    const prepared = batch.isEmpty ? undefined : batch.prepare(now);
    for (const id of batch.finished) this.#clean.add(id);
    if (prepared !== undefined) {
      // Also where the keys were changed once more while the last ones were leaving.
      this.#going = undefined;
      this.#gone = 0;
    }
    this.#count(prepared?.snapshot ?? snapshot);
    if (prepared === undefined && !mayEnd) return { prepared, last: false, waits: true };
    return prepared === undefined ? this.#end(snapshot, first, now) : { prepared, last: false };
  }

  /** Hears that this step was committed. */
  took({ prepared }: Step): void {
    this.#gone += prepared?.drop.length ?? 0;
  }

  #count({ pages }: Snapshot): void {
    this.done = 0;
    this.#left = 0;
    for (const { ref, entries } of pages.values()) {
      if (this.#clean.has(ref.id)) this.done += entries;
      else this.#left += entries;
    }
  }

  // Objects that nothing refers to may have been sealed with old keys: they are overwritten and
  // removed. The keys go once all of those are known to be gone.
  async #end(base: Snapshot, first: number, now: number): Promise<Step> {
    this.#going ??= await this.#unreferenced(base);
    if (this.#gone >= this.#going.length) {
      const there = new Set(await this.#store.list());
      this.#going = this.#going.filter((id) => there.has(id));
      this.#gone = 0;
    }
    const count = this.#going.length - this.#gone;
    const last = count === 0;
    const { header, pages, revision } = base;
    const { renewal, earlier, ...head } = base.head;
    const keys = last ? base.keys.since(first) : base.keys;
    const { dropped } = head.garbage;
    const garbage = { count, swept: now, candidates: null, ...(dropped && { dropped }) };
    const next = { ...head, garbage, updated: now };
    const left = { ...(renewal && { renewal }), ...(earlier && { earlier }) };
    const under = last ? next : { ...next, ...left };
    const snapshot = makeSnapshot(revision + 1, header, keys, pages, under);
    const drop = this.#going.slice(this.#gone, this.#gone + dropsAtOnce);
    return { prepared: { snapshot, objects: [], drop, pages: new Map() }, last };
  }

  async #unreferenced(base: Snapshot): Promise<readonly ObjectId[]> {
    const known = await referenced(base, (slot) => this.#read(base, slot));
    return (await this.#store.list()).filter((id) => !known.has(id));
  }
}

function isClean(page: Page, first: number): boolean {
  for (const { versions } of page.values())
    for (const { ref } of versions) if (isOld(ref, first)) return false;
  return true;
}

function isOld(ref: Ref | undefined, first: number): ref is Ref {
  return ref !== undefined && ref.term < first;
}

/** Some versions under new keys, and the pages that name them. */
class Batch {
  /** New pages that name no version of an earlier term. */
  readonly finished: ObjectId[] = [];
  readonly #store: ObjectStore;
  readonly #base: Snapshot;
  readonly #first: number;
  readonly #slots: Map<string, PageSlot>;
  readonly #objects: (readonly [ObjectId, Sealed])[] = [];
  #bytes = 0;
  #replaced = 0;

  constructor(store: ObjectStore, base: Snapshot, first: number) {
    this.#store = store;
    this.#base = base;
    this.#first = first;
    this.#slots = new Map(base.pages);
  }

  get isEmpty(): boolean {
    return this.#objects.length === 0;
  }

  get isFull(): boolean {
    return this.#objects.length >= versionsAtOnce || this.#bytes >= bytesAtOnce;
  }

  async take(slot: PageSlot, page: Page): Promise<void> {
    const moved = await this.#versions(page);
    const next = new Map([...page].map(([path, entry]) => [path, withRefs(entry, moved)]));
    const ref = this.#ref();
    this.#objects.push([ref.id, this.#base.keys.seal('page', ref, pageText(next))]);
    this.#slots.set(slot.bits, { ...slot, ref });
    this.#replaced += moved.size + 1;
    if (isClean(next, this.#first)) this.finished.push(ref.id);
  }

  async #versions(page: Page): Promise<ReadonlyMap<ObjectId, Ref>> {
    const refs = [...page.values()].flatMap(({ versions }) => versions.map(({ ref }) => ref));
    const old = refs.filter((ref) => isOld(ref, this.#first));
    const moved = new Map<ObjectId, Ref>();
    for (let at = 0; at < old.length && !(this.isFull && moved.size > 0); at += readAtOnce) {
      const some = old.slice(at, at + readAtOnce);
      const bytes = await this.#store.readObjects(some.map(({ id }) => id));
      for (const [i, from] of some.entries()) moved.set(from.id, this.#reseal(from, bytes[i] as Uint8Array));
    }
    return moved;
  }

  #reseal(from: Ref, bytes: Uint8Array): Ref {
    const { keys } = this.#base;
    const to = this.#ref();
    const sealed = keys.sealPadded('version', to, keys.openPadded('version', from, bytes));
    this.#objects.push([to.id, sealed]);
    this.#bytes += sealed.length;
    return to;
  }

  #ref(): Ref {
    return { id: newObjectId(), term: this.#base.keys.current };
  }

  prepare(now: number): Prepared {
    const { keys, header, head, revision } = this.#base;
    keys.use(this.#objects.length, now);
    const garbage = { ...head.garbage, count: head.garbage.count + this.#replaced };
    const next = { ...head, garbage, updated: now };
    const snapshot = makeSnapshot(revision + 1, header, keys, this.#slots, next);
    return { snapshot, objects: this.#objects, drop: [], pages: new Map() };
  }
}

function withRefs(entry: Entry, moved: ReadonlyMap<ObjectId, Ref>): Entry {
  if (!entry.versions.some(({ ref }) => ref !== undefined && moved.has(ref.id))) return entry;
  const renewed = (version: VersionEntry): VersionEntry => {
    const ref = version.ref && moved.get(version.ref.id);
    return ref === undefined ? version : heldBy(ref, version);
  };
  return { ...entry, versions: entry.versions.map(renewed) };
}
