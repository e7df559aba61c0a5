import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { AuditEntry, AuditRecord } from '../changes.ts';
import { includes, type Seen } from '../format/dot.ts';
import type { Entry, Ref } from '../format/entry.ts';
import { newObjectId } from '../format/keyring.ts';
import { dotOf, dropDot, seenBy } from '../format/lines.ts';
import type { Page } from '../format/page.ts';
import type { StoredRecords } from '../format/read-records.ts';
import type { Records } from '../format/records.ts';
import { droppedIn, objectsOf } from '../format/references.ts';
import { makeSnapshot, type PageSlot, refOf, refPair, type Snapshot } from '../format/snapshot.ts';
import { EncryptedDraft } from '../write/draft.ts';
import type { Prepared, Reader } from '../write/vault-draft.ts';
import { type Joining, joinEntry } from './entries.ts';
import { Foreign } from './foreign.ts';
import { type Marked, withTheirLines } from './lines.ts';
import { joinRecords } from './records.ts';

/** One line's newest revision, and how to read it. */
export interface Side extends Marked {
  readonly records: StoredRecords;
  /**
   * What it includes, where that is not what its head says: it is to go on in another line's place.
   */
  readonly seen?: Seen;
  page(slot: PageSlot): Promise<Page>;
  version(ref: Ref): Promise<readonly Field[]>;
  auditPage(ref: Ref): Promise<readonly AuditEntry[]>;
  noted(ref: Ref): Promise<readonly ObjectId[]>;
}

/** What a join is made with. */
export interface JoinOptions {
  readonly now: number;
  /** Reads what a draft over this revision reads, and says who writes it. */
  readonly reader: (snapshot: Snapshot) => Reader;
  /** What the audit is to tell, where something met. */
  readonly told?: (met: Met) => readonly AuditRecord[];
}

/** What was written on both lines apart. */
export interface Met {
  readonly secrets: number;
  /** The paths of these secrets. */
  readonly paths: readonly string[];
  readonly records: number;
}

export interface Joined {
  /** Ours with the other line's state noted in it: what holds where nothing has to be written. */
  readonly head: Snapshot['head'];
  /** Missing: ours had everything already. */
  readonly next?: { readonly prepared: Prepared; readonly records: Records };
  /** Objects of the other line that the next revision needs. */
  readonly needs: readonly ObjectId[];
  readonly met: Met;
}

/**
 * The revision that has everything of both lines (format.md, 20). Nothing is opened whose id both
 * have; nothing is sealed before the objects are taken.
 */
export async function join(ours: Side, theirs: Side, options: JoinOptions): Promise<Joined> {
  const work = new Join(ours, theirs, options);
  return work.joined();
}

class Join {
  readonly #ours: Side;
  readonly #theirs: Side;
  readonly #options: JoinOptions;
  readonly #foreign: Foreign;
  /** Entries that are to be others than ours are. */
  readonly #changes = new Map<string, Entry | undefined>();
  /** Paths at which the outcome is not what theirs is. */
  readonly #unlike = new Set<string>();
  /** Objects that no draft seals. */
  readonly #sealed: (readonly [ObjectId, Sealed])[] = [];
  readonly #met: string[] = [];

