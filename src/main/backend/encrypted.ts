import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { comparePaths, isUnder, normalFolder, normalPath } from '../../shared/path.ts';
import type { Field, Secret, SecretInfo } from '../../shared/secret.ts';
import { derive } from '../crypto/derive.ts';
import type { Key } from '../crypto/primitives.ts';
import { wipe } from '../crypto/wipe.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import { type ObjectStore, tipOf } from '../store/store.ts';
import { readAuditPages } from './audit-pages.ts';
import type {
  AuditEntry,
  AuditQuery,
  Backend,
  Change,
  Client,
  Copies,
  DraftSeal,
  KeySlotOptions,
  Outcome,
  Policy,
  Progress,
  VerifyReport,
} from './backend.ts';
import { applyAll, Turn, Writes } from './base.ts';
import { type Copied, type CopyOptions, type CopyTarget, copyVault, type Item, proveItems } from './copy.ts';
import { EncryptedDraft, type Prepared, type Reader } from './draft.ts';
import { type Entry, infoOf, isDestroyed, type Ref, readableRef } from './entry.ts';
import { isLater } from './later.ts';
import { parseManifest, parseSealed, sealManifest } from './manifest.ts';
import { byName } from './memory.ts';
import type { Mended, MendOptions } from './mend.ts';
import { entryIn, type Page, parsePage } from './page.ts';
import { PageTexts } from './page-texts.ts';
import { proveCopy } from './prove.ts';
import { readRecords, type StoredRecords, wholeRecords } from './read-records.ts';
import { noRecords, type Records, settingNames } from './records.ts';
import { Renewal, renewedDraft } from './renewal.ts';
import { isOldDraft, openDraft, sealDraft } from './sealed-draft.ts';
import { auditEntriesOf, fieldsOf } from './shapes.ts';
import { headText, type PageSlot, pageFor, readSnapshot, type Snapshot } from './snapshot.ts';
import { sealBatches, whenBegun } from './stream.ts';
import { sweep, sweepDue } from './sweep.ts';
import { verifyVault } from './verify.ts';

/** Parsed pages kept for the next write; a handful, so that 100,000 secrets do not stay in memory twice. */
const cachedPages = 32;
/** Pages read in one go while listing. */
const pagesAtOnce = 16;
const attempts = 100;

interface Open {
  key: Key;
  /** The mark of the snapshot's manifest. */
  mark: string;
  snapshot: Snapshot;
  records: StoredRecords;
}

/** A vault sealed into an object store: the store sees random ids and sealed bytes alone. */
export class EncryptedBackend extends Writes implements Backend {
  readonly kind = 'encrypted';
  readonly #store: ObjectStore;
  readonly #now: () => number;
  readonly #turn = new Turn();
  readonly #cache = new Map<ObjectId, Page>();
  readonly #texts = new PageTexts();
  /** Pages that `verify` found to hold no entry of another one. */
  readonly #placed = new Set<string>();
  #rootKey: Uint8Array | undefined;
  #open: Open | undefined;
  /** Set once damage was seen: such a vault is never written to. */
  #damaged = false;
  #whenDamaged: (() => void) | undefined;
  /** True while a stream holds the store's write lock. */
  #streaming = false;

  /** `rootKey` is copied into a key handle at `initialize`; the caller wipes its own. */
  constructor(store: ObjectStore, rootKey: Uint8Array, now: () => number = Date.now) {
    super();
    this.#store = store;
    this.#rootKey = rootKey;
    this.#now = now;
  }

  get readOnly(): boolean {
    return this.#store.readOnly;
  }

  get damaged(): boolean {
    return this.#damaged;
  }

  whenDamaged(hear: () => void): void {
    this.#whenDamaged = hear;
  }

