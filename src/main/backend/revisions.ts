import { fail, failureOf } from '../../shared/failure.ts';
import type { Key } from '../crypto/primitives.ts';
import { hasNotCome } from '../store/missing.ts';
import { type ObjectStore, type StoredManifest, sharedLine, type Tip, tipOf } from '../store/store.ts';
import type { Seen } from './format/dot.ts';
import { onLine, seenBy } from './format/lines.ts';
import { parseManifest } from './format/manifest.ts';
import { readRecords, type StoredRecords } from './format/read-records.ts';
import { readSnapshot, type Snapshot } from './format/snapshot.ts';
import { isLater } from './is-later.ts';
import { readLasting } from './lasting.ts';
import { newerManifest, newestManifest } from './newest.ts';
import { Turn } from './write/turns.ts';

/** So often a newer revision may come in between before it counts as a failure. */
export const attempts = 100;

/** A revision that is open. */
export interface Open {
  key: Key;
  /** The mark of the snapshot's manifest. */
  mark: string;
  snapshot: Snapshot;
  records: StoredRecords;
  /** What the head that is stored includes; the snapshot may know of more. */
  committed: Seen;
}

/** The newest revision that is known of a vault, and work on it while other programs may write. */
export class Revisions {
  /** Whoever writes has the turn. */
  readonly turn = new Turn();
  /** True while a stream holds the store's write lock. */
  streaming = false;
  readonly #store: ObjectStore;
  readonly #now: () => number;
  #open: Open | undefined;
  #closed = false;
  #damaged = false;
  #whenDamaged: (() => void) | undefined;

