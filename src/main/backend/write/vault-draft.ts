import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { comparePaths } from '../../../shared/path.ts';
import { attachmentText } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { padJson } from '../../crypto/padding.ts';
import type { AuditCut, AuditEntry, AuditRecord } from '../changes.ts';
import { type Attachment, chunkCount, chunksOfFile, digestOf, sealFile } from '../format/attachment.ts';
import type { Dot } from '../format/dot.ts';
import type { Entry, Ref } from '../format/entry.ts';
import type { Chain, Line } from '../format/head-shape.ts';
import { newObjectId } from '../format/keyring.ts';
import { type Author, dotOf, dropDot } from '../format/lines.ts';
import type { ObjectKind } from '../format/object-kind.ts';
import type { Page } from '../format/page.ts';
import { byName, type Records } from '../format/records.ts';
import { makeSnapshot, type PageSlot, pageFor, refOf, refPair, type Snapshot } from '../format/snapshot.ts';
import { type Measures, splitPage } from '../format/split.ts';
import { nextAudit, pageEntries } from './audit-pages.ts';
import type { Soon, WholeDraft } from './draft-shape.ts';
import { writtenAfter } from './written.ts';

/** How a draft reads what is already stored. */
export interface Reader {
  page(slot: PageSlot): Promise<Page>;
  version(ref: Ref): Promise<readonly Field[]>;
  auditPage(ref: Ref): Promise<readonly AuditEntry[]>;
  /** A list of objects that the head notes. */
  noted(ref: Ref): Promise<readonly ObjectId[]>;
  /** Who writes; missing where nobody ever writes apart. */
  readonly author?: Author | undefined;
}

/**
 * A finished draft: the next snapshot, what to write (sealed one at a time, on demand), what to
 * drop at once.
 */
export interface Prepared {
  readonly snapshot: Snapshot;
  readonly objects: Iterable<readonly [ObjectId, Sealed]>;
  readonly drop: readonly ObjectId[];
  /** Pages that changed, by the object's id: ready for the reader's cache. */
  readonly pages: ReadonlyMap<ObjectId, Page>;
  /** Whose writes the changes are; missing: whoever commits it. */
  readonly author?: Author | undefined;
}

/**
 * A page as it will be written: its padded JSON, for one use, and the page itself where it is at
 * hand.
 */
export interface PageWrite {
  readonly plain: () => Uint8Array;
  readonly page?: Page;
}

type Objects = Iterable<readonly [ObjectId, Sealed]>;

interface Write {
  readonly kind: ObjectKind;
  readonly ref: Ref;
  /** Padded; for one use. */
  readonly plain: () => Uint8Array;
}

/**
 * The changes of one transaction over one snapshot: index, records and audit. How entries are kept
 * until they are written, as `Kept`, and what becomes of versions is for each kind of draft.
 * Nothing is sealed before `prepare`'s objects are iterated.
 */
export abstract class VaultDraft<Kept> implements WholeDraft {
  records: Records;
  readonly audit: AuditRecord[] = [];
  cut: AuditCut | undefined;
  /** Who wrote the records last, where that is not the author of this draft. */
  written: Snapshot['head']['written'];
  protected readonly base: Snapshot;
  protected readonly reader: Reader;
  // Fixed when the draft begins: `use` may start a new term for the next commit.
  protected readonly term: number;
  readonly #oldRecords: Records;
  readonly #pages = new Map<string, Map<string, Kept>>();
  #audit: Snapshot['head']['audit'];
  readonly #dropped: ObjectId[] = [];
  readonly #writes: Write[] = [];
  /** Sealed files by their keys, until they are taken. */
  readonly #files = new Map<string, Objects>();
  readonly #changedPages = new Map<ObjectId, Page>();
  #retired = 0;
  /** The other lines, where what they name is written anew. */
  readonly #lines: Line[] = [];
  #noted: Snapshot['head']['garbage']['dropped'];
  /**
   * The address asked for last: each change asks for its own several times, and it costs an HMAC.
   */
  #last = { path: '', bits: '' };

  constructor(base: Snapshot, records: Records, reader: Reader) {
    this.base = base;
    this.reader = reader;
    this.records = records;
    this.term = base.keys.current;
    this.#oldRecords = records;
    this.#audit = base.head.audit;
  }

