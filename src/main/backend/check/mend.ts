import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { comparePaths } from '../../../shared/path.ts';
import type { Key } from '../../crypto/primitives.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { AuditEntry } from '../changes.ts';
import type { CopyTarget, Lost, Mended, MendOptions } from '../copies.ts';
import type { Opened } from '../copy.ts';
import {
  currentOf,
  destroyed,
  type Entry,
  indexFields,
  isDestroyed,
  type VersionEntry,
} from '../format/entry.ts';
import type { Chain, Line } from '../format/head-shape.ts';
import { newObjectId } from '../format/keyring.ts';
import { noAudit } from '../format/lines.ts';
import { sealManifest } from '../format/manifest.ts';
import { entrySize, type Page, pageText, parsePage } from '../format/page.ts';
import { attachmentsOf, chunkItems, type Item, objectsOf, recordsOf } from '../format/references.ts';
import { auditEntriesOf, fieldsOf } from '../format/shapes.ts';
import { headText, makeSnapshot, type PageSlot, pageFor, refOf, type Snapshot } from '../format/snapshot.ts';
import { splitPage } from '../format/split.ts';
import { deleteVersions } from '../write/delete.ts';
import { Finder, type Found } from './find.ts';

/**
 * Makes a whole vault of a damaged one: what the damaged store no longer has comes from the others.
 * Where everything is found, the new store has the very same revision. The stores are read, never
 * written; `target` is asked to create at most once.
 */
export async function mendVault(
  source: Opened,
  others: readonly ObjectStore[],
  key: Key,
  create: CopyTarget['create'],
  options: MendOptions,
): Promise<Mended> {
  const finder = new Finder([source.store, ...others], source.snapshot);
  const mend = new Mend(source.snapshot, finder, options);
  await mend.look();
  const { written, revision } = await mend.write(source.manifest, key, create);
  return { written, revision, healed: mend.healed, lost: mend.lost(), earlier: mend.earlier };
}

class Mend {
  healed = 0;
  readonly #base: Snapshot;
  readonly #finder: Finder;
  readonly #options: MendOptions;
  readonly #items: Item[] = [];
  /**
   * Pages that cannot stay as they are, by their bits; an empty page where nothing of it was found.
   */
  readonly #changed = new Map<string, Map<string, Entry>>();
  readonly #lostPages = new Map<string, PageSlot>();
  readonly #versions: Lost['versions'][number][] = [];
  readonly #records: Lost['records'][number][] = [];
  readonly #earlier = new Set<string>();
  #seen = 0;
  #head: Snapshot['head'];

  constructor(base: Snapshot, finder: Finder, options: MendOptions) {
    this.#base = base;
    this.#finder = finder;
    this.#options = options;
    this.#head = base.head;
  }