  async initialize(): Promise<void> {
    if (this.#open !== undefined) return;
    const rootKey = this.#rootKey ?? fail({ code: 'closed' });
    await this.#openWith((vault) => derive(rootKey, Buffer.from(vault, 'hex'), 'head'));
  }

  async #openWith(keyOf: Key | ((vault: string) => Key)): Promise<void> {
    const manifest = (await this.#store.latestManifest()) ?? fail({ code: 'damaged', part: 'manifest' });
    const { vault } = parseManifest(manifest.bytes).header;
    const key = typeof keyOf === 'function' ? keyOf(vault) : keyOf;
    const snapshot = readSnapshot(key, manifest);
    this.#rootKey = undefined;
    if (this.#store.damaged === true) this.#noteDamage();
    this.#open = { key, mark: tipOf(manifest).mark, snapshot, records: noRecords };
    this.#open.records = await this.#readRecords(snapshot);
  }

  async close(): Promise<void> {
    this.#open = undefined;
    this.#rootKey = undefined;
    this.#cache.clear();
    this.#texts.clear();
    // A write under way finishes first: what was begun is acknowledged or refused, never cut.
    await this.#turn.take(() => this.#store.close());
  }

  revision(): number {
    return this.#opened().snapshot.revision;
  }

  async refresh(): Promise<boolean> {
    // The store is ours alone then: there can be nothing new, and no need to wait for a turn that may itself be waiting for us.
    if (this.#streaming) return false;
    return this.#turn.take(() => this.#follow());
  }

  async loadSecret(rawPath: string, version?: number): Promise<Secret | undefined> {
    const path = normalPath(rawPath);
    return this.#reading(async (snapshot) => {
      const entry = await this.#entry(snapshot, path);
      if (entry === undefined) return undefined;
      const info = infoOf(entry, this.#now());
      const ref = readableRef(entry, version, this.#now());
      const fields = ref === undefined ? [] : await this.#version(snapshot, ref);
      return { path, version: version ?? info.current, fields, info };
    });
  }

  async loadInfo(rawPath: string): Promise<SecretInfo | undefined> {
    const path = normalPath(rawPath);
    return this.#reading(async (snapshot) => {
      const entry = await this.#entry(snapshot, path);
      return entry && infoOf(entry, this.#now());
    });
  }

  async loadAllSecrets(): Promise<Secret[]> {
    return this.#reading(async (snapshot) => {
      const secrets: Secret[] = [];
      const now = this.#now();
      // Page by page: path by path would open each page again for nearly every secret.
      for await (const page of this.#allPages(snapshot)) {
        for (const entry of page.values()) {
          if (isDestroyed(entry)) continue;
          const info = infoOf(entry, now);
          const ref = readableRef(entry, undefined, now);
          const fields = ref === undefined ? [] : await this.#version(snapshot, ref);
          secrets.push({ path: entry.path, version: info.current, fields, info });
        }
      }
      return secrets.sort((a, b) => comparePaths(a.path, b.path));
    });
  }