  constructor(store: ObjectStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** True once damage was seen: such a vault is never written to. */
  get damaged(): boolean {
    return this.#damaged;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  whenDamaged(hear: () => void): void {
    this.#whenDamaged = hear;
  }

  /** Opens the newest revision; `keyOf` gives the key of the head of a vault, by that one's id. */
  async open(keyOf: (vault: string) => Key): Promise<void> {
    await onceMore(this.#store, () => this.#openNewest(keyOf));
  }

  async #openNewest(keyOf: (vault: string) => Key): Promise<void> {
    const manifest = await newestManifest(this.#store);
    const { vault } = parseManifest(manifest.bytes).header;
    const key = keyOf(vault);
    if (this.#store.damaged === true) this.noteDamage();
    const read = await this.#read(manifest, async (latest) => readSnapshot(key, latest));
    if (this.#closed) fail({ code: 'closed' });
    this.#open = { key, ...read };
    this.#goOn();
    await this.#keep(this.#open);
  }

  /** Refuses a vault whose policies or programs have not come to this device yet. */
  refuseAwaited(): void {
    const { awaited } = this.current.records;
    if (awaited !== undefined) throw awaited;
  }

  close(): void {
    this.#closed = true;
    this.#open = undefined;
  }

  /** The newest revision that is known; `closed`. */
  get current(): Open {
    return this.#open ?? fail({ code: 'closed' });
  }

  /** Takes up what another program committed; true when something changed. */
  async refresh(): Promise<boolean> {
    // The store is ours alone then: there is nothing new, and the turn may itself be waiting for
    // us.
    if (this.streaming) return false;
    return this.turn.take(() => this.#follow());
  }

  /** The newest revision, ready to be written on top of. For who has the turn. */
  async writable(): Promise<Open> {
    this.known();
    await this.#follow();
    this.#refuseDamaged();
    this.#goOn();
    return this.current;
  }

  /**
   * The newest that is known, without a look at the store: the commit tells whether it is the
   * newest there.
   */
  known(): Open {
    if (!this.isOpen) fail({ code: 'closed' });
    this.#refuseDamaged();
    if (this.#store.readOnly) fail({ code: 'read-only' });
    return this.current;
  }

  /** `refresh` for who has the turn. */
  follow(): Promise<boolean> {
    return this.#follow();
  }

  // Whose line it is may change while the vault is open.
  #goOn(): void {
    const open = this.current;
    const { head } = open.snapshot;
    const device = this.#store.device ?? (head.devices && sharedLine);
    if (device !== undefined) open.snapshot = onLine(open.snapshot, open.mark, device);
  }

  /** The newest revision as it knows of other lines by now. Stored with the next one. */
  note(head: Snapshot['head']): void {
    const open = this.current;
    open.snapshot = { ...open.snapshot, head };
  }

  /** Reads on from a revision that was not stored, for the store cannot be written. */
  assume(snapshot: Snapshot, records: StoredRecords): void {
    const open = this.current;
    const { revision } = open.snapshot;
    Object.assign(open, { snapshot: { ...snapshot, revision }, records });
  }

  /** What was committed is what is read from now on, unless the vault was locked meanwhile. */
  accept(open: Open, manifest: Uint8Array, next: Omit<Open, 'mark' | 'committed'>): void {
    const { mark } = tipOf({ revision: next.snapshot.revision, bytes: manifest });
    const committed = seenBy(next.snapshot.head);
    if (this.#open === open) Object.assign(open, { ...next, mark, committed });
  }

  /** Reads; where a newer revision left no other way, from that one. */
  reading<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    // A commit of our own that is still under way may be what dropped something: `refresh` waits
    // its turn behind it.
    return this.#lasting(
      ({ snapshot }) => read(snapshot),
      () => this.refresh(),
    );
  }

  /** The same for work that has its turn. */
  working<T>(work: (open: Open) => Promise<T>): Promise<T> {
    return this.#lasting(work, () => this.#follow());
  }

  /** The same for work that no newer revision can disturb. */
  async noting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (failureOf(error)?.code === 'damaged') this.noteDamage();
      throw error;
    }
  }

  noteDamage(): void {
    if (this.#damaged) return;
    this.#damaged = true;
    this.#whenDamaged?.();
  }

  #lasting<T>(read: (open: Open) => Promise<T>, follow: () => Promise<unknown>): Promise<T> {
    const revision = () => {
      const open = this.current;
      return { open, revision: open.snapshot.revision };
    };
    const doubt = async () => (await this.#store.doubt?.()) ?? false;
    return readLasting({ revision, follow, doubt, damaged: () => this.noteDamage() }, ({ open }) =>
      read(open),
    );
  }

  #refuseDamaged(): void {
    if (this.#damaged) fail({ code: 'damaged', part: 'object' });
  }

  async #follow(): Promise<boolean> {
    const open = this.current;
    const known = { revision: open.snapshot.revision, mark: open.mark };
    const manifest = await this.noting(() => this.#newer(known));
    if (manifest === undefined) return false;
    const before = open.snapshot;
    const read = await this.noting(() =>
      this.#read(manifest, async ({ revision, bytes }) => {
        const { vault } = parseManifest(bytes).header;
        if (vault !== before.header.vault) replaced();
        // What that one lacks of the line that was followed until now is joined to it.
        const follows = manifest.otherLine !== true;
        if (follows && revision <= before.revision) replaced();
        const snapshot = readSnapshot(open.key, { revision, bytes });
        if (follows && !(await isLater(this.#store, before, snapshot, this.#now()))) replaced();
        return snapshot;
      }),
    );
    if (this.#open === open) Object.assign(open, read);
    if (this.#open === open) this.#goOn();
    await this.#keep({ ...open, ...read });
    return true;
  }

  // What this line was to begin on is replaced by what has not come whole: that is awaited, as what
  // others write is, and what was read stays.
  async #newer(known: Tip): Promise<StoredManifest | undefined> {
    try {
      return await newerManifest(this.#store, known);
    } catch (error) {
      if (hasNotCome(error)) return undefined;
      throw error;
    }
  }

  // What keeps a copy of a service takes a revision up only now that keys have opened it.
  async #keep({ snapshot, mark }: Open): Promise<void> {
    await this.#store.keep?.({ revision: snapshot.revision, mark });
  }

  // Where records were removed before they could be read, their revision was replaced: the newer
  // one is read.
  async #read(
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
        // Whoever opens the vault may yet find that another device's head includes this one.
        if (records.awaited !== undefined && this.isOpen) throw records.awaited;
        if (lost && records.awaited === undefined) this.noteDamage();
        return { snapshot, records, mark: tip.mark, committed: seenBy(snapshot.head) };
      }
      manifest = newer;
    }
  }
}

/**
 * Reads; where what was read is not what was written, and the store has it from elsewhere, too,
 * once more.
 */
export async function onceMore<T>(store: ObjectStore, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = failureOf(error)?.code;
    if ((code === 'damaged' || code === 'wrong-key') && (await store.doubt?.())) return read();
    throw error;
  }
}

function replaced(): never {
  return fail({ code: 'store', reason: 'file-replaced' });
}
