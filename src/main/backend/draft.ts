import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { fail } from '../../shared/failure.ts';
import { comparePaths } from '../../shared/path.ts';
import type { Field } from '../../shared/secret.ts';
import { padJson } from '../crypto/padding.ts';
import { nextAudit } from './audit-pages.ts';
import type { AuditCut, AuditEntry, AuditRecord } from './backend.ts';
import type { WholeDraft } from './base.ts';
import type { Soon } from './change.ts';
import type { Entry, Ref } from './entry.ts';
import { newObjectId, type ObjectKind } from './keyring.ts';
import { byName } from './memory.ts';
import { PackedTexts } from './packed.ts';
import { entrySize, entryText, type Page, paddedPage, pageText, parseEntryText } from './page.ts';
import { auditStart, type Records } from './records.ts';
import { makeSnapshot, type PageSlot, pageFor, refPair, type Snapshot } from './snapshot.ts';
import { splitPage } from './split.ts';

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
  readonly #dropped: ObjectId[] = [];
  readonly #writes: Write[] = [];
  readonly #changedPages = new Map<ObjectId, Page>();
  /** Where the entries lie that have changed since `sealVersions`. */
  readonly #unsettled = new Map<string, Map<string, Kept>>();
  readonly #packed = new PackedTexts();
  #sealed = 0;
  #retired = 0;
  /** The address asked for last: each change asks for its own several times, and it costs an HMAC. */
  #last = { path: '', bits: '' };

  constructor(base: Snapshot, records: Records, reader: Reader) {
    this.#base = base;
    this.#reader = reader;
    this.#oldRecords = records;
    this.records = records;
  }

  entry(path: string): Soon<Entry | undefined> {
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
    if (entry === undefined) page.delete(path);
    else page.set(path, entry);
    this.#unsettled.set(path, page);
  }

  addVersion(fields: readonly Field[]): Ref {
    const ref = this.#newRef();
    this.#versions.set(ref.id, fields);
    return ref;
  }

  async readVersion(ref: Ref): Promise<readonly Field[]> {
    return this.#versions.get(ref.id) ?? (await this.#reader.version(ref));
  }

  dropVersion(ref: Ref, why: 'destroyed' | 'retired'): void {
    if (this.#versions.delete(ref.id)) return;
    if (why === 'destroyed') this.#dropped.push(ref.id);
    else this.#retired += 1;
  }

  /**
   * The versions that were added since the last call, sealed as they are taken. For the store to hold before the draft is finished;
   * their fields are then forgotten here, and their entries packed.
   */
  *sealVersions(): Generator<readonly [ObjectId, Sealed]> {
    for (const [id, fields] of this.#versions) yield this.#sealVersion(id, fields);
    this.#sealed += this.#versions.size;
    this.#versions.clear();
    for (const [path, page] of this.#unsettled) {
      const entry = page.get(path);
      if (typeof entry === 'object') page.set(path, this.#packed.add(entryText(entry)) ?? entry);
    }
    this.#unsettled.clear();
  }

  /** The next revision. Takes a fresh data-key term into account, and counts what is left as garbage. */
  async prepare(now: number): Promise<Prepared> {
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
    const ref = { id, term: this.#termRef.term };
    return [id, this.#base.keys.seal('version', ref, versionText(fields))];
  }

  // The term is fixed when the draft begins: `use` may start a new one for the next commit.
  readonly #termRef = { term: 0 };

  #newRef(): Ref {
    if (this.#termRef.term === 0) this.#termRef.term = this.#base.keys.current;
    return { id: newObjectId(), term: this.#termRef.term };
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
      addressOf: (path: string) => this.#base.keys.bits(path),
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

  #slot(path: string): PageSlot | undefined {
    if (this.#base.pages.size === 0) return undefined;
    if (this.#last.path !== path) this.#last = { path, bits: this.#base.keys.bits(path) };
    return pageFor(this.#base, this.#last.bits);
  }

  #writePage(bits: string, entries: ReadonlyMap<string, Kept>): PageSlot {
    const page = new Map([...entries].sort(([a], [b]) => comparePaths(a, b)));
    const ref = this.#write('page', () => this.#pagePlain(page));
    if (this.#sealed === 0) this.#changedPages.set(ref.id, page as Page);
    return { bits, ref, entries: page.size };
  }

  #pagePlain(page: ReadonlyMap<string, Kept>): Uint8Array {
    if (this.#sealed === 0) return padJson(pageText(page as Page));
    const bytes = (kept: Kept) =>
      typeof kept === 'number' ? this.#packed.bytes(kept) : Buffer.from(entryText(kept), 'utf8');
    return paddedPage([...page.values()].map(bytes));
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
    return nextAudit(this.#base.head.audit, {
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

/** The fields of a version object that was authenticated. */
export function parseVersion(json: unknown): Field[] {
  const { fields } = json as { fields: [string, Field['type'], string][] };
  return fields.map(([name, type, value]) => ({ name, type, value }));
}

/** An audit chain without entries. */
export const noAudit = { count: 0, tip: auditStart, pages: [] } as const;
