import type { ObjectId } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Key } from '../crypto/primitives.ts';
import { hasNotCome } from '../store/missing.ts';
import { type Apart, type ObjectStore, tipOf } from '../store/store.ts';
import type { AuditRecord } from './changes.ts';
import { byStamp, type Dot, dotOn, dotsOf, includes, type Seen } from './format/dot.ts';
import type { Line } from './format/head-shape.ts';
import { keyFrom, keyText } from './format/keyring.ts';
import { lineageName } from './format/lineage.ts';
import { dropDot, lineIdOf, onLine, otherLine, seenBy } from './format/lines.ts';
import { isWholeManifest, parseManifest } from './format/manifest.ts';
import { readRecords } from './format/read-records.ts';
import { readSnapshot, type Snapshot } from './format/snapshot.ts';
import { type Joined, join, type Met, type Side } from './join/join.ts';
import { includesHead, type Marked } from './join/lines.ts';
import { NotHere } from './join/not-here.ts';
import type { VaultReader } from './reader.ts';
import { attempts, type Open, type Revisions } from './revisions.ts';
import { referenced } from './sweep.ts';
import type { VaultWriter } from './writer.ts';

/** What has not come yet of another device's newest revision. */
export interface Waiting {
  readonly device: string;
  readonly files: number;
}

/** What a join was of, for the person and the audit. */
export interface Meeting extends Met {
  /** The line that came in, by its name. */
  readonly device: string;
}

/** What `Meetings` works on. */
export interface MeetingsOf {
  readonly store: ObjectStore;
  readonly revisions: Revisions;
  readonly reader: VaultReader;
  readonly writer: VaultWriter;
  readonly now: () => number;
}

/** Takes up what other devices wrote apart. */
export class Meetings {
  readonly #of: MeetingsOf;
  #waiting: readonly Waiting[] = [];
  #closed: readonly string[] = [];
  /** Keys of heads that whoever unlocked the vault had, beside that of its own line. */
  #keys: readonly Key[] = [];
  /**
   * Lines that did not open when the vault was unlocked, by their marks: unlocking again would not
   * help.
   */
  readonly #unopened = new Set<string>();
  #hear: ((meeting: Meeting) => void) | undefined;
  /** What was met before anybody listened. */
  readonly #unheard: Meeting[] = [];

  constructor(of: MeetingsOf) {
    this.#of = of;
  }

  /** Lines whose newest revision is not all here. */
  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  /**
   * Lines that the keys at hand do not open: their keys were changed, and whoever unlocks anew has
   * the new ones.
   */
  get closed(): readonly string[] {
    return this.#closed;
  }

  /** The first meeting, by whoever just unlocked the vault with these keys. */
  async begin(keys: readonly Key[]): Promise<void> {
    this.#keys = keys;
    await this.meet(true);
  }

