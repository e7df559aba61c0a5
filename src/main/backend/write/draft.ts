import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { comparePaths } from '../../../shared/path.ts';
import type { Field } from '../../../shared/secret.ts';
import { padJson } from '../../crypto/padding.ts';
import { Slab } from '../../store/slab.ts';
import type { AuditCut, AuditEntry, AuditRecord } from '../changes.ts';
import { addressBytes } from '../format/addresses.ts';
import type { Entry, Ref } from '../format/entry.ts';
import { newObjectId } from '../format/keyring.ts';
import type { ObjectKind, SealTask } from '../format/object-kind.ts';
import {
  bitsOf,
  entrySize,
  entryText,
  type Page,
  paddedPage,
  pageText,
  parseEntryText,
} from '../format/page.ts';
import { auditStart, byName, type Records } from '../format/records.ts';
import { fieldsOf } from '../format/shapes.ts';
import { makeSnapshot, type PageSlot, pageFor, refOf, refPair, type Snapshot } from '../format/snapshot.ts';
import { splitPage } from '../format/split.ts';
import { nextAudit, pageEntries } from './audit-pages.ts';
import type { Soon, WholeDraft } from './draft-shape.ts';
import { PackedTexts } from './packed.ts';
import { PlainTexts } from './plain.ts';
import type { Unsealed } from './seal-task.ts';

/** How a draft reads what is already stored. */
export interface Reader {
  page(slot: PageSlot): Promise<Page>;
  version(ref: Ref): Promise<readonly Field[]>;
  auditPage(ref: Ref): Promise<readonly AuditEntry[]>;
}

interface Write {
  readonly kind: ObjectKind;
  readonly ref: Ref;
  /** Padded; for one use. */
  readonly plain: () => Uint8Array;
}

/** An entry, or where its JSON is packed once it is not expected to change again: that takes a third of the memory. */
type Kept = Entry | number;

/** A finished draft: the next snapshot, what to write (sealed one at a time, on demand), what to drop at once. */
export interface Prepared {
  readonly snapshot: Snapshot;
  readonly objects: Iterable<readonly [ObjectId, Sealed]>;
  readonly drop: readonly ObjectId[];
  /** Pages that changed, by the object's id: ready for the reader's cache. */
  readonly pages: ReadonlyMap<ObjectId, Page>;
}

/** The changes of one transaction over one snapshot. Nothing is sealed before `prepare`'s objects are iterated. */
export class EncryptedDraft implements WholeDraft {
  records: Records;
  readonly audit: AuditRecord[] = [];
  cut: AuditCut | undefined;
  readonly #base: Snapshot;
  readonly #reader: Reader;
  readonly #oldRecords: Records;
  readonly #pages = new Map<string, Map<string, Kept>>();
  readonly #versions = new Map<ObjectId, readonly Field[]>();
  /** The same of a stream. */
  readonly #plain = new PlainTexts();
  /** What of a stream is being sealed, in order: neither here nor yet in the store. */
  readonly apart: Promise<Slab>[] = [];
  readonly #streamed: boolean;
  #audit: Snapshot['head']['audit'];
  readonly #dropped: ObjectId[] = [];
  readonly #writes: Write[] = [];
  readonly #changedPages = new Map<ObjectId, Page>();
  /** A stream's entry that was changed last, and its page: it is packed when another one is. */
  #fresh: { readonly path: string; readonly page: Map<string, Kept>; readonly entry: Entry } | undefined;
  readonly #packed = new PackedTexts();
  /** What was packed since `takeVersions`. */
  #paths: string[] = [];
  #places: number[] = [];
  #sealed = 0;
  #retired = 0;
  /** The address asked for last: each change asks for its own several times, and it costs an HMAC. */
  #last = { path: '', bits: '' };

  /** `streamed`: versions are taken batch by batch; of what is not to be written at once little stays on the heap. */
  constructor(base: Snapshot, records: Records, reader: Reader, { streamed = false } = {}) {
    this.#base = base;
    this.#reader = reader;
    this.#oldRecords = records;
    this.records = records;
    this.#term = base.keys.current;
    this.#audit = base.head.audit;
    this.#streamed = streamed;
  }

