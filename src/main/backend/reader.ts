import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../shared/brand.ts';
import { fail } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { wipe } from '../crypto/wipe.ts';
import type { ObjectStore } from '../store/store.ts';
import type { AuditEntry } from './changes.ts';
import type { Entry, Ref } from './format/entry.ts';
import { parseSealed } from './format/manifest.ts';
import { entryIn, type Page, parsePage } from './format/page.ts';
import { PageTexts } from './format/page-texts.ts';
import { auditEntriesOf, candidatesOf, fieldsOf } from './format/shapes.ts';
import { type PageSlot, pageFor, type Snapshot } from './format/snapshot.ts';

/**
 * Parsed pages kept for the next write: a handful, or 100,000 secrets would stay in memory twice.
 */
const cachedPages = 32;
/** Pages read in one go while all are gone through. */
const pagesAtOnce = 16;

/** Opens what a revision refers to. It keeps a few pages, and none once it is closed. */
export class VaultReader {
  readonly #store: ObjectStore;
  readonly #cache = new Map<ObjectId, Page>();
  readonly #texts = new PageTexts();
  /** Objects that the store could not take. */
  readonly #held = new Map<ObjectId, Uint8Array>();
  #closed = false;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  close(): void {
    this.#closed = true;
    this.#cache.clear();
    this.#texts.clear();
    this.#held.clear();
  }

  /** Reads these as if they lay in the store, which is for reading alone. */
  hold(objects: Iterable<readonly [ObjectId, Uint8Array]>): void {
    for (const [id, bytes] of objects) this.#held.set(id, bytes);
  }

  async entry(snapshot: Snapshot, path: string): Promise<Entry | undefined> {
    const slot = pageFor(snapshot, snapshot.keys.bits(path));
    if (slot === undefined) return undefined;
    const { ref } = slot;
    const cached = this.#cache.get(ref.id);
    if (cached !== undefined) return cached.get(path);
    const kept = this.#texts.get(ref.id);
    if (kept !== undefined) return entryOf(kept, path, ref);
    const text = snapshot.keys.openPadded('page', ref, await this.#sealed(ref));
    try {
      return entryOf(text, path, ref);
    } finally {
      if (this.#closed) wipe(text);
      else this.#texts.keep(ref.id, text);
    }
  }

  /** `keep`: it will be asked for again. */
  async page({ keys }: Snapshot, { ref }: PageSlot, keep: boolean): Promise<Page> {
    const cached = this.#cache.get(ref.id);
    if (cached !== undefined) return cached;
    const page = parsePage(keys.open('page', ref, await this.#sealed(ref)), ref.id);
    if (keep) this.keep(ref.id, page);
    return page;
  }

  /** Every page; `closed` where the vault is closed meanwhile. */
  async *allPages({ keys, pages }: Snapshot): AsyncGenerator<Page> {
    const slots = [...pages.values()];
    for (let at = 0; at < slots.length; at += pagesAtOnce) {
      const some = slots.slice(at, at + pagesAtOnce);
      const bytes = await this.#read(some.map(({ ref }) => ref.id));
      for (const [i, { ref }] of some.entries())
        yield parsePage(keys.open('page', ref, bytes[i] ?? new Uint8Array()), ref.id);
      // 100,000 entries must not hold up the window.
      await breathe();
      if (this.#closed) fail({ code: 'closed' });
    }
  }

  async version({ keys }: Snapshot, ref: Ref): Promise<Field[]> {
    return fieldsOf(keys.open('version', ref, await this.#sealed(ref)), ref.id);
  }

  /** Several of them, which takes a quarter of the time. */
  async versions({ keys }: Snapshot, refs: readonly Ref[]): Promise<Field[][]> {
    const sealed = await this.#read(refs.map(({ id }) => id));
    return refs.map((ref, i) => fieldsOf(keys.open('version', ref, sealed[i] ?? new Uint8Array()), ref.id));
  }

  async auditPage({ keys }: Snapshot, ref: Ref): Promise<AuditEntry[]> {
    return auditEntriesOf(keys.open('audit', ref, await this.#sealed(ref)), ref.id);
  }

  async noted({ keys }: Snapshot, ref: Ref): Promise<ObjectId[]> {
    return candidatesOf(keys.open('garbage', ref, await this.#sealed(ref)), ref.id);
  }

  /** Keeps a page that was read or written. */
  keep(id: ObjectId, page: Page): void {
    if (this.#closed) return;
    this.#cache.delete(id);
    this.#cache.set(id, page);
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= cachedPages) break;
      this.#cache.delete(oldest);
    }
  }

  async #sealed({ id }: Ref): Promise<Uint8Array> {
    const [bytes] = await this.#read([id]);
    return bytes ?? new Uint8Array();
  }

  async #read(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    if (this.#held.size === 0) return this.#store.readObjects(ids);
    const stored = await this.#store.readObjects(ids.filter((id) => !this.#held.has(id)));
    return ids.map((id) => this.#held.get(id) ?? stored.shift() ?? new Uint8Array());
  }
}

function entryOf(text: Uint8Array, path: string, { id }: Ref): Entry | undefined {
  return entryIn(text, path) ?? parsePage(parseSealed(text, 'object', id), id).get(path);
}
