import { fail } from '../../shared/failure.ts';
import type { Key } from '../crypto/primitives.ts';
import { hasNotCome } from '../store/missing.ts';
import type { Apart, ObjectStore, StreamedCommit } from '../store/store.ts';
import { streamed } from '../store/streamed.ts';
import { type AuditChange, type Change, isAuditChange, type Outcome } from './changes.ts';
import { randomStep } from './format/keyring.ts';
import { authorOf, signed } from './format/lines.ts';
import { sealManifest } from './format/manifest.ts';
import type { Records } from './format/records.ts';
import { headText, type PageSlot, type Snapshot } from './format/snapshot.ts';
import type { VaultReader } from './reader.ts';
import { attempts, type Open, type Revisions } from './revisions.ts';
import { type OtherLines, sweep, sweepDue } from './sweep.ts';
import { applyAll } from './write/apply.ts';
import { BulkWrite } from './write/bulk/bulk.ts';
import { EncryptedDraft } from './write/draft.ts';
import { FileWrite } from './write/file-write.ts';
import { bringsFiles } from './write/files.ts';
import { GiveWay } from './write/give-way.ts';
import { whenBegun } from './write/turns.ts';
import type { Prepared, Reader } from './write/vault-draft.ts';

/** Writes revision after revision of an open vault, one piece of work at a time. */
export class VaultWriter {
  readonly #store: ObjectStore;
  readonly #revisions: Revisions;
  readonly #reader: VaultReader;
  readonly #now: () => number;
  /** Only over a network: writers to a file wait for its lock. */
  readonly #turns: GiveWay | undefined;
  /** No other program wrote when one was last looked for. */
  #isAlone = true;
  /** Takes up what was written apart. */
  meet: () => Promise<unknown> = async () => {};
  /** The heads of others, if all have seen these writes. */
  headsThatSaw: OtherLines['headsThatSaw'] = async () => [];
  /** Whether every device has a head under the present root key. */
  areUnderKey: () => Promise<boolean> = async () => true;

  constructor(store: ObjectStore, revisions: Revisions, reader: VaultReader, now: () => number) {
    this.#store = store;
    this.#revisions = revisions;
    this.#reader = reader;
    this.#now = now;
    if (store.distant === true) this.#turns = new GiveWay();
  }

  /**
   * The newest revision with all that was written apart, ready to be written on top of. For who has
   * the turn.
   */
  async ready(): Promise<Open> {
    await this.#revisions.writable();
    await this.meet();
    return this.#revisions.current;
  }

  /**
   * Stores what the head knows of other lines by now; false where another program was faster. For
   * who has the turn.
   */
  commitHead(
    { snapshot, records }: Pick<Open, 'snapshot' | 'records'> = this.#revisions.current,
    key?: Key,
  ): Promise<boolean> {
    return this.commit(manifestOnly({ ...snapshot, revision: snapshot.revision + 1 }), records, {
      ...(key && { key }),
    });
  }