  whenMet(hear: (meeting: Meeting) => void): void {
    this.#hear = hear;
    for (const meeting of this.#unheard.splice(0)) hear(meeting);
  }

  /**
   * Joins each line that the newest revision does not include. For who has the turn; true where
   * something changed.
   */
  async meet(isFirst = false): Promise<boolean> {
    if (this.#of.store.apart === undefined) return false;
    for (let changed = false; ; changed = true) {
      const joined = await this.#round(isFirst);
      // What one line lacks another may have destroyed: then nothing of it is awaited.
      if (!joined || this.#waiting.length === 0) return changed || joined;
    }
  }

  async #round(isFirst: boolean): Promise<boolean> {
    const { store } = this.#of;
    const [waiting, closed]: [Waiting[], string[]] = [[], []];
    let changed = false;
    for (const apart of [...((await store.apart?.()) ?? [])].sort((a, b) => (a.device < b.device ? -1 : 1))) {
      const outcome = await this.#untilDone(apart);
      if (outcome === 'closed') {
        const { mark } = tipOf(apart.manifest);
        if (isFirst) this.#unopened.add(mark);
        // Another device gave the vault new keys: who unlocks it again has them.
        else if (!this.#unopened.has(mark)) fail({ code: 'wrong-key' });
        closed.push(apart.device);
      }
      if (typeof outcome === 'number') waiting.push({ device: apart.device, files: outcome });
      changed = outcome === 'joined' || changed;
    }
    [this.#waiting, this.#closed] = [waiting, closed];
    return changed;
  }

  /**
   * The newest heads of all other lines that may still be written. `undefined` where one of them
   * has not come, or does not open, or has not seen these writes.
   */
  async headsThatSaw(writes: readonly Dot[]): Promise<readonly Snapshot[] | undefined> {
    const { store, revisions } = this.#of;
    const open = revisions.current;
    const own = lineIdOf(open.snapshot.head);
    const gone = new Map((open.snapshot.head.devices ?? []).map((line) => [line.id, line.gone]));
    const heads: Snapshot[] = [];
    for (const apart of (await store.apart?.()) ?? []) {
      if (apart.device === own) continue;
      const theirs = opened(open, apart, this.#keys);
      if (theirs === 'nothing' || isOver(gone.get(apart.device), theirs)) continue;
      // What has not come cannot be gone through, and is no damage.
      if (this.#waiting.some(({ device }) => device === apart.device)) return undefined;
      if (typeof theirs === 'string' || !includes(seenBy(theirs.snapshot.head), writes)) return undefined;
      heads.push(theirs.snapshot);
    }
    const here = new Set(heads.map(({ head }) => lineIdOf(head)));
    return writingLines(open.snapshot).every(({ id }) => here.has(id)) ? heads : undefined;
  }

  async #untilDone(apart: Apart): Promise<'nothing' | 'joined' | 'closed' | number> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#meetOne(apart);
      if (outcome !== 'conflict') return outcome;
      // Another program of this machine was faster: it may have joined the same.
      if (attempt === attempts) return 'nothing';
      await this.#of.revisions.writable();
    }
  }

  async #meetOne(apart: Apart): Promise<'nothing' | 'joined' | 'closed' | 'conflict' | number> {
    const outcome = await this.#include(apart);
    if (outcome === 'joined' || outcome === 'included') await this.#of.store.joined?.(apart);
    return outcome === 'included' ? 'nothing' : outcome;
  }

  async #include(apart: Apart): Promise<'nothing' | 'included' | 'joined' | 'closed' | 'conflict' | number> {
    const { revisions, store } = this.#of;
    const open = revisions.current;
    const { head } = open.snapshot;
    const { mark } = tipOf(apart.manifest);
    if (apart.device === (store.device?.id ?? lineIdOf(head))) return 'nothing';
    if (head.devices?.some((line) => line.id === apart.device && line.mark === mark)) return 'included';
    const theirs = opened(open, apart, this.#keys);
    if (theirs === 'closed' || theirs === 'nothing') return theirs;
    if (theirs === 'broken') return 1;
    try {
      if (isGoneIn(theirs, open)) return await this.#startAgain(open, theirs);
      if ((open.records.lost?.size ?? 0) > 0) return 1;
      if (isUnderLaterKey(open, theirs)) return await this.#goOver(open, theirs, apart);
      if (includesHead(open.snapshot, theirs.snapshot)) return 'included';
      return await this.#join(open, theirs, apart);
    } catch (error) {
      if (error instanceof NotHere) return 1;
      throw error;
    }
  }

  async #join(
    open: Open,
    theirs: Marked,
    apart: Apart,
  ): Promise<'included' | 'joined' | 'conflict' | number> {
    const { revisions, writer, store, now } = this.#of;
    const device = otherLine(theirs.snapshot, theirs.mark).name;
    const joined = await join(await this.#ourSide(open), await this.#theirSide(theirs), {
      now: now(),
      reader: (snapshot) => writer.readerOf(snapshot),
      told: (met) => [entryOf(met, device, now())],
    });
    const missing = await this.#missing(joined.needs);
    if (missing > 0) return missing;
    if (joined.next === undefined) {
      revisions.note(joined.head);
      const isAsked = asksToBeSeen(open.committed, theirs.snapshot) && !store.readOnly;
      return !isAsked || (await writer.commitHead()) ? 'included' : 'conflict';
    }
    return this.#take(joined.next, { ...joined.met, device }, apart);
  }

  /**
   * Another device gave the vault new keys: its head is gone on from, with all that was written
   * here.
   */
  async #goOver(open: Open, theirs: Opened, apart: Apart): Promise<'joined' | 'conflict' | number> {
    const { writer, store, now } = this.#of;
    if (store.readOnly) return 1;
    const seen = seenBy(theirs.snapshot.head);
    const base = { ...(await this.#theirSide({ ...theirs, snapshot: onOwnLine(theirs, open) })), seen };
    // What the new keys have sealed anew may be gone under its old name.
    const joined = await join(
      base,
      { ...(await this.#theirSide(open)), records: open.records },
      {
        now: now(),
        reader: (snapshot) => writer.readerOf(snapshot),
      },
    );
    const { prepared, records } = joined.next ?? {};
    const outcome =
      prepared === undefined || records === undefined
        ? await writer.commitHead({ snapshot: base.snapshot, records: base.records }, theirs.key)
        : await writer.commit(prepared, records, { key: theirs.key, joins: [apart] });
    return outcome ? 'joined' : 'conflict';
  }

  /**
   * Another device has this one as gone, with all that it wrote: what its own head names may have
   * been removed, so it goes on from the other's.
   */
  async #startAgain(open: Open, theirs: Opened): Promise<'joined' | 'conflict' | number> {
    const { writer, reader, store } = this.#of;
    if (store.readOnly) return 1;
    const { snapshot } = theirs;
    const { records } = await this.#theirSide(theirs);
    const needed = await arrived(referenced(snapshot, (slot) => reader.page(snapshot, slot, false)));
    const missing = await this.#missing([...needed]);
    if (missing > 0) return missing;
    const { earlier } = snapshot.head;
    const { earlier: _, ...head } = onOwnLine(theirs, open).head;
    const own = { ...snapshot, revision: open.snapshot.revision };
    const base = { ...own, head: { ...head, ...(earlier && { earlier }) } };
    return (await writer.commitHead({ snapshot: base, records }, theirs.key)) ? 'joined' : 'conflict';
  }

  /** Whether every other line that may still be written has a head under the present root key. */
  async areUnderKey(): Promise<boolean> {
    const { store, revisions } = this.#of;
    const { key, snapshot } = revisions.current;
    // Where all share one line nobody goes on under earlier keys: the commit would be refused.
    if (lineIdOf(snapshot.head) === '') return true;
    const under = new Set<string>();
    for (const apart of (await store.apart?.()) ?? [])
      if (openedWith([key], apart) !== undefined) under.add(apart.device);
    return writingLines(snapshot).every(({ id }) => under.has(id));
  }

  async #take(
    next: NonNullable<Joined['next']>,
    met: Meeting,
    apart: Apart,
  ): Promise<'included' | 'joined' | 'conflict'> {
    const { store, reader, revisions, writer } = this.#of;
    if (store.readOnly) {
      reader.hold(next.prepared.objects);
      revisions.assume(next.prepared.snapshot, next.records);
    } else if (!(await writer.commit(next.prepared, next.records, { joins: [apart] }))) return 'conflict';
    if (met.secrets + met.records > 0) {
      if (this.#hear === undefined) this.#unheard.push(met);
      else this.#hear(met);
    }
    return 'joined';
  }

  async #missing(needs: readonly ObjectId[]): Promise<number> {
    if (needs.length === 0) return 0;
    const here = new Set(await this.#of.store.list());
    return needs.filter((id) => !here.has(id)).length;
  }

  async #ourSide({ snapshot, mark, records }: Open): Promise<Side> {
    const { reader } = this.#of;
    return {
      ...{ snapshot, mark, records },
      page: (slot) => here(reader.page(snapshot, slot, false)),
      version: (ref) => here(reader.version(snapshot, ref)),
      auditPage: (ref) => here(reader.auditPage(snapshot, ref)),
      noted: (ref) => here(reader.noted(snapshot, ref)),
    };
  }

  async #theirSide({ snapshot, mark }: Marked): Promise<Side> {
    const { reader, store } = this.#of;
    const records = await arrived(readRecords(store, snapshot));
    if (records.lost.size > 0) throw new NotHere();
    return {
      ...{ snapshot, mark, records },
      page: (slot) => arrived(reader.page(snapshot, slot, false)),
      version: (ref) => arrived(reader.version(snapshot, ref)),
      auditPage: (ref) => arrived(reader.auditPage(snapshot, ref)),
      noted: (ref) => arrived(reader.noted(snapshot, ref)),
    };
  }
}

// What ours names may have been destroyed on another line.
async function here<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (hasNotCome(error)) throw new NotHere();
    throw error;
  }
}