  constructor(ours: Side, theirs: Side, options: JoinOptions) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#options = options;
    this.#foreign = new Foreign(ours, theirs);
  }

  async joined(): Promise<Joined> {
    const { snapshot, records } = this.#ours;
    const dropped = await this.#dropped();
    const differing = await this.#entries(dropped.all);
    const adopted = this.#adopted(differing.theirs);
    const joined = joinRecords(this.#ours, this.#theirs, this.#foreign.isOtherRoot);
    const head = withTheirLines(this.#ours, this.#theirs);
    const lines = await this.#foreign.resealedLines(head);
    const isNew =
      this.#changes.size > 0 || joined.isNew || dropped.isNew || this.#foreign.hasNewTerms || lines.isNew;
    const met = { secrets: this.#met.length, paths: this.#met, records: joined.met };
    if (!isNew) return { head: { ...head, ...lines.head }, needs: [], met };
    const { keys } = this.#foreign;
    const pages = adopted.all ? this.#theirs.snapshot.pages : withSlots(snapshot.pages, adopted.slots);
    const garbage = { ...head.garbage, ...(dropped.isNew && { dropped: this.#noted(dropped.all) }) };
    const renewal = this.#renewal();
    const noted = { ...head, ...lines.head, garbage, ...(renewal && { renewal }) };
    const base = makeSnapshot(snapshot.revision, snapshot.header, keys, pages, noted);
    const draft = new EncryptedDraft(base, records, this.#options.reader(base));
    draft.records = joined.records;
    draft.written = joined.written;
    if (met.secrets + met.records > 0) draft.audit.push(...(this.#options.told?.(met) ?? []));
    for (const [path, entry] of this.#changes) {
      if (adopted.all || adopted.paths.has(path)) continue;
      await draft.entry(path);
      draft.place(path, entry);
    }
    const prepared = await draft.prepare(this.#options.now);
    const header = { ...snapshot.header, slots: joined.slots };
    const needs = this.#needs(adopted.all ? differing.theirs : adopted.slots, lines.needs);
    const objects = [...this.#sealed, ...this.#foreign.objects(this.#changes.values()), ...prepared.objects];
    const next = { ...prepared, snapshot: { ...prepared.snapshot, header }, objects };
    return {
      head: { ...head, ...lines.head },
      next: { prepared: next, records: joined.records },
      needs,
      met,
    };
  }

  #renewal(): Snapshot['head']['renewal'] {
    if (this.#foreign.isOtherRoot) return this.#ours.snapshot.head.renewal;
    const terms = [this.#ours, this.#theirs].flatMap(({ snapshot }) => snapshot.head.renewal?.term ?? []);
    return terms.length === 0 ? undefined : { term: Math.max(...terms) };
  }

  async #dropped(): Promise<{ readonly all: ReadonlySet<ObjectId>; readonly isNew: boolean }> {
    const [ours, theirs] = await Promise.all([droppedOf(this.#ours), droppedOf(this.#theirs)]);
    const all = new Set([...ours, ...theirs]);
    // Where ours let the list go, it had been seen everywhere.
    const { dropped } = this.#theirs.snapshot.head.garbage;
    const isSeen =
      dropped !== undefined &&
      includes(this.#ours.seen ?? seenBy(this.#ours.snapshot.head), [dropDot(dropped)]);
    return { all, isNew: all.size > ours.length && !isSeen };
  }

  #noted(objects: ReadonlySet<ObjectId>): NonNullable<Snapshot['head']['garbage']['dropped']> {
    const { keys } = this.#foreign;
    const ref = { id: newObjectId(), term: keys.current };
    this.#sealed.push([ref.id, keys.seal('garbage', ref, JSON.stringify({ objects: [...objects] }))]);
    const { author } = this.#options.reader(this.#ours.snapshot);
    return [...refPair(ref), ...(author === undefined ? ([0] as const) : dotOf(author))];
  }

  /**
   * Joins what lies in pages that not both have. Two lines under one address key differ in pages
   * that cover the same addresses.
   */
  async #entries(dropped: ReadonlySet<ObjectId>): Promise<{ readonly theirs: readonly PageSlot[] }> {
    const [mine, other] = [this.#ours, this.#theirs].map(({ snapshot }) => [...snapshot.pages.values()]) as [
      PageSlot[],
      PageSlot[],
    ];
    const [here, there] = [mine, other].map((slots) => new Set(slots.map(({ ref }) => ref.id)));
    const theirs = other.filter(({ ref }) => !here?.has(ref.id));
    const ours = mine.filter(({ ref }) => !there?.has(ref.id));
    const [o, t] = [await entriesIn(this.#ours, ours), await entriesIn(this.#theirs, theirs)];
    const by = this.#joining(dropped);
    let count = 0;
    for (const path of new Set([...o.keys(), ...t.keys()])) {
      await this.#join(path, o.get(path), t.get(path), by);
      count += 1;
      if (count % 64 === 0) await breathe();
    }
    return { theirs };
  }

  async #join(path: string, ours: Entry | undefined, given: Entry | undefined, by: Joining): Promise<void> {
    const theirs = given && (await this.#foreign.translated(given, ours));
    const { entry, met } = await joinEntry(ours, theirs, by);
    if (met) this.#met.push(path);
    if (!isSame(entry, ours)) this.#changes.set(path, entry);
    if (!isSame(entry, given)) this.#unlike.add(path);
  }

  #joining(dropped: ReadonlySet<ObjectId>): Joining {
    const fields: Joining['fields'] = async (whose, ref) =>
      this.#foreign.added(ref.id) ?? (whose === 'ours' ? this.#ours : this.#theirs).version(ref);
    const [seen, theirSeen] = [this.#ours, this.#theirs].map(
      (side) => side.seen ?? seenBy(side.snapshot.head),
    );
    return {
      seen: seen ?? new Map(),
      theirSeen: theirSeen ?? new Map(),
      dropped,
      now: this.#options.now,
      fields,
    };
  }

  /** Pages of theirs that hold just what is to be there: they are taken as they lie. */
  #adopted(theirs: readonly PageSlot[]) {
    const none = { all: false, slots: [] as PageSlot[], paths: new Set<string>() };
    if (this.#foreign.isOtherRoot || theirs.some(({ ref }) => this.#foreign.isForeign(ref.term))) return none;
    if (this.#unlike.size === 0) return { ...none, all: this.#changes.size > 0 };
    const { keys, pages } = this.#ours.snapshot;
    const bitsOf = new Map([...this.#unlike, ...this.#changes.keys()].map((path) => [path, keys.bits(path)]));
    const isUnlike = ({ bits }: PageSlot) =>
      [...this.#unlike].some((path) => bitsOf.get(path)?.startsWith(bits));
    const slots = theirs.filter((slot) => pages.has(slot.bits) && !isUnlike(slot));
    const paths = [...this.#changes.keys()].filter((path) =>
      slots.some(({ bits }) => bitsOf.get(path)?.startsWith(bits)),
    );
    return { all: false, slots, paths: new Set(paths) };
  }

  #needs(pages: readonly PageSlot[], chains: readonly ObjectId[]): ObjectId[] {
    const { vault } = this.#ours.snapshot.header;
    const needed = new Set<ObjectId>([...pages.map(({ ref }) => ref.id), ...chains]);
    for (const entry of this.#changes.values())
      for (const { ref } of entry === undefined ? [] : objectsOf(entry, vault))
        if (this.#foreign.added(ref.id) === undefined) needed.add(ref.id);
    return [...needed];
  }
}

async function droppedOf({ snapshot, noted }: Side): Promise<readonly ObjectId[]> {
  const ref = droppedIn(snapshot.head.garbage);
  return ref === null ? [] : noted(refOf(ref));
}

async function entriesIn({ page }: Side, slots: readonly PageSlot[]): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (const slot of slots) for (const [path, entry] of await page(slot)) entries.set(path, entry);
  return entries;
}

function withSlots(pages: Snapshot['pages'], slots: readonly PageSlot[]): Snapshot['pages'] {
  return new Map([...pages, ...slots.map((slot) => [slot.bits, slot] as const)]);
}

function isSame(a: Entry | undefined, b: Entry | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