  write(changes: readonly Change[], audit: readonly AuditChange[]): Promise<Outcome[]> {
    return this.#revisions.turn.take(async () => {
      if (bringsFiles(changes)) return this.#withFiles(changes, audit);
      for (let attempt = 0; attempt < attempts; attempt++) {
        const began = performance.now();
        if (attempt === 0) await this.#turns?.begin();
        const { draft, outcomes, prepared } = await this.#draft(changes, audit);
        if (await this.commit(prepared, draft.records)) {
          this.#turns?.end();
          await this.#tidy(prepared.snapshot);
          return outcomes;
        }
        this.#isAlone = false;
        await this.#turns?.lost(attempt, performance.now() - began);
      }
      return fail({ code: 'busy' });
    });
  }

  /**
   * Over a network nobody is asked for the newest revision first, as long as nobody else writes:
   * the commit finds it out.
   */
  async #draft(changes: readonly Change[], audit: readonly AuditChange[]) {
    const draft = () => this.#revisions.working((open) => this.#drafted(open, changes, audit));
    if (this.#store.distant === true && this.#isAlone) {
      this.#revisions.known();
      try {
        return await draft();
      } catch (error) {
        // What does not fit the revision that is known may fit the newest.
        if (!(await this.#revisions.follow())) throw error;
      }
    }
    const before = this.#revisions.known().mark;
    this.#isAlone = (await this.ready()).mark === before;
    return draft();
  }

  async #drafted({ snapshot, records }: Open, changes: readonly Change[], audit: readonly AuditChange[]) {
    const draft = new EncryptedDraft(snapshot, records, this.readerOf(snapshot));
    const outcomes = await applyAll(draft, changes, audit, this.#now);
    return { draft, outcomes, prepared: await draft.prepare(this.#now()) };
  }

  async #withFiles(changes: readonly Change[], audit: readonly AuditChange[]): Promise<Outcome[]> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const write = await this.#tryStream((open, reader) => {
        const files = new FileWrite(open, reader, this.#now);
        return { write: files, batches: files.sealed(changes, audit) };
      });
      if (write !== undefined) return write.outcomes;
    }
    return fail({ code: 'busy' });
  }

  async stream(batches: AsyncIterable<Iterable<Change | AuditChange>>): Promise<void> {
    if (this.#store.commitStream === undefined) return this.#streamAtOnce(batches);
    return whenBegun(batches, (begun) =>
      this.#revisions.turn.take(async () => {
        for (let attempt = 0; attempt < attempts; attempt++) {
          const done = await this.#tryStream(({ snapshot, records }, reader) => {
            const write = new BulkWrite(snapshot, records, reader, this.#now);
            return { write, batches: write.sealed(begun) };
          });
          if (done !== undefined) return;
        }
        return fail({ code: 'busy' });
      }),
    );
  }

  async #streamAtOnce(batches: AsyncIterable<Iterable<Change | AuditChange>>): Promise<void> {
    const [changes, audit]: [Change[], AuditChange[]] = [[], []];
    for await (const batch of batches)
      for (const change of batch) {
        if (isAuditChange(change)) audit.push(change);
        else changes.push(change);
      }
    if (changes.length + audit.length > 0) await this.write(changes, audit);
  }

  /** What was written; `undefined` where another program was faster. */
  async #tryStream<W extends Streamed>(
    begin: (open: Open, reader: Reader) => { readonly write: W; readonly batches: Batches },
  ): Promise<W | undefined> {
    const open = await this.ready();
    const { key, snapshot: base } = open;
    // While it has the store to itself nothing leaves.
    const reader = this.readerOf(base, (work) => this.#revisions.noting(work));
    const { write, batches } = begin(open, reader);
    let manifest: Uint8Array = new Uint8Array();
    let prepared = manifestOnly(base);
    const finish = () => {
      prepared = this.#signed(write.prepared ?? manifestOnly(base));
      manifest = manifestOf(prepared.snapshot, key);
      return { manifest, drop: prepared.drop };
    };
    const where = { revision: base.revision + 1, after: open.mark };
    try {
      const outcome = await streamed(this.#store, {
        ...where,
        batches: this.#whileOpen(batches),
        finish,
      });
      if (outcome !== 'done') return undefined;
    } finally {
      this.#revisions.streaming = false;
    }
    this.#accept(open, prepared, { records: write.records, key }, manifest);
    await this.#tidy(prepared.snapshot);
    return write;
  }

  // Begins when the store has taken its lock. Whoever locks the vault meanwhile calls the stream
  // off.
  async *#whileOpen<T>(batches: AsyncIterable<T>): AsyncGenerator<T> {
    this.#revisions.streaming = true;
    for await (const batch of batches) {
      this.#refuseClosed();
      yield batch;
    }
    this.#refuseClosed();
  }

  #refuseClosed(): void {
    if (!this.#revisions.isOpen) fail({ code: 'closed' });
  }

  rotate(): Promise<number> {
    return this.#revisions.turn.take(async () => {
      const { snapshot, records } = await this.ready();
      const isApart = authorOf(snapshot.head, this.#store.device, this.#now()) !== undefined;
      const term = snapshot.keys.rotate(this.#now(), isApart ? randomStep() : 1);
      const next = { ...snapshot, revision: snapshot.revision + 1 };
      if (!(await this.commit(manifestOnly(next), records))) fail({ code: 'busy' });
      return term;
    });
  }

  collect(): Promise<number> {
    return this.#revisions.turn.take(() => this.#sweep());
  }

  /**
   * False where another program was faster. For who has the turn; `key`: the next revision's, where
   * that is another.
   */
  async commit(
    prepared: Prepared,
    records: Records,
    { key, joins }: { key?: Key; joins?: readonly Apart[] } = {},
  ): Promise<boolean> {
    const open = this.#revisions.current;
    const { snapshot, objects, drop } = this.#signed(prepared);
    const next = { records, key: key ?? open.key };
    const manifest = manifestOf(snapshot, next.key);
    const { revision } = snapshot;
    const where = { revision, after: open.mark, ...(joins && { joins }) };
    const outcome = await this.#store.commit({ ...where, objects, manifest, drop });
    if (outcome === 'conflict') return false;
    this.#accept(open, { ...prepared, snapshot }, next, manifest);
    return true;
  }

  // A head names its own line's newest write: itself.
  #signed(prepared: Prepared): Prepared {
    const { snapshot } = prepared;
    const now = this.#now();
    const author = prepared.author ?? authorOf(snapshot.head, this.#store.device, now);
    if (author === undefined) return prepared;
    return { ...prepared, snapshot: { ...snapshot, head: signed(snapshot.head, author, now) } };
  }

  /** What drafts over a revision read; `noting` hears of damage. */
  readerOf(snapshot: Snapshot, noting: <T>(work: () => Promise<T>) => Promise<T> = (work) => work()): Reader {
    return {
      page: (slot) => noting(() => this.#reader.page(snapshot, slot, true)),
      version: (ref) => noting(() => this.#reader.version(snapshot, ref)),
      auditPage: (ref) => noting(() => this.#reader.auditPage(snapshot, ref)),
      noted: (ref) => noting(() => this.#reader.noted(snapshot, ref)),
      author: authorOf(snapshot.head, this.#store.device, this.#now()),
    };
  }

  #accept(
    open: Open,
    { snapshot, pages }: Prepared,
    next: Pick<Open, 'records' | 'key'>,
    manifest: Uint8Array,
  ): void {
    this.#revisions.accept(open, manifest, { snapshot, ...next });
    for (const [id, page] of pages) this.#reader.keep(id, page);
  }

  // What has been committed is done, whether or not tidying up after it succeeds.
  async #tidy(snapshot: Snapshot): Promise<void> {
    if (!sweepDue(snapshot, this.#now())) return;
    await this.#revisions.noting(() => this.#sweep()).catch(() => 0);
  }

  // While pages are on their way nobody can say what is in use: nothing is taken away.
  async #sweep(): Promise<number> {
    return this.#sweepNow().catch((error) => {
      if (hasNotCome(error)) return 0;
      throw error;
    });
  }

  async #sweepNow(): Promise<number> {
    await this.ready();
    const { swept, records } = await this.#revisions.working(async (open) => {
      const read = (slot: PageSlot) => this.#reader.page(open.snapshot, slot, false);
      const author = authorOf(open.snapshot.head, this.#store.device, this.#now());
      const isApart = author !== undefined && author.device.id !== '';
      const others = isApart ? { author, headsThatSaw: this.headsThatSaw } : undefined;
      const swept = await sweep(this.#store, open.snapshot, this.#now(), read, others);
      return { swept, records: open.records };
    });
    if (swept === undefined || !(await this.commit(swept.prepared, records))) return 0;
    if (swept.remove.length > 0) await this.#store.remove(swept.remove);
    return swept.remove.length;
  }
}

/** A write whose objects are made while the store takes them. */
interface Streamed {
  readonly records: Records;
  readonly prepared: Prepared | undefined;
}

type Batches = StreamedCommit['batches'];

function manifestOf(snapshot: Snapshot, key: Key): Uint8Array {
  return sealManifest(key, snapshot.header, snapshot.revision, headText(snapshot));
}

function manifestOnly(snapshot: Snapshot): Prepared {
  return { snapshot, objects: [], drop: [], pages: new Map() };
}