async function arrived<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (failureOf(error)?.code === 'damaged' || hasNotCome(error)) throw new NotHere();
    throw error;
  }
}

/**
 * Another line's revision; `broken`: not all of it came; `nothing`: it is none of this vault's, or
 * lies in another's line.
 */
function opened(
  { key, snapshot: { header, head } }: Open,
  apart: Apart,
  others: readonly Key[],
): Opened | 'closed' | 'broken' | 'nothing' {
  try {
    if (parseManifest(apart.manifest.bytes).header.vault !== header.vault) return 'nothing';
    const earlier = (head.earlier ?? []).map((one) => keyFrom(one.key));
    const found = openedWith([key, ...earlier, ...others], apart);
    if (found === undefined) return 'closed';
    const line = lineIdOf(found.snapshot.head);
    return line !== '' && line !== apart.device ? 'nothing' : found;
  } catch (error) {
    if (failureOf(error)?.code === 'damaged') return 'broken';
    throw error;
  }
}

// What a device that was declared gone wrote afterwards may have come by half: then it is on its way back.
function isOver(gone: number | undefined, theirs: Opened | 'closed' | 'broken'): boolean {
  if (gone === undefined) return false;
  return typeof theirs === 'string' || theirs.snapshot.head.updated <= gone;
}

/** A revision, and the key that its head opened with. */
interface Opened extends Marked {
  readonly key: Key;
}

