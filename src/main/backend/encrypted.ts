import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { comparePaths, isUnder, normalFolder, normalPath } from '../../shared/path.ts';
import type { Field, Secret, SecretInfo } from '../../shared/secret.ts';
import { derive } from '../crypto/derive.ts';
import type { Key } from '../crypto/primitives.ts';
import { wipe } from '../crypto/wipe.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import { type ObjectStore, type StoredManifest, tipOf } from '../store/store.ts';
import type { Backend, Copies, DraftSeal, KeySlotOptions } from './backend.ts';
import type { AuditEntry, AuditQuery, Change, Client, Outcome, Policy } from './changes.ts';
import { proveCopy } from './check/prove.ts';
import { verifyVault } from './check/verify.ts';
import type {
  Copied,
  CopyOptions,
  CopyTarget,
  Mended,
  MendOptions,
  Progress,
  VerifyReport,
} from './copies.ts';
import { copyVault, proveItems } from './copy.ts';
import { type Entry, infoOf, isDestroyed, type Ref, readableRef, type VersionEntry } from './format/entry.ts';
import { firstTerm } from './format/keyring.ts';
import { lineageName, lineageOf } from './format/lineage.ts';
import { parseManifest, parseSealed, sealManifest } from './format/manifest.ts';
import { entryIn, type Page, parsePage } from './format/page.ts';
import { PageTexts } from './format/page-texts.ts';
import { readRecords, type StoredRecords, wholeRecords } from './format/read-records.ts';
import { byName, type Records, settingNames } from './format/records.ts';
import type { Item } from './format/references.ts';
import { auditEntriesOf, fieldsOf } from './format/shapes.ts';
import { headText, type PageSlot, pageFor, readSnapshot, type Snapshot } from './format/snapshot.ts';
import { isMissing, readLasting } from './lasting.ts';
import { isLater } from './later.ts';
import { sweep, sweepDue } from './sweep.ts';
import { readAuditPages } from './write/audit-pages.ts';
import { applyAll, Writes } from './write/base.ts';
import { EncryptedDraft, type Prepared, type Reader } from './write/draft.ts';
import { Renewal, renewedDraft } from './write/renewal.ts';
import { isOldDraft, openDraft, sealDraft } from './write/sealed-draft.ts';
import { sealBatches } from './write/stream.ts';
import { Turn, whenBegun } from './write/turns.ts';

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
    if (this.#store.damaged === true) this.#noteDamage();
    const read = await this.#readRevision(manifest, async (latest) => readSnapshot(key, latest));
    if (this.#rootKey === undefined) fail({ code: 'closed' });
    this.#rootKey = undefined;
    this.#open = { key, ...read };
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
    let lost: number[] = [];
    const found = await this.#reading(async (snapshot) => {
      const infos: SecretInfo[] = [];
      const now = this.#now();
      lost = [];
      const pages =
        options.whole === true
          ? this.#wholePages(snapshot, (entries) => lost.push(entries))
          : this.#allPages(snapshot);
      for await (const page of pages) {
        for (const entry of page.values()) {
          if (isUnder(entry.path, folder) && !isDestroyed(entry)) infos.push(infoOf(entry, now));
        }
      }
      return infos.sort((a, b) => comparePaths(a.path, b.path));
    });
    for (const entries of lost) options.lost?.(entries);
    return found;
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
      await this.#writable();
      const { draft, outcomes, prepared } = await this.#working(({ snapshot, records }) =>
        this.#drafted(new EncryptedDraft(snapshot, records, this.#reader(snapshot)), changes),
      );
      if (await this.#commit(prepared, draft.records)) {
        if (sweepDue(prepared.snapshot, this.#now())) await this.#trySweep();
        return outcomes;
      }
    }
    return fail({ code: 'busy' });
  }

  async #drafted(draft: EncryptedDraft, changes: readonly Change[]) {
    const outcomes = await applyAll(draft, changes, this.#now);
    return { draft, outcomes, prepared: await draft.prepare(this.#now()) };
  }

  async #tryStream(begun: AsyncIterable<Iterable<Change>>): Promise<boolean> {
    const open = await this.#writable();
    const { key, snapshot: base } = open;
    // While it has the store to itself nothing leaves.
    const reader = this.#reader(base, (work) => this.#noting(work));
    const draft = new EncryptedDraft(base, open.records, reader, { streamed: true });
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
    options: KeySlotOptions = {},
  ): Promise<void> {
    return this.#turn.take(async () => {
      // Slots that another program stored meanwhile are not to be overwritten unseen; anything else that it wrote is built on.
      for (let attempt = 0; attempt < (options.from === undefined ? 1 : attempts); attempt++) {
        await this.#writable();
        const { prepared, records, key } = await this.#working((open) =>
          this.#withSlots(open, slots, rootKey, options),
        );
        if (await this.#commit(prepared, records, key)) return;
      }
      fail({ code: 'busy' });
    });
  }

  async #withSlots(
    { key, snapshot, records: before }: Open,
    slots: readonly KeySlot[],
    rootKey: Uint8Array | undefined,
    { from, settings = [], settingsAfter = () => [], audit = [] }: KeySlotOptions,
  ): Promise<{ prepared: Prepared; records: Records; key: Key }> {
    const { header } = snapshot;
    if (from !== undefined && !sameSlots(from, header.slots)) fail({ code: 'busy' });
    const nextKey = rootKey === undefined ? key : derive(rootKey, Buffer.from(header.vault, 'hex'), 'head');
    const after = [...before.settings, ...settings, ...settingsAfter(before.settings)];
    const records = { ...before, settings: new Map(after) };
    const draft = await this.#keysDraft(snapshot, before, rootKey !== undefined, audit.length > 0);
    draft.records = records;
    draft.audit.push(...audit);
    const prepared = await draft.prepare(this.#now());
    const next = { ...prepared.snapshot, header: { ...header, slots } };
    return { prepared: { ...prepared, snapshot: next }, records, key: nextKey };
  }

  async #keysDraft(
    snapshot: Snapshot,
    records: Records,
    renewed: boolean,
    audited: boolean,
  ): Promise<EncryptedDraft> {
    if (!renewed) return new EncryptedDraft(snapshot, records, this.#reader(snapshot));
    const reader = (base: Snapshot) => this.#reader(base);
    return renewedDraft(snapshot, this.#allPages(snapshot), { audited, now: this.#now(), reader });
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
    await this.#writable();
    const step = await this.#working(
      async ({ snapshot, records }) =>
        snapshot.head.renewal && { ...(await renewal.next(snapshot, this.#now())), records },
    );
    if (step === undefined) return true;
    // Another program was faster: this much is done again, on top of what it wrote.
    const committed = step.prepared !== undefined && (await this.#commit(step.prepared, step.records));
    if (committed) renewal.took(step);
    return step.last && committed;
  }

  // The terms of an earlier root key have left the ring, or wait for that.
  get rekeyed(): number | undefined {
    const { head, keys } = this.#opened().snapshot;
    const first = head.renewal?.term ?? keys.oldest;
    return first === firstTerm ? undefined : keys.madeAt(first);
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
    fields: (entry, version) => this.#reading((snapshot) => this.#fieldsOf(snapshot, entry, version)),
    sibling: (store) => this.#sibling(store),
    mend: (others, create, options) => this.#mend(others, create, options),
    stamp: async () => {
      const { mark, records } = this.#opened();
      const lineage = lineageOf(records.settings.get(lineageName));
      return { revision: this.revision(), manifest: mark, lineage };
    },
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
    const { mendVault } = await import('./check/mend.ts');
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
    const before = open.snapshot;
    const read = await this.#noting(() =>
      this.#readRevision(manifest, async ({ revision, bytes }) => {
        const { vault } = parseManifest(bytes).header;
        if (revision <= before.revision || vault !== before.header.vault) replaced();
        const snapshot = readSnapshot(open.key, { revision, bytes });
        if (!(await isLater(this.#store, before, snapshot, this.#now()))) replaced();
        return snapshot;
      }),
    );
    if (this.#open === open) Object.assign(open, read);
    return true;
  }

  // Records that were removed while they were to be read are those of a revision that was replaced: the newer one is read.
  async #readRevision(
    first: StoredManifest,
    open: (manifest: StoredManifest) => Promise<Snapshot>,
  ): Promise<Omit<Open, 'key'>> {
    let manifest = first;
    for (let attempt = 1; ; attempt++) {
      const snapshot = await open(manifest);
      const records = await readRecords(this.#store, snapshot);
      const tip = tipOf(manifest);
      const lost = records.lost.size > 0;
      const newer = lost && attempt < attempts ? await this.#store.latestManifest(tip) : undefined;
      if (newer === undefined) {
        if (lost) this.#noteDamage();
        return { snapshot, records, mark: tip.mark };
      }
      manifest = newer;
    }
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
    await this.#writable();
    const { swept, records } = await this.#working(async (open) => {
      const read = (slot: PageSlot) => this.#page(open.snapshot, slot, false);
      return { swept: await sweep(this.#store, open.snapshot, this.#now(), read), records: open.records };
    });
    if (swept === undefined || !(await this.#commit(swept.prepared, records))) return 0;
    if (swept.remove.length > 0) await this.#store.remove(swept.remove);
    return swept.remove.length;
  }

  // A commit of our own that is still under way may be what dropped something: `refresh` waits its turn behind it.
  #reading<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#lasting(
      ({ snapshot }) => read(snapshot),
      () => this.refresh(),
    );
  }

  // The same for work that has its turn.
  #working<T>(work: (open: Open) => Promise<T>): Promise<T> {
    return this.#lasting(work, () => this.#follow());
  }

  #lasting<T>(read: (open: Open) => Promise<T>, follow: () => Promise<unknown>): Promise<T> {
    const revision = () => {
      const open = this.#opened();
      return { open, revision: open.snapshot.revision };
    };
    return readLasting({ revision, follow, damaged: () => this.#noteDamage() }, ({ open }) => read(open));
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

  #reader(snapshot: Snapshot, noting: <T>(work: () => Promise<T>) => Promise<T> = (work) => work()): Reader {
    return {
      page: (slot) => noting(() => this.#page(snapshot, slot, true)),
      version: (ref) => noting(() => this.#version(snapshot, ref)),
      auditPage: (ref) => noting(() => this.#auditPage(snapshot, ref)),
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
        if (failureOf(error)?.code !== 'damaged') throw error;
        if (isMissing(error)) await this.refresh();
        if (this.#opened().snapshot.revision > snapshot.revision && isMissing(error)) throw error;
        this.#noteDamage();
        lost?.(slot.entries);
      }
      await breathe();
      this.#opened();
    }
  }

  // Begins again where a newer revision left no other way; each path is given once.
  async *#entries(): AsyncGenerator<Entry> {
    const given = new Set<string>();
    for (;;) {
      const { snapshot } = this.#opened();
      try {
        for await (const page of this.#wholePages(snapshot)) {
          const fresh = [...page.values()].filter(({ path }) => !given.has(path));
          for (const { path } of fresh) given.add(path);
          yield* fresh;
        }
        return;
      } catch (error) {
        if (!isMissing(error) || this.#opened().snapshot.revision === snapshot.revision) throw error;
      }
    }
  }

  // By its number: the object that the entry names may have been sealed anew since.
  async #fieldsOf(snapshot: Snapshot, { path }: Entry, { n }: VersionEntry): Promise<Field[]> {
    const entry = await this.#entry(snapshot, path);
    const ref = entry?.versions.find((version) => version.n === n)?.ref;
    return ref === undefined ? fail({ code: 'busy' }) : this.#version(snapshot, ref);
  }

  async #version(snapshot: Snapshot, ref: Ref): Promise<Field[]> {
    const [bytes] = await this.#store.readObjects([ref.id]);
    return fieldsOf(snapshot.keys.open('version', ref, bytes ?? new Uint8Array()), ref.id);
  }

  async #auditPage(snapshot: Snapshot, ref: Ref): Promise<AuditEntry[]> {
    const [bytes] = await this.#store.readObjects([ref.id]);
    return auditEntriesOf(snapshot.keys.open('audit', ref, bytes ?? new Uint8Array()), ref.id);
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