  entry(path: string): Soon<Entry | undefined> {
    if (this.#fresh?.path === path) return this.#fresh.entry;
    const slot = this.#slot(path);
    const page = this.#pages.get(slot?.bits ?? '');
    if (page !== undefined || slot === undefined) return this.#unpacked(page?.get(path));
    return this.#load(slot).then((loaded) => this.#unpacked(loaded.get(path)));
  }

  #unpacked(kept: Kept | undefined): Entry | undefined {
    return typeof kept === 'number' ? parseEntryText(this.#packed.text(kept)) : kept;
  }

  setEntry(path: string, entry: Entry | undefined): void {
    const slot = this.#slot(path);
    let page = this.#pages.get(slot?.bits ?? '');
    if (page === undefined) {
      // Written without being read first, the page would lose all its other entries.
      if (slot !== undefined) fail({ code: 'internal', reference: 'page-not-read' });
      page = new Map();
      this.#pages.set('', page);
    }
    if (this.#fresh !== undefined && this.#fresh.path !== path) this.#settle();
    this.#fresh = undefined;
    if (entry === undefined) page.delete(path);
    else if (this.#streamed) this.#fresh = { path, page, entry };
    else page.set(path, entry);
  }

  addVersion(fields: readonly Field[]): Ref {
    const ref = this.#newRef();
    if (this.#streamed) this.#plain.add(ref.id, versionText(fields));
    else this.#versions.set(ref.id, fields);
    return ref;
  }

  async readVersion(ref: Ref): Promise<readonly Field[]> {
    return this.#versions.get(ref.id) ?? (await this.#streamedVersion(ref)) ?? this.#reader.version(ref);
  }

  dropVersion(ref: Ref, why: 'destroyed' | 'retired'): void {
    if (this.#versions.delete(ref.id) || this.#plain.delete(ref.id)) return;
    if (why === 'destroyed') this.#dropped.push(ref.id);
    else this.#retired += 1;
  }

  async #streamedVersion(ref: Ref): Promise<readonly Field[] | undefined> {
    const text = this.#plain.text(ref.id);
    if (text !== undefined) return fieldsOf(JSON.parse(text));
    for (const slab of await Promise.all(this.apart))
      for (const [id, sealed] of slab)
        if (id === ref.id) return fieldsOf(this.#base.keys.open('version', ref, sealed), id);
    return undefined;
  }

  /** A stream's versions since the last call, sealed as they are taken. */
  *sealVersions(): Generator<readonly [ObjectId, Sealed]> {
    const { unsealed } = this.takeVersions();
    for (const [id, plain] of new Slab(unsealed.ids, unsealed.lengths, unsealed.plain))
      yield [id, this.#base.keys.sealPadded('version', { id, term: this.#term }, plain)];
  }

  /** The same for a thread to seal. `noted` takes the addresses of its paths when they have come back. */
  takeVersions(): { unsealed: Unsealed; noted: (addresses: Uint8Array) => void } {
    this.#settle();
    this.#sealed += this.#plain.size;
    const places = this.#places;
    // Where a vault has pages already, each path was addressed when its page was looked for.
    const paths = this.#base.pages.size === 0 ? this.#paths : [];
    [this.#places, this.#paths] = [[], []];
    const noted = (addresses: Uint8Array) => {
      for (let i = 0; i < paths.length; i++)
        this.#packed.setAddress(places[i] as number, addresses, addressBytes * i);
    };
    return { unsealed: { ...this.#plain.take(), paths }, noted };
  }

  /** Addresses what was packed since the last call: a little at a time, for all at the end would hold up who waits. */
  address(): void {
    const { unsealed, noted } = this.takeVersions();
    noted(this.#base.keys.addresses(unsealed.paths));
  }

  /** The task of the thread that seals versions. */
  get task(): SealTask {
    return this.#base.keys.task('version', this.#term);
  }

  /** Puts the fresh entry into its page, as packed JSON. */
  #settle(): void {
    const fresh = this.#fresh;
    if (fresh === undefined) return;
    this.#fresh = undefined;
    fresh.page.set(fresh.path, this.#pack(fresh.path, fresh.entry));
  }

  #pack(path: string, entry: Entry): Kept {
    const at = this.#packed.add(entryText(entry));
    if (at === undefined) return entry;
    this.#paths.push(path);
    this.#places.push(at);
    return at;
  }

  /** Writes the audit's pages anew. The last, where it is not full and `audited`, is left to the entries that are to be added. */
  async resealAudit(audited: boolean): Promise<void> {
    const { audit } = this.#base.head;
    const last = audit.pages.at(-1);
    const open = audited && last !== undefined && last[2] < pageEntries ? [last] : [];
    const pages: Snapshot['head']['audit']['pages'][number][] = [];
    for (const [id, term, count] of audit.pages.slice(0, audit.pages.length - open.length)) {
      const text = JSON.stringify({ entries: await this.#reader.auditPage(refOf([id, term])) });
      pages.push([...refPair(this.#write('audit', () => padJson(text))), count]);
    }
    this.#audit = { ...audit, pages: [...pages, ...open] };
  }

  /** The next revision. Takes a fresh data-key term into account, and counts what is left as garbage. */
  async prepare(now: number): Promise<Prepared> {
    this.#settle();
    const slots = this.#writePages();
    const audit = await this.#writeAudit();
    const { policies, clients } = this.#writeRecords();
    const { head, header, keys, revision } = this.#base;
    const garbage = { ...head.garbage, count: head.garbage.count + this.#retired };
    const settings = [...this.records.settings];
    keys.use(this.#sealed + this.#versions.size + this.#writes.length, now);
    const next = { ...head, policies, clients, audit, settings, garbage, updated: now };
    const snapshot = makeSnapshot(revision + 1, header, keys, slots, next);
    return { snapshot, objects: this.#seal(), drop: this.#dropped, pages: this.#changedPages };
  }

  *#seal(): Generator<readonly [ObjectId, Sealed]> {
    for (const [id, fields] of this.#versions) yield this.#sealVersion(id, fields);
    // Let go of one after the other: what an import's pages hold is most of what is in memory.
    for (let write = this.#writes.shift(); write !== undefined; write = this.#writes.shift()) {
      const { kind, ref, plain } = write;
      yield [ref.id, this.#base.keys.sealPadded(kind, ref, plain())];
    }
    this.#packed.clear();
  }

  #sealVersion(id: ObjectId, fields: readonly Field[]): readonly [ObjectId, Sealed] {
    const ref = { id, term: this.#term };
    return [id, this.#base.keys.seal('version', ref, versionText(fields))];
  }

  // The term is fixed when the draft begins: `use` may start a new one for the next commit.
  readonly #term: number;

  #newRef(): Ref {
    return { id: newObjectId(), term: this.#term };
  }

  async #load(slot: PageSlot): Promise<Map<string, Kept>> {
    const page = new Map<string, Kept>(await this.#reader.page(slot));
    // Another change may have loaded it meanwhile: then that one is the truth.
    const kept = this.#pages.get(slot.bits) ?? page;
    this.#pages.set(slot.bits, kept);
    return kept;
  }

  #writePages(): Snapshot['pages'] {
    const measures = {
      addressOf: (path: string, kept: Kept, wanted: number) => this.#bits(path, kept, wanted),
      sizeOf: (kept: Kept) => (typeof kept === 'number' ? this.#packed.size(kept) : entrySize(kept)),
    };
    const slots = new Map(this.#base.pages);
    for (const [bits, page] of this.#pages) {
      if (slots.has(bits)) this.#retired += 1;
      const parts = splitPage(bits, page, measures);
      // One that did not split keeps its place in the order.
      if (parts.length > 1) slots.delete(bits);
      for (const [part, entries] of parts) slots.set(part, this.#writePage(part, entries));
    }
    this.#pages.clear();
    return slots;
  }

  #bits(path: string, kept: Kept, wanted: number): string {
    const address = typeof kept === 'number' ? this.#packed.address(kept) : undefined;
    return address === undefined ? this.#base.keys.bits(path) : bitsOf(address, wanted);
  }

  #slot(path: string): PageSlot | undefined {
    if (this.#base.pages.size === 0) return undefined;
    if (this.#last.path !== path) this.#last = { path, bits: this.#base.keys.bits(path) };
    return pageFor(this.#base, this.#last.bits);
  }

  #writePage(bits: string, entries: ReadonlyMap<string, Kept>): PageSlot {
    const sorted = [...entries].sort(([a], [b]) => comparePaths(a, b));
    const size = sorted.length;
    if (this.#streamed) {
      const kept = sorted.map(([, one]) => one);
      return { bits, ref: this.#write('page', () => this.#packedPage(kept)), entries: size };
    }
    const page = new Map(sorted) as Page;
    const ref = this.#write('page', () => padJson(pageText(page)));
    this.#changedPages.set(ref.id, page);
    return { bits, ref, entries: size };
  }

  #packedPage(page: readonly Kept[]): Uint8Array {
    const bytes = (kept: Kept) =>
      typeof kept === 'number' ? this.#packed.bytes(kept) : Buffer.from(entryText(kept), 'utf8');
    return paddedPage(page.map(bytes));
  }

  #writeRecords(): Pick<Snapshot['head'], 'policies' | 'clients'> {
    let { policies, clients } = this.#base.head;
    if (this.records.policies !== this.#oldRecords.policies) {
      const text = JSON.stringify({ policies: byName(this.records.policies) });
      if (policies !== null) this.#retired += 1;
      policies = refPair(this.#write('policy', () => padJson(text)));
    }
    if (this.records.clients !== this.#oldRecords.clients) {
      const text = JSON.stringify({ clients: byName(this.records.clients) });
      if (clients !== null) this.#retired += 1;
      clients = refPair(this.#write('client', () => padJson(text)));
    }
    return { policies, clients };
  }

  #writeAudit(): Promise<Snapshot['head']['audit']> {
    return nextAudit(this.#audit, {
      added: this.audit,
      cut: this.cut,
      read: (ref) => this.#reader.auditPage(ref),
      write: (entries) => refPair(this.#write('audit', () => padJson(JSON.stringify({ entries })))),
      retire: () => {
        this.#retired += 1;
      },
    });
  }

  #write(kind: ObjectKind, plain: () => Uint8Array): Ref {
    const ref = this.#newRef();
    this.#writes.push({ kind, ref, plain });
    return ref;
  }
}

/** A version object's JSON. */
export function versionText(fields: readonly Field[]): string {
  return JSON.stringify({ fields: fields.map(({ name, type, value }) => [name, type, value]) });
}

/** An audit chain without entries. */
export const noAudit = { count: 0, tip: auditStart, pages: [] } as const;
