import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { AuditEntry } from '../changes.ts';
import { type Entry, heldBy, markOf, type Ref, type VersionEntry } from '../format/entry.ts';
import type { Chain, Line } from '../format/head-shape.ts';
import { type Keyring, newObjectId } from '../format/keyring.ts';
import { versionText } from '../format/shapes.ts';
import { refOf, refPair, type Snapshot } from '../format/snapshot.ts';
import { NotHere } from './not-here.ts';

/** A line whose objects are read. */
export interface Readable {
  readonly snapshot: Snapshot;
  version(ref: Ref): Promise<readonly Field[]>;
  auditPage(ref: Ref): Promise<readonly AuditEntry[]>;
}

/**
 * What a line sealed under keys that ours has not, and does not take over: it is found here by what
 * it holds, or sealed anew.
 */
export class Foreign {
  /** The keys of both. */
  readonly keys: Keyring;
  /** Theirs is under another root key: nothing of its keys is taken over. */
  readonly isOtherRoot: boolean;
  readonly hasNewTerms: boolean;
  readonly #terms: ReadonlySet<number>;
  readonly #ours: Readable;
  readonly #theirs: Readable;
  readonly #added = new Map<ObjectId, readonly Field[]>();
  readonly #pages: (readonly [ObjectId, Sealed])[] = [];

  constructor(ours: Readable, theirs: Readable) {
    this.#ours = ours;
    this.#theirs = theirs;
    const [own, other] = [ours.snapshot.keys, theirs.snapshot.keys];
    this.isOtherRoot = !own.hasAddressOf(other);
    const united = this.isOtherRoot ? { keys: own, foreign: new Set(other.terms) } : own.united(other);
    this.keys = united.keys;
    this.#terms = united.foreign;
    this.hasNewTerms = this.keys.terms.length > own.terms.length;
  }

  isForeign(term: number): boolean {
    return this.#terms.has(term);
  }

  /** The fields of a version that is to be sealed anew. */
  added(id: ObjectId): readonly Field[] | undefined {
    return this.#added.get(id);
  }

  /** Their entry as it names objects that ours can open. */
  async translated(theirs: Entry, ours: Entry | undefined): Promise<Entry> {
    if (!theirs.versions.some(({ ref }) => ref !== undefined && this.isForeign(ref.term))) return theirs;
    const versions: VersionEntry[] = [];
    for (const version of theirs.versions) {
      const { ref } = version;
      const isKnown = ref === undefined || !this.isForeign(ref.term);
      versions.push(isKnown ? version : heldBy(await this.#known(version, ref, ours), version));
    }
    return { ...theirs, versions };
  }

  async #known(theirs: VersionEntry, ref: Ref, ours: Entry | undefined): Promise<Ref> {
    const { n, created } = theirs;
    const mark = markOf(theirs);
    const here = ours?.versions.find(
      (version) => version.ref?.id === ref.id || (version.created === created && markOf(version) === mark),
    )?.ref;
    if (here !== undefined) return here;
    const fields = await this.#fieldsOf(ref);
    // It was sealed anew here, and removed under its old name.
    const renewed = ours?.versions.find((version) => version.n === n && version.created === created)?.ref;
    if (fields === undefined && renewed !== undefined) return renewed;
    if (fields === undefined) return ref;
    const text = JSON.stringify(fields);
    for (const version of ours?.versions ?? [])
      if (version.created === created && version.ref !== undefined)
        if (JSON.stringify(await this.#ours.version(version.ref)) === text) return version.ref;
    const fresh = { id: newObjectId(), term: this.keys.current };
    this.#added.set(fresh.id, fields);
    return fresh;
  }

  async #fieldsOf(ref: Ref): Promise<readonly Field[] | undefined> {
    try {
      return await this.#theirs.version(ref);
    } catch (error) {
      if (error instanceof NotHere) return undefined;
      throw error;
    }
  }

  /** Objects that these entries and the lines name and nobody has sealed yet. */
  *objects(entries: Iterable<Entry | undefined>): Generator<readonly [ObjectId, Sealed]> {
    yield* this.#pages;
    for (const entry of entries)
      for (const { ref } of entry?.versions ?? []) {
        const fields = ref && this.#added.get(ref.id);
        if (ref === undefined || fields === undefined) continue;
        this.#added.delete(ref.id);
        yield [ref.id, this.keys.seal('version', ref, versionText(fields))];
      }
  }

  /**
   * The lines of a joined head, audit pages that ours cannot open sealed anew. `isNew`: some were.
   */
  async resealedLines(head: Snapshot['head']) {
    const before = new Set(
      (this.#ours.snapshot.head.devices ?? []).map((line) => JSON.stringify(line.audit)),
    );
    const fresh = (head.devices ?? []).filter(({ audit }) => !before.has(JSON.stringify(audit)));
    const needs = fresh.flatMap(({ audit }) => audit?.pages.map(([id]) => id as ObjectId) ?? []);
    if (this.#terms.size === 0) return { head: {}, isNew: false, needs };
    const known = new Map((this.#ours.snapshot.head.devices ?? []).map((line) => [line.id, line.audit]));
    const lines: Line[] = [];
    for (const line of head.devices ?? []) {
      const own = known.get(line.id);
      if (!fresh.includes(line) || line.audit === undefined) lines.push(line);
      else if (own !== undefined && isSameChain(own, line.audit)) lines.push({ ...line, audit: own });
      else lines.push({ ...line, audit: await this.#resealed(line.audit) });
    }
    // Ours is under our own keys, whatever numbers those have; but for a head that goes on from one
    // under a later root key: its own audit is under the earlier one.
    const isOurs =
      !this.isOtherRoot && JSON.stringify(head.audit) === JSON.stringify(this.#ours.snapshot.head.audit);
    const audit = isOurs ? head.audit : await this.#resealed(head.audit);
    const isNew = this.#pages.length > 0;
    const written = new Set(this.#pages.map(([id]) => id));
    const left = lines.flatMap(({ audit }) => audit?.pages.map(([id]) => id as ObjectId) ?? []);
    return {
      head: { devices: lines, audit },
      isNew,
      needs: left.filter((id) => needs.includes(id) && !written.has(id)),
    };
  }

  async #resealed(chain: Chain): Promise<Chain> {
    const pages: Chain['pages'][number][] = [];
    for (const [id, term, count] of chain.pages) {
      const isKnown = !this.isForeign(term);
      pages.push(isKnown ? [id, term, count] : [...(await this.#page(refOf([id, term]))), count]);
    }
    return { ...chain, pages };
  }

  async #page(from: Ref) {
    const ref = { id: newObjectId(), term: this.keys.current };
    const text = JSON.stringify({ entries: await this.#theirs.auditPage(from) });
    this.#pages.push([ref.id, this.keys.seal('audit', ref, text)]);
    return refPair(ref);
  }
}

// Whatever pages it lies in: those of ours may be sealed anew.
function isSameChain(ours: Chain, theirs: Chain): boolean {
  const known = ({ count, tip, cut }: Chain) => JSON.stringify([count, tip, cut?.count, cut?.tip]);
  return known(ours) === known(theirs);
}
