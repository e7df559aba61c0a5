import type { ObjectId } from '../../../shared/brand.ts';
import type { Place, Placed } from '../placed.ts';
import { packRevision, packsPrefix } from './names.ts';
import { footerLength, indexLength, readIndex } from './pack.ts';
import { inParallel } from './parallel.ts';
import type { Prefix } from './prefix.ts';
import type { Listed } from './xml.ts';

/** Packs of at most this many bytes are read whole when it is looked what is in them. */
const smallPack = 256 * 1024;
/** Bytes of a larger one that are read first: the list of some 2,700 objects. */
const endLength = 64 * 1024;
/** Bytes of small packs that are kept. */
const mostKept = 16 * 1024 * 1024;
const atOnce = 8;
/** Packs that are listed first where something new is looked for. */
const fewPacks = 16;

/** What is known of a pack. */
export interface Known {
  readonly revision: number;
  readonly size: number;
  readonly placed: readonly Placed[];
  /** False where its end is not what was written. */
  readonly whole: boolean;
}

/**
 * Which packs there are, and what is in them. A pack never changes, so each is looked into once.
 */
export class PackList {
  readonly packs = new Map<string, Known>();
  #places = new Map<ObjectId, Place>();
  /** A pack went: what lay in it may lie in another one, too. */
  #stale = false;
  readonly #prefix: Prefix;
  readonly #kept = new Map<string, Buffer>();
  #keptBytes = 0;
  /** All packs for revisions up to this one were looked for. */
  #complete = 0;

  constructor(prefix: Prefix) {
    this.#prefix = prefix;
  }

  /** Looks what is new; with `all`, also what is gone. */
  async refresh({ all = false }: { all?: boolean } = {}): Promise<void> {
    const from = all ? 0 : this.#complete;
    const listed: Listed[] = [];
    // The newest come first.
    for await (const { objects } of this.#prefix.listAll(packsPrefix)) {
      const ours = objects.filter(({ key }) => packRevision(key) !== undefined);
      listed.push(...ours);
      if (ours.some(({ key }) => (packRevision(key) ?? 0) < from)) break;
    }
    if (all) this.#forgetAllBut(new Set(listed.map(({ key }) => key)));
    const unknown = listed.filter(({ key, size }) => size > 0 && !this.packs.has(key));
    await inParallel(unknown, atOnce, (one) => this.#lookInto(one));
    const revisions = listed.map(({ key }) => packRevision(key) ?? 0);
    this.#complete = revisions.reduce((most, one) => Math.max(most, one), this.#complete);
  }

  /** Packs for later revisions than this one, the oldest first; nothing of them is read. */
  async later(revision: number): Promise<Listed[]> {
    const found: Listed[] = [];
    // Little is new as a rule.
    for (let next: string | undefined, most = revision > 0 ? fewPacks : 1000; ; most = 1000) {
      const page = await this.#prefix.list(packsPrefix, most, next);
      const ours = page.objects.filter(({ key, size }) => size > 0 && packRevision(key) !== undefined);
      const late = ours.filter(({ key }) => (packRevision(key) ?? 0) > revision);
      found.push(...late);
      // The newest come first.
      if (late.length < ours.length || page.next === undefined) return found.reverse();
      next = page.next;
    }
  }

  /** What lies in a pack. */
  async placedIn(pack: Listed): Promise<readonly Placed[]> {
    if (!this.packs.has(pack.key)) await this.#lookInto(pack);
    return this.packs.get(pack.key)?.placed ?? [];
  }

  /** Notes a pack that was written here. */
  note(key: string, placed: readonly Placed[], bytes: Buffer): void {
    this.#add(key, { revision: packRevision(key) ?? 0, size: bytes.length, placed, whole: true });
    this.#keep(key, bytes);
  }

  placeOf(id: ObjectId): Place | undefined {
    if (this.#stale) this.#placeAll();
    return this.#places.get(id);
  }

  forget(key: string): void {
    this.#stale = this.packs.delete(key) || this.#stale;
    this.#keptBytes -= this.#kept.get(key)?.length ?? 0;
    this.#kept.delete(key);
  }

  /** The bytes of a pack, where they are at hand. */
  kept(key: string): Buffer | undefined {
    return this.#kept.get(key);
  }

  #add(pack: string, known: Known): void {
    this.packs.set(pack, known);
    for (const { id, at, length } of known.placed) this.#places.set(id, { pack, at, length });
  }

  #placeAll(): void {
    this.#places = new Map();
    this.#stale = false;
    for (const [pack, known] of this.packs) this.#add(pack, known);
  }

  #forgetAllBut(there: ReadonlySet<string>): void {
    for (const key of [...this.packs.keys()]) if (!there.has(key)) this.forget(key);
  }

  async #lookInto({ key, size }: Listed): Promise<void> {
    const end = await this.#endOf(key, size);
    // Gone meanwhile: rewritten under another name.
    if (end === undefined) return;
    const placed = readIndex(end, size);
    const known = {
      revision: packRevision(key) ?? 0,
      size,
      placed: placed ?? [],
      whole: placed !== undefined,
    };
    this.#add(key, known);
    if (end.length === size) this.#keep(key, end);
  }

  async #endOf(key: string, size: number): Promise<Buffer | undefined> {
    if (size <= smallPack) {
      const got = await this.#prefix.get(key, smallPack);
      return got?.bytes.length === size ? got.bytes : undefined;
    }
    const end = await this.#last(key, size, endLength);
    const length = end && indexLength(end);
    if (end === undefined || length === undefined || length <= end.length || length > size) return end;
    return this.#last(key, size, Math.max(length, footerLength));
  }

  async #last(key: string, size: number, length: number): Promise<Buffer | undefined> {
    return (await this.#prefix.get(key, size, { at: size - length, length }))?.bytes;
  }

  #keep(key: string, bytes: Buffer): void {
    if (bytes.length > smallPack) return;
    this.#kept.set(key, bytes);
    this.#keptBytes += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#keptBytes <= mostKept) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= length;
    }
  }
}