  lost(): Lost {
    let unnamed = 0;
    for (const { bits, entries } of this.#lostPages.values())
      unnamed += Math.max(0, entries - (this.#changed.get(bits)?.size ?? 0));
    return { versions: this.#versions, unnamed, records: this.#records };
  }

  get earlier(): string[] {
    return [...this.#earlier].sort(comparePaths);
  }

  #forgetEarlier(page: Map<string, Entry>, path: string): void {
    this.#earlier.delete(path);
    page.delete(path);
  }

  async look(): Promise<void> {
    await this.#lookAtRecords();
    const known = new Set<ObjectId>();
    const pages = new Map<PageSlot, Map<string, Entry>>();
    for (const slot of this.#slots()) {
      const found =
        slot.entries === 0 && slot.ref.term === 0
          ? undefined
          : await this.#take({ kind: 'page', ref: slot.ref });
      if (found === undefined) this.#lostPages.set(slot.bits, slot);
      else known.add(slot.ref.id);
      pages.set(slot, new Map(found === undefined ? [] : (parsePage(found) as Page)));
    }
    if (this.#lostPages.size > 0 || this.#options.adopt === true) await this.#takeStrays(pages, known);
    for (const [slot, page] of pages) await this.#lookAtVersions(slot, page);
  }

  // A vault without pages has none to hang a newer entry on.
  #slots(): PageSlot[] {
    const slots = [...this.#base.pages.values()];
    const none = { bits: '', ref: { id: '' as ObjectId, term: 0 }, entries: 0 };
    return slots.length > 0 || this.#options.adopt !== true ? slots : [none];
  }

  async #take(item: Item): Promise<unknown> {
    const found = await this.#find(item);
    if (found === undefined) return undefined;
    this.#keep(item, found);
    return found.json;
  }

  async #find(item: Item): Promise<Found | undefined> {
    if (this.#options.signal?.aborted) fail({ code: 'cancelled' });
    this.#seen += 1;
    if (this.#seen % 64 === 0) await breathe();
    return this.#finder.find(item);
  }

  #keep(item: Item, { store }: Pick<Found, 'store'>): void {
    if (store > 0) this.healed += 1;
    this.#items.push(item);
  }

  async #lookAtRecords(): Promise<void> {
    for (const item of recordsOf(this.#base))
      if (item.kind !== 'audit' && (await this.#take(item)) === undefined) this.#loseRecord(item);
    const { audit, devices = [] } = this.#base.head;
    const own = await this.#wholePart(audit);
    if (own !== audit) this.#head = { ...this.#head, audit: own };
    const lines: Line[] = [];
    for (const line of devices)
      lines.push(line.audit === undefined ? line : { ...line, audit: await this.#wholePart(line.audit) });
    if (lines.some((line, at) => line.audit !== devices[at]?.audit))
      this.#head = { ...this.#head, devices: lines };
  }

  #loseRecord({ kind, ref }: Item): void {
    const { garbage } = this.#head;
    switch (kind) {
      case 'policy':
        this.#records.push('policies');
        this.#head = { ...this.#head, policies: null };
        return;
      case 'client':
        this.#records.push('clients');
        this.#head = { ...this.#head, clients: null };
        return;
      case 'garbage':
        this.#head = { ...this.#head, garbage: { count: 0, swept: garbage.swept, candidates: null } };
        return;
      default:
        // Nobody here knows what a head without it would mean.
        fail({ code: 'damaged', part: 'object', object: ref.id });
    }
  }

  // The chain ends where its first page is lost: later entries cannot be tied to the earlier ones
  // any more.
  async #wholePart(chain: Chain): Promise<Chain> {
    let last: AuditEntry | undefined;
    for (const [at, [id, term]] of chain.pages.entries()) {
      const found = await this.#take({ kind: 'audit', ref: refOf([id, term]) });
      const page = found === undefined ? undefined : auditEntriesOf(found, id);
      if (page === undefined) {
        const start = chain.cut ?? { count: 0, tip: noAudit.tip };
        const end = last === undefined ? start : { count: last.index, tip: last.hash };
        if (!this.#records.includes('audit')) this.#records.push('audit');
        return { ...chain, ...end, pages: chain.pages.slice(0, at) };
      }
      last = page.at(-1) ?? last;
    }
    return chain;
  }

  async #takeStrays(
    pages: ReadonlyMap<PageSlot, Map<string, Entry>>,
    known: ReadonlySet<ObjectId>,
  ): Promise<void> {
    const { keys } = this.#base;
    const slots = new Map([...pages.keys()].map((slot) => [slot.bits, slot]));
    const index = { pages: slots, depth: Math.max(0, ...[...slots.keys()].map(({ length }) => length)) };
    for await (const entry of this.#finder.strayEntries(known, this.#options.signal)) {
      const slot = pageFor(index, keys.bits(entry.path));
      if (slot === undefined || (this.#options.adopt !== true && !this.#lostPages.has(slot.bits))) continue;
      const page = pages.get(slot);
      const there = page?.get(entry.path);
      if (there !== undefined && !isNewer(entry, there)) continue;
      page?.set(entry.path, entry);
      this.#changed.set(slot.bits, page ?? new Map());
      this.#earlier.add(entry.path);
    }
    for (const slot of this.#lostPages.values()) {
      const page = pages.get(slot) ?? new Map<string, Entry>();
      this.#changed.set(slot.bits, page);
    }
  }

  async #lookAtVersions(slot: PageSlot, page: Map<string, Entry>): Promise<void> {
    for (const entry of page.values()) {
      const lost = new Set<number>();
      for (const item of objectsOf(entry, this.#base.header.vault))
        if (item.chunk === undefined && (await this.#take(item)) === undefined)
          for (const n of namedBy(entry, item)) lost.add(n);
      const lostFiles = await this.#lookAtFiles(entry.versions.filter(({ n }) => !lost.has(n)));
      if (lost.size + lostFiles.size === 0) continue;
      const left = await this.#without(entry, lost, lostFiles);
      this.#changed.set(slot.bits, page);
      // What an earlier state of the index names may have been destroyed since, and rightly be
      // gone.
      if (this.#earlier.has(entry.path)) {
        if (isDestroyed(left)) this.#forgetEarlier(page, entry.path);
        else page.set(entry.path, left);
        continue;
      }
      page.set(entry.path, left);
      const current = currentOf(entry, this.#options.now);
      for (const version of lost)
        this.#versions.push({ path: entry.path, version, current: version === current });
      for (const { n, attachments } of entry.versions)
        if (!lost.has(n) && attachments?.some(({ key }) => lostFiles.has(key)))
          this.#versions.push({ path: entry.path, version: n, current: n === current, file: true });
    }
    this.#options.progress?.(this.#seen, this.#seen);
  }

  /** A file is whole or lost: the keys of those that are lost. */
  async #lookAtFiles(versions: readonly VersionEntry[]): Promise<ReadonlySet<string>> {
    const lost = new Set<string>();
    for (const attachment of attachmentsOf(versions)) {
      const parts: [Item, number][] = [];
      for (const item of chunkItems(this.#base.header.vault, attachment)) {
        const found = await this.#find(item);
        if (found !== undefined) parts.push([item, found.store]);
        else lost.add(attachment.key);
      }
      if (!lost.has(attachment.key)) for (const [item, store] of parts) this.#keep(item, { store });
    }
    return lost;
  }

  // format.md, 6: a version without an object is one whose values are gone for good.
  async #without(entry: Entry, lost: ReadonlySet<number>, lostFiles: ReadonlySet<string>): Promise<Entry> {
    const { now } = this.#options;
    const left = entry.versions.map((version) =>
      lost.has(version.n) ? destroyed(version) : withoutFiles(version, lostFiles),
    );
    // What counted as deleted stays so: no older version takes the place of a deleted one that is
    // lost.
    const wasDeleted = currentOf(entry, now) === 0 && currentOf({ versions: left }, now) !== 0;
    const { versions } = wasDeleted
      ? deleteVersions({ ...entry, versions: left }, undefined, now)
      : { versions: left };
    const next = { ...entry, versions };
    const current = currentOf(next, now);
    const ref = versions.find(({ n }) => n === current)?.ref;
    const found = ref && (await this.#finder.find({ kind: 'version', ref }));
    const fields = found === undefined ? [] : indexFields(fieldsOf(found.json));
    return { ...next, indexed: found === undefined ? 0 : current, fields };
  }

  async write(
    manifest: Uint8Array,
    key: Key,
    create: CopyTarget['create'],
  ): Promise<{ written: boolean; revision: number }> {
    const { revision } = this.#base;
    const { versions, unnamed, records } = this.lost();
    const loses = versions.length + unnamed + records.length + this.#earlier.size > 0;
    if (loses && !this.#options.lossy) return { written: false, revision };
    if (this.#changed.size === 0 && this.#head === this.#base.head) {
      await (await create(manifest, { revision, batches: this.#stored(this.#items) })).close();
      return { written: true, revision };
    }
    const { snapshot, pages } = this.#rebuilt();
    const batches = this.#everything(snapshot, pages);
    const made = await create(sealManifest(key, snapshot.header, snapshot.revision, headText(snapshot)), {
      revision: snapshot.revision,
      batches,
    });
    await made.close();
    return { written: true, revision: snapshot.revision };
  }

  #rebuilt(): { snapshot: Snapshot; pages: Map<PageSlot, Page> } {
    const { keys, header, revision, pages: old } = this.#base;
    const slots = new Map(old);
    const pages = new Map<PageSlot, Page>();
    for (const [bits, page] of this.#changed) {
      slots.delete(bits);
      const sorted = new Map([...page].sort(([a], [b]) => comparePaths(a, b)));
      const measures = { addressOf: (path: string) => keys.bits(path), sizeOf: entrySize };
      for (const [part, entries] of splitPage(bits, sorted, measures)) {
        const slot = { bits: part, ref: { id: newObjectId(), term: keys.current }, entries: entries.size };
        slots.set(part, slot);
        pages.set(slot, entries as Page);
      }
    }
    keys.use(pages.size, this.#options.now);
    const head = { ...this.#head, updated: this.#options.now };
    return { snapshot: makeSnapshot(revision + 1, header, keys, slots, head), pages };
  }

  async *#everything({ keys }: Snapshot, pages: ReadonlyMap<PageSlot, Page>) {
    const replaced = new Set([...this.#changed.keys()].map((bits) => this.#base.pages.get(bits)?.ref.id));
    yield* this.#stored(this.#items.filter(({ ref }) => !replaced.has(ref.id)));
    yield [...pages].map(([{ ref }, page]) => [ref.id, keys.seal('page', ref, pageText(page))] as const);
  }

  async *#stored(items: readonly Item[]): AsyncGenerator<Iterable<readonly [ObjectId, Uint8Array]>> {
    const written = new Set<ObjectId>();
    for (const [i, item] of items.entries()) {
      const { ref } = item;
      if (this.#options.signal?.aborted) fail({ code: 'cancelled' });
      if (written.has(ref.id)) continue;
      written.add(ref.id);
      const found = await this.#finder.find(item);
      if (found === undefined) fail({ code: 'damaged', part: 'object', object: ref.id });
      yield [[ref.id, found.bytes as Sealed] as const];
      this.#options.progress?.(items.length + i + 1, 2 * items.length);
    }
  }
}

function isNewer(a: Entry, b: Entry): boolean {
  return a.updated > b.updated || (a.updated === b.updated && a.newest > b.newest);
}

// A field may still name it: who reads that hears that it is damaged.
function withoutFiles(version: VersionEntry, lost: ReadonlySet<string>): VersionEntry {
  const { attachments, ...rest } = version;
  if (!attachments?.some(({ key }) => lost.has(key))) return version;
  const left = attachments.filter(({ key }) => !lost.has(key));
  return left.length === 0 ? rest : { ...rest, attachments: left };
}

/** The versions that an object belongs to. */
function namedBy({ versions }: Entry, { ref }: Item): number[] {
  return versions.filter((version) => version.ref?.id === ref.id).map(({ n }) => n);
}
