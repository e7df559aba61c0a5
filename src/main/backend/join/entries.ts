import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { sha256Text } from '../../crypto/primitives.ts';
import { isMissing } from '../../store/missing.ts';
import type { MergeChange, MergedVersion } from '../changes.ts';
import { includes, type Seen, sameDots, unitedDots } from '../format/dot.ts';
import {
  currentOf,
  destroyed,
  type Entry,
  heldBy,
  indexFields,
  type Ref,
  type VersionEntry,
} from '../format/entry.ts';
import { joinMarks } from '../format/import-mark.ts';
import { joinHistories, type Known, mayBeOne } from './histories.ts';

/** What joining two entries of one path needs to know of their lines. */
export interface Joining {
  readonly seen: Seen;
  readonly theirSeen: Seen;
  /** Objects that one of the lines destroyed. */
  readonly dropped: ReadonlySet<ObjectId>;
  readonly now: number;
  fields(whose: 'ours' | 'theirs', ref: Ref): Promise<readonly Field[]>;
}

export interface JoinedEntry {
  /** Missing: it was removed. */
  readonly entry?: Entry | undefined;
  /** True where both wrote it apart, and something of each is in it. */
  readonly met: boolean;
}

/**
 * One secret of two lines. What one of them has alone stays, unless the other removed it knowing of
 * all that was written.
 */
export async function joinEntry(
  ours: Entry | undefined,
  theirs: Entry | undefined,
  by: Joining,
): Promise<JoinedEntry> {
  if (theirs === undefined)
    return { entry: includes(by.theirSeen, ours?.written) ? undefined : ours, met: false };
  if (ours === undefined)
    return {
      entry: includes(by.seen, theirs.written) ? undefined : await whole(theirs, 'theirs', by),
      met: false,
    };
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return { entry: ours, met: false };
  const isApart = !sameDots(ours.written, theirs.written);
  const [included, includesTheirs] = [
    includes(by.theirSeen, ours.written),
    includes(by.seen, theirs.written),
  ];
  if (isApart && included && !includesTheirs) return { entry: await whole(theirs, 'theirs', by), met: false };
  if (isApart && includesTheirs && !included) return { entry: ours, met: false };
  return bothOf(await whole(ours, 'ours', by), await whole(theirs, 'theirs', by), by);
}

async function bothOf(ours: Entry, theirs: Entry, by: Joining): Promise<JoinedEntry> {
  const written = unitedDots(ours.written, theirs.written);
  const [ourVersions, theirVersions] = await knownOf(ours, theirs, by);
  const change = joinHistories({ ours, theirs, ourVersions, theirVersions });
  if (change === undefined) {
    const [created, updated] = [
      Math.min(ours.created, theirs.created),
      Math.max(ours.updated, theirs.updated),
    ];
    const mark = joinMarks(ours.import, theirs.import);
    const known = { created, updated, ...(written.length > 0 && { written }), ...(mark && { import: mark }) };
    return { entry: { ...ours, ...known }, met: false };
  }
  const versions = change.versions.map((version) => placed(version, ours, theirs));
  const entry = await indexed({ ...metadataOf(change), versions }, ours, theirs, by);
  const met = !sameDots(ours.written, theirs.written);
  return { entry: { ...entry, ...(written.length > 0 && { written }) }, met };
}

function metadataOf(change: MergeChange) {
  const { op: _, base: __, versions: ___, files: ____, brought: _____, ...rest } = change;
  return rest;
}

function placed(
  { n, created, expires, deleted, here, there, was }: MergedVersion,
  ours: Entry,
  theirs: Entry,
): VersionEntry {
  const [entry, number] = here === undefined ? [theirs, there] : [ours, here];
  const held = entry.versions.find((version) => version.n === number);
  const known = { n, created, ...(was !== undefined && { was }) };
  if (number === undefined || held?.ref === undefined) return known;
  const { ref, attachments } = held;
  const times = { ...(expires !== undefined && { expires }), ...(deleted !== undefined && { deleted }) };
  return heldBy(ref, { ...known, ...times, ...(attachments && { attachments }) });
}

/** With the visible fields of the current version. */
async function indexed(
  entry: Omit<Entry, 'indexed' | 'fields'>,
  ours: Entry,
  theirs: Entry,
  by: Joining,
): Promise<Entry> {
  const current = currentOf(entry, by.now);
  const ref = entry.versions.find(({ n }) => n === current)?.ref;
  if (ref === undefined) return { ...entry, indexed: 0, fields: [] };
  for (const side of [ours, theirs])
    if (side.versions.find(({ n }) => n === side.indexed)?.ref?.id === ref.id)
      return { ...entry, indexed: current, fields: side.fields };
  const whose = ours.versions.some((version) => version.ref?.id === ref.id) ? 'ours' : 'theirs';
  return { ...entry, indexed: current, fields: indexFields(await by.fields(whose, ref)) };
}

/** An entry without what was destroyed on one of the lines. */
async function whole(entry: Entry, whose: 'ours' | 'theirs', by: Joining): Promise<Entry> {
  const isGone = ({ ref }: VersionEntry) => ref !== undefined && by.dropped.has(ref.id);
  if (!entry.versions.some(isGone)) return entry;
  const versions = entry.versions.map((version) => (isGone(version) ? destroyed(version) : version));
  const next = { ...entry, versions };
  const current = currentOf(next, by.now);
  if (current === entry.indexed) return next;
  const ref = versions.find(({ n }) => n === current)?.ref;
  const fields = ref === undefined ? [] : indexFields(await by.fields(whose, ref));
  return { ...next, indexed: current, fields };
}

// Objects are immutable: what has one id on both lines need not be opened to be known as one.
async function knownOf(ours: Entry, theirs: Entry, by: Joining): Promise<[Known[], Known[]]> {
  const [here, there] = [ours, theirs].map(
    ({ versions }) => new Set(versions.map(({ ref }) => ref?.id).filter((id) => id !== undefined)),
  ) as [Set<ObjectId>, Set<ObjectId>];
  const shared = new Set([...here].filter((id) => there.has(id)));
  const known = (entry: Entry, other: Entry, whose: 'ours' | 'theirs') =>
    Promise.all(
      entry.versions.map((version) =>
        isDestroyedIn(other, version) ? asItself(version) : knownAs(version, whose, shared, by),
      ),
    );
  return [await known(ours, theirs, 'ours'), await known(theirs, ours, 'theirs')];
}

// The object of a destroyed version may be gone already, whoever still names it: its time
// and its mark tell which it is.
function isDestroyedIn({ versions }: Entry, version: VersionEntry): boolean {
  return versions.some(
    (one) => one.created === version.created && one.ref === undefined && mayBeOne(one, version),
  );
}

function asItself(version: VersionEntry): Known {
  return { version, ...(version.ref && { mark: version.ref.id }) };
}

async function knownAs(
  version: VersionEntry,
  whose: 'ours' | 'theirs',
  shared: ReadonlySet<ObjectId>,
  by: Joining,
): Promise<Known> {
  const { ref } = version;
  if (ref === undefined || shared.has(ref.id)) return asItself(version);
  return { version, mark: await contentMark(whose, ref, by) };
}

// What does not open is like nothing but itself.
async function contentMark(whose: 'ours' | 'theirs', ref: Ref, by: Joining): Promise<string> {
  try {
    return Buffer.from(sha256Text(JSON.stringify(await by.fields(whose, ref)))).toString('hex');
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged' || isMissing(error)) throw error;
    return ref.id;
  }
}