  protected abstract entryOf(kept: Kept): Entry;
  protected abstract put(page: Map<string, Kept>, path: string, entry: Entry): void;
  protected abstract readonly measures: Measures<Kept>;
  protected abstract pageOf(entries: readonly (readonly [path: string, kept: Kept])[]): PageWrite;
  /** Takes back a version that this draft added; false where it did not. */
  protected abstract takeBack(id: ObjectId): boolean;
  /** Versions that this draft seals or has sealed. */
  protected abstract readonly sealedVersions: number;
  /** The versions that no batch took before the draft's end. */
  protected abstract sealVersions(): Iterable<readonly [ObjectId, Sealed]>;
  abstract addVersion(fields: readonly Field[]): Ref;
  abstract readVersion(ref: Ref): Promise<readonly Field[]>;

  entry(path: string): Soon<Entry | undefined> {
    const slot = this.#slot(path);
    const page = this.#pages.get(slot?.bits ?? '');
    if (page !== undefined || slot === undefined) return this.#at(page, path);
    return this.#load(slot).then((loaded) => this.#at(loaded, path));
  }

  #at(page: ReadonlyMap<string, Kept> | undefined, path: string): Entry | undefined {
    const kept = page?.get(path);
    return kept === undefined ? undefined : this.entryOf(kept);
  }

  setEntry(path: string, entry: Entry | undefined): void {
    this.place(path, entry && this.#byAuthor(entry));
  }

  /** The same of an entry that was written elsewhere. */
  place(path: string, entry: Entry | undefined): void {
    const slot = this.#slot(path);
    let page = this.#pages.get(slot?.bits ?? '');
    if (page === undefined) {
      // Written without being read first, the page would lose all its other entries.
      if (slot !== undefined) fail({ code: 'internal', reference: 'page-not-read' });
      page = new Map();
      this.#pages.set('', page);
    }
    if (entry === undefined) page.delete(path);
    else this.put(page, path, entry);
  }

  #byAuthor(entry: Entry): Entry {
    const { author } = this.reader;
    if (author !== undefined) return { ...entry, written: [dotOf(author)] };
    if (entry.written === undefined) return entry;
    const { written: _, ...rest } = entry;
    return rest;
  }

  dropVersion(ref: Ref, why: 'destroyed' | 'retired'): void {
    if (this.takeBack(ref.id)) return;
    if (why === 'destroyed') this.#dropped.push(ref.id);
    else this.#retired += 1;
  }

  addAttachment(bytes: Uint8Array, known: ReadonlyMap<string, Attachment>): Attachment {
    const there = known.get(attachmentText({ size: bytes.length, digest: digestOf(bytes) }));
    if (there !== undefined) return there;
    const { attachment, objects } = sealFile(this.base.header.vault, bytes);
    this.#files.set(attachment.key, objects);
    return attachment;
  }

  dropAttachment(attachment: Attachment, why: 'destroyed' | 'retired'): void {
    if (this.#files.delete(attachment.key)) return;
    if (why === 'retired') this.#retired += chunkCount(attachment.size);
    else for (const { id } of chunksOfFile(this.base.header.vault, attachment)) this.#dropped.push(id);
  }

  /** The files that were added since the last call, sealed. */
  *takeFiles(): Generator<readonly [ObjectId, Sealed]> {
    for (const [key, objects] of this.#files) {
      this.#files.delete(key);
      yield* objects;
    }
  }

  /**
   * Writes anew what the head names beside index and records. The audit's last page, where it is
   * not full and `audited`, is left to the entries that are to be added.
   */
  async resealNotes(audited: boolean): Promise<void> {
    const { audit, devices, garbage } = this.base.head;
    const last = audit.pages.at(-1);
    const open = audited && last !== undefined && last[2] < pageEntries ? [last] : [];
    const whole = audit.pages.slice(0, audit.pages.length - open.length);
    this.#audit = { ...audit, pages: [...(await this.#resealed(whole)), ...open] };
    for (const line of devices ?? [])
      this.#lines.push(
        line.audit === undefined
          ? line
          : { ...line, audit: { ...line.audit, pages: await this.#resealed(line.audit.pages) } },
      );
    const { dropped } = garbage;
    if (dropped === undefined) return;
    const ids = await this.reader.noted(refOf([dropped[0], dropped[1]]));
    this.#noteDropped(ids, dropDot(dropped));
  }

  async #resealed(pages: Chain['pages']): Promise<Chain['pages']> {
    const done: Chain['pages'][number][] = [];
    for (const [id, term, count] of pages) {
      const text = JSON.stringify({ entries: await this.reader.auditPage(refOf([id, term])) });
      done.push([...refPair(this.#write('audit', () => padJson(text))), count]);
    }
    return done;
  }

  // Others hear of it by this list: to them, what is missing might not have come yet.
  async #writeDropped(): Promise<void> {
    const { author } = this.reader;
    if (author === undefined || this.#dropped.length === 0) return;
    const { dropped } = this.base.head.garbage;
    const before = dropped === undefined ? [] : await this.reader.noted(refOf([dropped[0], dropped[1]]));
    if (dropped !== undefined) this.#retired += 1;
    this.#noteDropped([...before, ...this.#dropped], dotOf(author));
  }

  #noteDropped(objects: readonly ObjectId[], dot: Dot): void {
    const text = JSON.stringify({ objects });
    this.#noted = [...refPair(this.#write('garbage', () => padJson(text))), ...dot];
  }

  /**
   * The next revision. Takes a fresh data-key term into account, and counts what is left as
   * garbage.
   */
  async prepare(now: number): Promise<Prepared> {
    const slots = this.#writePages();
    const audit = await this.#writeAudit();
    const { policies, clients } = this.#writeRecords();
    await this.#writeDropped();
    const { head, header, keys, revision } = this.base;
    const { author } = this.reader;
    const noted = this.#noted && { dropped: this.#noted };
    const garbage = { ...head.garbage, count: head.garbage.count + this.#retired, ...noted };
    const settings = [...this.records.settings];
    keys.use(this.sealedVersions + this.#writes.length, now);
    const written = this.written ?? (author && writtenAfter(head, this.#oldRecords, this.records, author));
    const lines = this.#lines.length > 0 && { devices: this.#lines };
    const dots = written && { written };
    const next = { ...head, policies, clients, audit, settings, garbage, ...lines, ...dots, updated: now };
    const snapshot = makeSnapshot(revision + 1, header, keys, slots, next);
    return { snapshot, objects: this.seal(), drop: this.#dropped, pages: this.#changedPages, author };
  }

  protected *seal(): Generator<readonly [ObjectId, Sealed]> {
    yield* this.takeFiles();
    yield* this.sealVersions();
    // Freed one after the other: what an import's pages hold is most of what is in memory.
    for (let write = this.#writes.shift(); write !== undefined; write = this.#writes.shift()) {
      const { kind, ref, plain } = write;
      yield [ref.id, this.base.keys.sealPadded(kind, ref, plain())];
    }
  }

  protected newRef(): Ref {
    return { id: newObjectId(), term: this.term };
  }

  async #load(slot: PageSlot): Promise<Map<string, Kept>> {
    const page = await this.reader.page(slot);
    // Another change may have loaded it meanwhile: then that one is the truth.
    const kept = this.#pages.get(slot.bits) ?? this.load(page);
    this.#pages.set(slot.bits, kept);
    return kept;
  }

  /** A page that was read, to be changed. */
  protected abstract load(page: Page): Map<string, Kept>;

  #writePages(): Snapshot['pages'] {
    const slots = new Map(this.base.pages);
    for (const [bits, page] of this.#pages) {
      if (slots.has(bits)) this.#retired += 1;
      const parts = splitPage(bits, page, this.measures);
      // One that did not split keeps its place in the order.
      if (parts.length > 1) slots.delete(bits);
      for (const [part, entries] of parts) slots.set(part, this.#writePage(part, entries));
    }
    this.#pages.clear();
    return slots;
  }

  #slot(path: string): PageSlot | undefined {
    if (this.base.pages.size === 0) return undefined;
    if (this.#last.path !== path) this.#last = { path, bits: this.base.keys.bits(path) };
    return pageFor(this.base, this.#last.bits);
  }

  #writePage(bits: string, entries: ReadonlyMap<string, Kept>): PageSlot {
    const sorted = [...entries].sort(([a], [b]) => comparePaths(a, b));
    const size = sorted.length;
    const { plain, page } = this.pageOf(sorted);
    const ref = this.#write('page', plain);
    if (page !== undefined) this.#changedPages.set(ref.id, page);
    return { bits, ref, entries: size };
  }

  #writeRecords(): Pick<Snapshot['head'], 'policies' | 'clients'> {
    let { policies, clients } = this.base.head;
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
      read: (ref) => this.reader.auditPage(ref),
      write: (entries) => refPair(this.#write('audit', () => padJson(JSON.stringify({ entries })))),
      retire: () => {
        this.#retired += 1;
      },
    });
  }

  #write(kind: ObjectKind, plain: () => Uint8Array): Ref {
    const ref = this.newRef();
    this.#writes.push({ kind, ref, plain });
    return ref;
  }
}