  async listSecrets(
    rawFolder: string,
    options: { whole?: boolean; lost?: (entries: number) => void } = {},
  ): Promise<SecretInfo[]> {
    const folder = normalFolder(rawFolder);
    return this.#reading(async (snapshot) => {
      const infos: SecretInfo[] = [];
      const now = this.#now();
      const pages =
        options.whole === true ? this.#wholePages(snapshot, options.lost) : this.#allPages(snapshot);
      for await (const page of pages) {
        for (const entry of page.values()) {
          if (isUnder(entry.path, folder) && !isDestroyed(entry)) infos.push(infoOf(entry, now));
        }
      }
      return infos.sort((a, b) => comparePaths(a.path, b.path));
    });
  }

  async loadPolicy(name: string): Promise<Policy | undefined> {
    return wholeRecords(this.#opened().records, 'policies').get(name);
  }
  async loadAllPolicies(): Promise<readonly Policy[]> {
    return byName(wholeRecords(this.#opened().records, 'policies'));
  }
  async loadClient(name: string): Promise<Client | undefined> {
    return wholeRecords(this.#opened().records, 'clients').get(name);
  }
  async loadAllClients(): Promise<readonly Client[]> {
    return byName(wholeRecords(this.#opened().records, 'clients'));
  }
  async loadSetting(name: string): Promise<string | undefined> {
    return this.#opened().records.settings.get(name);
  }
  async listSettings(prefix: string): Promise<string[]> {
    return settingNames(this.#opened().records, prefix);
  }

  async readAudit(query: AuditQuery = {}): Promise<AuditEntry[]> {
    return this.#reading((snapshot) =>
      readAuditPages(snapshot.head.audit, query, (ref) => this.#auditPage(snapshot, ref)),
    );
  }

  transaction(changes: readonly Change[]): Promise<Outcome[]> {
    return this.#turn.take(() => this.#transact(changes));
  }

  async stream(batches: AsyncIterable<Iterable<Change>>): Promise<void> {
    if (this.#store.commitStream === undefined) return this.#streamAtOnce(batches);
    return whenBegun(batches, (begun) =>
      this.#turn.take(async () => {
        for (let attempt = 0; attempt < attempts; attempt++) if (await this.#tryStream(begun)) return;
        return fail({ code: 'busy' });
      }),
    );
  }

  async #streamAtOnce(batches: AsyncIterable<Iterable<Change>>): Promise<void> {
    const changes: Change[] = [];
    for await (const batch of batches) changes.push(...batch);
    if (changes.length > 0) await this.transaction(changes);
  }

  async #transact(changes: readonly Change[]): Promise<Outcome[]> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const { snapshot, records } = await this.#writable();
      const draft = new EncryptedDraft(snapshot, records, this.#reader(snapshot));
      const outcomes = await applyAll(draft, changes, this.#now);
      const prepared = await draft.prepare(this.#now());
      if (await this.#commit(prepared, draft.records)) {
        if (sweepDue(prepared.snapshot, this.#now())) await this.#trySweep();
        return outcomes;
      }
    }
    return fail({ code: 'busy' });
  }

  async #tryStream(begun: AsyncIterable<Iterable<Change>>): Promise<boolean> {
    const open = await this.#writable();
    const { key, snapshot: base } = open;
    const draft = new EncryptedDraft(base, open.records, this.#reader(base), { streamed: true });
    let prepared = manifestOnly(base);
    const batches = sealBatches(draft, this.#whileOpen(begun), this.#now, (last) => {
      prepared = last;
    });
    let manifest: Uint8Array = new Uint8Array();
    const finish = () => {
      manifest = manifestOf(prepared.snapshot, key);
      return { manifest, drop: prepared.drop };
    };
    const where = { revision: base.revision + 1, after: open.mark };
    try {
      const outcome = await this.#store.commitStream?.({ ...where, batches, finish });
      if (outcome !== 'done') return false;
    } finally {
      this.#streaming = false;
    }
    this.#take(open, prepared, { records: draft.records, key }, manifest);
    if (sweepDue(prepared.snapshot, this.#now())) await this.#trySweep();
    return true;
  }

  // Begins when the store has taken its lock. Whoever locks the vault meanwhile calls the stream off.
  async *#whileOpen<T>(batches: AsyncIterable<T>): AsyncGenerator<T> {
    this.#streaming = true;
    for await (const batch of batches) {
      this.#opened();
      yield batch;
    }
    this.#opened();
  }

  keySlots(): readonly KeySlot[] {
    return this.#opened().snapshot.header.slots;
  }

  storeKeySlots(
    slots: readonly KeySlot[],
    rootKey?: Uint8Array,
    { from, settings = [], audit = [] }: KeySlotOptions = {},
  ): Promise<void> {
    return this.#turn.take(async () => {
      // Slots that another program stored meanwhile are not to be overwritten unseen; anything else that it wrote is built on.
      for (let attempt = 0; attempt < (from === undefined ? 1 : attempts); attempt++) {
        const { key, snapshot, records: before } = await this.#writable();
        if (from !== undefined && !sameSlots(from, snapshot.header.slots)) fail({ code: 'busy' });
        const vaultId = Buffer.from(snapshot.header.vault, 'hex');
        const nextKey = rootKey === undefined ? key : derive(rootKey, vaultId, 'head');
        const records = { ...before, settings: new Map([...before.settings, ...settings]) };
        const draft = await this.#keysDraft(snapshot, before, rootKey !== undefined, audit.length > 0);
        draft.records = records;
        draft.audit.push(...audit);
        const prepared = await draft.prepare(this.#now());
        const next = {
          ...prepared,
          snapshot: { ...prepared.snapshot, header: { ...snapshot.header, slots } },
        };
        if (await this.#commit(next, records, nextKey)) return;
      }
      fail({ code: 'busy' });
    });
  }

  async #keysDraft(
    snapshot: Snapshot,
    records: Records,
    renewed: boolean,
    audited: boolean,
  ): Promise<EncryptedDraft> {
    if (!renewed) return new EncryptedDraft(snapshot, records, this.#reader(snapshot));
    const reader = (base: Snapshot) => this.#reader(base);
    return this.#noting(() =>
      renewedDraft(snapshot, this.#allPages(snapshot), { audited, now: this.#now(), reader }),
    );
  }

  get renewing(): boolean {
    return this.#opened().snapshot.head.renewal !== undefined;
  }

  async renew({ progress, signal }: { progress?: Progress; signal?: AbortSignal } = {}): Promise<void> {
    const renewal = new Renewal(this.#store, (snapshot, slot) => this.#page(snapshot, slot, false));
    for (let over = false; !over; ) {
      if (signal?.aborted) fail({ code: 'cancelled' });
      over = await this.#turn.take(() => this.#renewSome(renewal));
      if (!over) progress?.(renewal.done, renewal.total);
      // Who waits for a turn gets one, and the window its events.
      await breathe();
    }
  }

  // True when there is nothing left to do.
  async #renewSome(renewal: Renewal): Promise<boolean> {
    const { snapshot, records } = await this.#writable();
    if (snapshot.head.renewal === undefined) return true;
    const { prepared, last } = await this.#noting(() => renewal.next(snapshot, this.#now()));
    // Another program was faster: this much is done again, on top of what it wrote.
    const committed = prepared !== undefined && (await this.#commit(prepared, records));
    return last && committed;
  }

  rotate(): Promise<number> {
    return this.#turn.take(async () => {
      const { snapshot, records } = await this.#writable();
      const term = snapshot.keys.rotate(this.#now());
      const next = { ...snapshot, revision: snapshot.revision + 1 };
      if (!(await this.#commit(manifestOnly(next), records))) fail({ code: 'busy' });
      return term;
    });
  }

  async verify(options: { progress?: Progress; signal?: AbortSignal } = {}): Promise<VerifyReport> {
    await this.refresh();
    for (let attempt = 1; ; attempt++) {
      const { snapshot } = this.#opened();
      const report = await this.#noting(() =>
        verifyVault(this.#store, snapshot, { ...options, placed: this.#placed }),
      );
      if (report.damaged.length === 0) return report;
      // What another program destroyed meanwhile is missing from the revision that was read, not from the one it left.
      await this.refresh();
      if (this.#opened().snapshot.revision === snapshot.revision || attempt === attempts) {
        this.#noteDamage();
        return report;
      }
    }
  }

  readonly drafts: DraftSeal = {
    seal: (text) => sealDraft(this.#opened().snapshot.keys, text),
    open: (bytes) => openDraft(this.#opened().snapshot.keys, bytes),
    isOld: (bytes) => isOldDraft(this.#opened().snapshot.keys, bytes),
  };

  readonly copies: Copies = {
    copy: (target, options) => this.#copy(target, options),
    prove: (store, items, options) => this.#prove(store, items, options),
    entries: () => this.#entries(),
    entry: (path) => this.#reading((snapshot) => this.#entry(snapshot, path)),
    fields: (ref) => this.#reading((snapshot) => this.#version(snapshot, ref)),
    sibling: (store) => this.#sibling(store),
    mend: (others, create, options) => this.#mend(others, create, options),
    stamp: async () => ({ revision: this.revision(), manifest: this.#opened().mark }),
  };
  readonly histories = this.copies;

  async #copy(target: CopyTarget, options: CopyOptions = {}): Promise<Copied> {
    await this.#refreshIfThere();
    const { key, snapshot } = this.#opened();
    const manifest = await this.#store.latestManifest();
    // Another program was quicker than this read: then its revision is the one to copy.
    if (manifest?.revision !== snapshot.revision) return this.#copy(target, options);
    return copyVault({ store: this.#store, snapshot, manifest: manifest.bytes }, key, target, options);
  }

  // What was opened can be copied also when another file lies in its place by now.
  async #refreshIfThere(): Promise<void> {
    try {
      await this.refresh();
    } catch (error) {
      if (failureOf(error)?.code !== 'store') throw error;
    }
  }

  async #prove(
    store: ObjectStore,
    items: readonly Item[] | undefined,
    options: CopyOptions = {},
  ): Promise<VerifyReport> {
    const { key } = this.#opened();
    const manifest = (await store.latestManifest()) ?? fail({ code: 'damaged', part: 'manifest' });
    const snapshot = readSnapshot(key, manifest);
    if (items === undefined) return proveCopy(store, snapshot, options);
    const lost = await proveItems({ store, snapshot }, items, options);
    const damaged = lost.map((object) => ({ part: 'version', object, ok: false }) as const);
    const counts = { objects: items.length, bytes: 0, secrets: 0, versions: 0, unreferenced: 0 };
    return { ...counts, revision: snapshot.revision, damaged };
  }

  async #mend(
    others: readonly ObjectStore[],
    create: CopyTarget['create'],
    options: Omit<MendOptions, 'now'>,
  ): Promise<Mended> {
    const { key, snapshot } = this.#opened();
    const manifest = (await this.#store.latestManifest()) ?? fail({ code: 'damaged', part: 'manifest' });
    const source = { store: this.#store, snapshot: readSnapshot(key, manifest), manifest: manifest.bytes };
    if (manifest.revision !== snapshot.revision) fail({ code: 'busy' });
    const { mendVault } = await import('./mend.ts');
    return mendVault(source, others, key, create, { ...options, now: this.#now() });
  }

  async #sibling(store: ObjectStore): Promise<Backend> {
    const backend = new EncryptedBackend(store, new Uint8Array(), this.#now);
    try {
      await backend.#openWith(this.#opened().key);
      return backend;
    } catch (error) {
      await backend.close();
      throw error;
    }
  }

  collect(): Promise<number> {
    return this.#turn.take(() => this.#sweep());
  }

  #opened(): Open {
    return this.#open ?? fail({ code: 'closed' });
  }

  // The newest revision, ready to be written on top of.
  async #writable(): Promise<Open> {
    this.#opened();
    this.#refuseDamaged();
    if (this.#store.readOnly) fail({ code: 'read-only' });
    await this.#follow();
    this.#refuseDamaged();
    return this.#opened();
  }

  #refuseDamaged(): void {
    if (this.#damaged) fail({ code: 'damaged', part: 'object' });
  }

  async #follow(): Promise<boolean> {
    const open = this.#opened();
    const known = { revision: open.snapshot.revision, mark: open.mark };
    const manifest = await this.#noting(() => this.#store.latestManifest(known));
    if (manifest === undefined) return false;
    await this.#noting(async () => {
      const { vault } = parseManifest(manifest.bytes).header;
      const before = open.snapshot;
      if (manifest.revision <= before.revision || vault !== before.header.vault) replaced();
      const snapshot = readSnapshot(open.key, manifest);
      if (!(await isLater(this.#store, before, snapshot, this.#now()))) replaced();
      const records = await this.#readRecords(snapshot);
      if (this.#open === open) Object.assign(open, { snapshot, records, mark: tipOf(manifest).mark });
    });
    return true;
  }

  async #commit(prepared: Prepared, records: Records, key?: Key): Promise<boolean> {
    const open = this.#opened();
    const { snapshot, objects, drop } = prepared;
    const manifest = manifestOf(snapshot, key ?? open.key);
    const { revision } = snapshot;
    const outcome = await this.#store.commit({ objects, manifest, revision, after: open.mark, drop });
    if (outcome === 'conflict') return false;
    this.#take(open, prepared, { records, key: key ?? open.key }, manifest);
    return true;
  }

  // What was committed is what is read from now on, unless the vault was locked meanwhile.
  #take(
    open: Open,
    { snapshot, pages }: Prepared,
    rest: Pick<Open, 'records' | 'key'>,
    manifest: Uint8Array,
  ): void {
    const { mark } = tipOf({ revision: snapshot.revision, bytes: manifest });
    if (this.#open === open) Object.assign(open, { snapshot, mark, ...rest });
    for (const [id, page] of pages) this.#keep(id, page);
  }

  // What has been committed is done, whether or not tidying up after it succeeds.
  async #trySweep(): Promise<void> {
    await this.#noting(() => this.#sweep()).catch(() => 0);
  }

  async #sweep(): Promise<number> {
    const { snapshot, records } = await this.#writable();
    const swept = await sweep(this.#store, snapshot, this.#now(), (slot) =>
      this.#page(snapshot, slot, false),
    );
    if (swept === undefined || !(await this.#commit(swept.prepared, records))) return 0;
    if (swept.remove.length > 0) await this.#store.remove(swept.remove);
    return swept.remove.length;
  }

  // A reader keeps the snapshot it began with. What that has lost to a newer revision is looked for there, once.
  async #reading<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const { snapshot } = this.#opened();
    try {
      return await read(snapshot);
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code !== 'damaged') throw error;
      if (failure.part === 'missing-object') {
        // A commit of our own that is still under way may be what dropped it: `refresh` waits its turn behind it.
        await this.refresh();
        const newer = this.#opened().snapshot;
        if (newer.revision > snapshot.revision) return read(newer);
      }
      this.#noteDamage();
      throw error;
    }
  }

  async #noting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (failureOf(error)?.code === 'damaged') this.#noteDamage();
      throw error;
    }
  }

  #noteDamage(): void {
    if (this.#damaged) return;
    this.#damaged = true;
    this.#whenDamaged?.();
  }

  #reader(snapshot: Snapshot): Reader {
    return {
      page: (slot) => this.#noting(() => this.#page(snapshot, slot, true)),
      version: (ref) => this.#noting(() => this.#version(snapshot, ref)),
      auditPage: (ref) => this.#noting(() => this.#auditPage(snapshot, ref)),
    };
  }

  async #entry(snapshot: Snapshot, path: string): Promise<Entry | undefined> {
    const slot = pageFor(snapshot, snapshot.keys.bits(path));
    if (slot === undefined) return undefined;
    const { ref } = slot;
    const cached = this.#cache.get(ref.id);
    if (cached !== undefined) return cached.get(path);
    const kept = this.#texts.get(ref.id);
    if (kept !== undefined) return entryOf(kept, path, ref);
    const [bytes] = await this.#store.readObjects([ref.id]);
    const text = snapshot.keys.openPadded('page', ref, bytes ?? new Uint8Array());
    try {
      return entryOf(text, path, ref);
    } finally {
      if (this.#open === undefined) wipe(text);
      else this.#texts.keep(ref.id, text);
    }
  }

  async #page(snapshot: Snapshot, slot: PageSlot, keep: boolean): Promise<Page> {
    const cached = this.#cache.get(slot.ref.id);
    if (cached !== undefined) return cached;
    const [bytes] = await this.#store.readObjects([slot.ref.id]);
    const page = parsePage(snapshot.keys.open('page', slot.ref, bytes ?? new Uint8Array()), slot.ref.id);
    if (keep) this.#keep(slot.ref.id, page);
    return page;
  }

  async *#allPages(snapshot: Snapshot): AsyncGenerator<Page> {
    const slots = [...snapshot.pages.values()];
    for (let at = 0; at < slots.length; at += pagesAtOnce) {
      const some = slots.slice(at, at + pagesAtOnce);
      const bytes = await this.#store.readObjects(some.map(({ ref }) => ref.id));
      for (const [i, { ref }] of some.entries()) {
        yield parsePage(snapshot.keys.open('page', ref, bytes[i] ?? new Uint8Array()), ref.id);
      }
      // 100,000 entries must not hold up the window.
      await breathe();
      this.#opened();
    }
  }

  // What does not open is left out. A page that is gone because another program wrote meanwhile is no damage: `#reading` tells.
  async *#wholePages(snapshot: Snapshot, lost?: (entries: number) => void): AsyncGenerator<Page> {
    for (const slot of snapshot.pages.values()) {
      try {
        yield await this.#page(snapshot, slot, false);
      } catch (error) {
        const failure = failureOf(error);
        if (failure?.code !== 'damaged') throw error;
        if (failure.part === 'missing-object' && (await this.refresh())) throw error;
        this.#noteDamage();
        lost?.(slot.entries);
      }
      await breathe();
      this.#opened();
    }
  }

  async *#entries(): AsyncGenerator<Entry> {
    for await (const page of this.#wholePages(this.#opened().snapshot)) yield* page.values();
  }

  async #version(snapshot: Snapshot, ref: Ref): Promise<Field[]> {
    const [bytes] = await this.#store.readObjects([ref.id]);
    return fieldsOf(snapshot.keys.open('version', ref, bytes ?? new Uint8Array()), ref.id);
  }

  async #auditPage(snapshot: Snapshot, ref: Ref): Promise<AuditEntry[]> {
    const [bytes] = await this.#store.readObjects([ref.id]);
    return auditEntriesOf(snapshot.keys.open('audit', ref, bytes ?? new Uint8Array()), ref.id);
  }

  async #readRecords(snapshot: Snapshot): Promise<StoredRecords> {
    const records = await readRecords(this.#store, snapshot);
    if (records.lost.size > 0) this.#noteDamage();
    return records;
  }

  #keep(id: ObjectId, page: Page): void {
    if (this.#open === undefined) return;
    this.#cache.delete(id);
    this.#cache.set(id, page);
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= cachedPages) break;
      this.#cache.delete(oldest);
    }
  }
}

function entryOf(text: Uint8Array, path: string, { id }: Ref): Entry | undefined {
  return entryIn(text, path) ?? parsePage(parseSealed(text, 'object', id), id).get(path);
}

function sameSlots(a: readonly KeySlot[], b: readonly KeySlot[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function replaced(): never {
  return fail({ code: 'store', reason: 'file-replaced' });
}

function manifestOf(snapshot: Snapshot, key: Key): Uint8Array {
  return sealManifest(key, snapshot.header, snapshot.revision, headText(snapshot));
}

function manifestOnly(snapshot: Snapshot): Prepared {
  return { snapshot, objects: [], drop: [], pages: new Map() };
}