export function openedWith(keys: readonly Key[], { manifest }: Pick<Apart, 'manifest'>): Opened | undefined {
  if (!isWholeManifest(manifest.bytes)) return undefined;
  for (const key of keys)
    try {
      return { snapshot: readSnapshot(key, manifest), mark: tipOf(manifest).mark, key };
    } catch (error) {
      if (failureOf(error)?.code !== 'wrong-key') throw error;
    }
  return undefined;
}

/** The other lines that a head knows and that may still be written. */
function writingLines({ head }: Snapshot): readonly Line[] {
  const own = lineIdOf(head);
  return (head.devices ?? []).filter(({ id, gone }) => id !== own && id !== '' && !gone);
}

/** Whether another line includes all of ours, and has it as gone. */
function isGoneIn({ snapshot }: Opened, { snapshot: ours }: Open): boolean {
  const line = snapshot.head.devices?.find(({ id }) => id === lineIdOf(ours.head));
  return line?.gone !== undefined && includesHead(snapshot, ours) && !includesHead(ours, snapshot);
}

/**
 * Whether another line has new keys that ours has not. Of keys that were changed on both, those of
 * the later change count.
 */
function isUnderLaterKey({ key, snapshot }: Open, theirs: Opened): boolean {
  if (theirs.key.equals(key)) return false;
  const knows = ({ head }: Snapshot, other: Key) =>
    (head.earlier ?? []).some((one) => one.key === keyText(other));
  if (knows(theirs.snapshot, key)) return true;
  if (knows(snapshot, theirs.key)) return false;
  const changed = ({ head }: Snapshot) => dotsOf(head.written?.settings).get(lineageName);
  return byStamp(changed(theirs.snapshot), changed(snapshot)) > 0;
}

/**
 * Another line's head as what ours goes on from: with its own number, its own audit, and all keys
 * that either kept.
 */
function onOwnLine(theirs: Opened, { key, snapshot }: Open): Snapshot {
  const { head } = snapshot;
  const device = { id: lineIdOf(head), name: head.devices?.find(({ id }) => id === head.device)?.name ?? '' };
  const base = onLine(theirs.snapshot, theirs.mark, device);
  const own = head.devices?.find(({ id }) => id === device.id);
  const lines = (base.head.devices ?? []).map((line) => (line.id === device.id && own ? own : line));
  const earlier = new Map(
    [...(base.head.earlier ?? []), ...(head.earlier ?? [])].map((one) => [one.key, one]),
  );
  earlier.set(keyText(key), { key: keyText(key), since: theirs.snapshot.head.updated });
  earlier.delete(keyText(theirs.key));
  const next = { ...base.head, devices: lines, audit: head.audit, earlier: [...earlier.values()] };
  return { ...base, revision: snapshot.revision, head: next };
}

/**
 * Whether another line noted what is to be removed since this one last told that it had seen it.
 */
function asksToBeSeen(committed: Seen, { head }: Snapshot): boolean {
  const { candidates, stamp, dropped } = head.garbage;
  const asked = [
    ...(candidates !== null && stamp !== undefined ? [dotOn(lineIdOf(head), stamp)] : []),
    ...(dropped === undefined ? [] : [dropDot(dropped)]),
  ];
  return !includes(committed, asked);
}

function entryOf({ secrets, records }: Met, device: string, time: number): AuditRecord {
  const count = secrets + records;
  const path = device === '' ? {} : { path: device };
  return {
    time,
    client: 'owner',
    action: 'vault.join',
    ...path,
    outcome: 'done',
    ...(count > 1 && { count }),
  };
}
