import { comparePaths } from '../../../shared/path.ts';
import { limits } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { MergeChange, MergedVersion } from '../changes.ts';
import { type Entry, markOf, type VersionEntry } from '../format/entry.ts';
import { joinEvents } from '../format/events.ts';
import { joinMarks } from '../format/import-mark.ts';
import { laterPair } from '../format/otp-counter.ts';

/** A version with what tells it from others; `mark` is missing where it is destroyed. */
export interface Known {
  readonly version: VersionEntry;
  readonly mark?: string;
  readonly fields?: readonly Field[];
}

/** What two copies of a vault know of one secret. */
export interface Two {
  readonly ours?: Entry;
  readonly theirs: Entry;
  readonly ourVersions: readonly Known[];
  readonly theirVersions: readonly Known[];
}

/** The highest number that each copy has used. */
interface Newest {
  readonly ours: number;
  readonly theirs: number;
}

interface Both {
  readonly ours?: Known;
  readonly theirs?: Known;
}

/**
 * One history out of two; `undefined` when ours has everything of theirs. Pure, and the same
 * whichever copy is ours.
 *
 * Versions that are in both are one. What was stored later in one copy stays later, whatever its
 * time says, for the highest version is the current one; between the copies their times decide. Up
 * to where they part, numbers stay; from there on all get numbers that neither copy has used, so
 * that no number ever means two things. Destroyed in one is destroyed, deleted in one is deleted:
 * `undelete` brings it back. Tags are united; for what else is known of the secret the copy that
 * was changed last decides.
 */
export function joinHistories({ ours, theirs, ourVersions, theirVersions }: Two): MergeChange | undefined {
  const pairs = pair(ourVersions, theirVersions);
  const numbered = number(pairs, { ours: ours?.newest ?? 0, theirs: theirs.newest });
  const versions = numbered.map(([n, both]) => joined(n, both));
  const change = { ...metadata(ours, theirs), op: 'merge' as const, versions, base: baseOf(ours) };
  const newest = Math.max(change.newest, versions.at(-1)?.n ?? 0);
  return ours !== undefined && isSame(ours, change) ? undefined : { ...change, newest };
}

function pair(ours: readonly Known[], theirs: readonly Known[]): Both[] {
  const left = [...theirs];
  const both = ours.map((mine): Both => {
    const found = left.filter((other) => isOne(mine, other));
    const one =
      found.find((other) => mine.version.n === other.version.n) ?? found[0] ?? lone(mine, ours, theirs);
    const at = one === undefined ? -1 : left.indexOf(one);
    return at === -1 ? { ours: mine } : { ours: mine, theirs: left.splice(at, 1)[0] as Known };
  });
  return inOrder(
    both,
    [...both, ...left.map((other) => ({ theirs: other }))].filter(isTheirs).sort(byTheirNumbers),
  );
}

function isTheirs({ theirs }: Both): boolean {
  return theirs !== undefined;
}

function byTheirNumbers(a: Both, b: Both): number {
  return (a.theirs?.version.n ?? 0) - (b.theirs?.version.n ?? 0);
}

// Takes the earlier of the next version of each copy. A version that is in both waits until it is
// next in both. Where the copies have two of them in opposite orders, their times decide.
function inOrder(ours: readonly Both[], theirs: readonly Both[]): Both[] {
  const queues: Both[][] = [[...ours], [...theirs]];
  const ordered: Both[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    const heads = queues.flatMap(([head]) => (head === undefined ? [] : [head]));
    const free = heads.filter((head) => queues.every((queue) => queue[0] === head || !queue.includes(head)));
    const [next] = (free.length > 0 ? free : heads).sort(byTime);
    if (next === undefined) break;
    ordered.push(next);
    for (const queue of queues) if (queue.includes(next)) queue.splice(queue.indexOf(next), 1);
  }
  return ordered;
}

/** Whether a version that one copy destroyed may be this one of the other; both are of one time. */
export function mayBeOne(a: VersionEntry, b: VersionEntry): boolean {
  const [x, y] = [markOf(a), markOf(b)];
  return x === undefined || y === undefined || x === y;
}

// A destroyed version has nothing left but its time, its mark and its number, and each copy may
// have changed the number. Where its mark is not known, a version that only one copy destroyed must
// also have the same number: another version may have its time.
function isOne(a: Known, b: Known): boolean {
  if (a.version.created !== b.version.created) return false;
  const isDestroyed = a.mark === undefined || b.mark === undefined;
  if (isDestroyed && !mayBeOne(a.version, b.version)) return false;
  if (isDestroyed && markOf(a.version) !== undefined && markOf(a.version) === markOf(b.version)) return true;
  if (a.mark !== undefined && b.mark !== undefined) return a.mark === b.mark;
  return (a.mark === undefined && b.mark === undefined) || a.version.n === b.version.n;
}

// The only version of its time on each side, destroyed on one of them: its number may have been
// changed before that.
function lone({ version, mark }: Known, ours: readonly Known[], theirs: readonly Known[]): Known | undefined {
  const isOfTime = (known: Known) => known.version.created === version.created;
  const [other, ...more] = theirs.filter(isOfTime);
  if (other === undefined || more.length > 0 || ours.filter(isOfTime).length > 1) return undefined;
  if (!mayBeOne(version, other.version)) return undefined;
  return (mark === undefined) === (other.mark === undefined) ? undefined : other;
}

// Equal times: by the numbers of both, then by what tells it from others. Nothing here may depend on which copy
// is ours.
function byTime(a: Both, b: Both): number {
  const [x, y] = [oneOf(a), oneOf(b)];
  if (x.version.created !== y.version.created) return x.version.created - y.version.created;
  return byNumbers(numbersOf(a), numbersOf(b)) || byMarks([a], [b]);
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  return Math.min(...a) - Math.min(...b) || Math.max(...a) - Math.max(...b);
}

function byMarks(a: readonly Both[], b: readonly Both[]): number {
  const [x, y] = [a, b].map((some) =>
    some.map(({ ours, theirs }) => leastMark(ours, theirs).was ?? ours?.mark ?? theirs?.mark ?? '').join(),
  );
  return x === y ? 0 : (x as string) < (y as string) ? -1 : 1;
}

function oneOf({ ours, theirs }: Both): Known {
  return (ours ?? theirs) as Known;
}

function number(pairs: readonly Both[], newest: Newest): [n: number, both: Both][] {
  const used = new Map<number, number>();
  for (const both of pairs) for (const n of numbersOf(both)) used.set(n, (used.get(n) ?? 0) + 1);
  const isClear = [...used.values()].every((times) => times === 1);
  const settled = isClear ? settledNumbers(pairs) : undefined;
  if (settled !== undefined) return settled;
  const parted = pairs.findIndex((both, at) => {
    const [n = 0, ...others] = numbersOf(both);
    const before = pairs[at - 1];
    if (others.length > 0 || used.get(n) !== 1 || wasUsed(n, both, newest)) return true;
    return before !== undefined && oneOf(before).version.n >= n;
  });
  let next = Math.max(newest.ours, newest.theirs);
  return pairs.map((both, at) => {
    if (parted !== -1 && at >= parted) next += 1;
    return [parted !== -1 && at >= parted ? next : oneOf(both).version.n, both];
  });
}

// What only one copy has, under a number that the other has used: it may have meant something else
// there before.
function wasUsed(n: number, { ours, theirs }: Both, newest: Newest): boolean {
  return n <= (ours === undefined ? newest.ours : theirs === undefined ? newest.theirs : 0);
}

function numbersOf({ ours, theirs }: Both): number[] {
  return [...new Set([ours, theirs].flatMap((known) => known?.version.n ?? []))];
}

// One copy holds all of the other already, because it went further or from an earlier merge: then
// its order and its numbers stand. Where each holds all of the other, those of the one that was
// merged later, by its numbers.
function settledNumbers(pairs: readonly Both[]): [number, Both][] | undefined {
  const sides = (['ours', 'theirs'] as const).filter((side) =>
    pairs.every((both) => both[side] !== undefined),
  );
  const settled = sides.map((side) =>
    pairs.map((both): [number, Both] => [both[side]?.version.n ?? 0, both]).sort(([a], [b]) => a - b),
  );
  return settled.sort(
    (a, b) =>
      byHighest(b, a) ||
      byMarks(
        a.map(([, both]) => both),
        b.map(([, both]) => both),
      ),
  )[0];
}

// By the numbers, the last one first.
function byHighest(a: readonly [number, Both][], b: readonly [number, Both][]): number {
  for (let at = a.length - 1; at >= 0; at--) {
    const order = (a[at]?.[0] ?? 0) - (b[at]?.[0] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

function joined(n: number, { ours, theirs }: Both): MergedVersion {
  const { created } = ((ours ?? theirs) as Known).version;
  const isDestroyed = [ours, theirs].some((known) => known !== undefined && known.version.ref === undefined);
  const was = leastMark(ours, theirs);
  if (isDestroyed) return { n, created, ...was };
  const times = { ...earlier('expires', ours, theirs), ...earlier('deleted', ours, theirs) };
  if (ours !== undefined) return { n, created, ...times, ...was, here: ours.version.n };
  return { n, created, ...times, ...was, there: theirs?.version.n ?? 0, fields: theirs?.fields ?? [] };
}

// Two copies may have sealed it anew, each for itself.
function leastMark(...both: (Known | undefined)[]): { was?: string } {
  const marks = both.flatMap((known) => (known && markOf(known.version)) ?? []).sort();
  return marks[0] === undefined ? {} : { was: marks[0] };
}

function earlier<K extends 'expires' | 'deleted'>(
  what: K,
  ...both: (Known | undefined)[]
): { [P in K]?: number } {
  const times = both.flatMap((known) => known?.version[what] ?? []);
  return (times.length > 0 ? { [what]: Math.min(...times) } : {}) as { [P in K]?: number };
}

function metadata(ours: Entry | undefined, theirs: Entry): Omit<MergeChange, 'op' | 'versions' | 'base'> {
  const all = ours === undefined ? [theirs] : [ours, theirs].sort((a, b) => a.updated - b.updated);
  const pairs = all.flatMap(({ custom }) => custom);
  const last = all.at(-1) as Entry;
  const most = Math.max(...all.map(({ max }) => max ?? 0));
  const {
    versions: _,
    indexed: __,
    fields: ___,
    expire: ____,
    written: _____,
    import: ______,
    ...rest
  } = last;
  const mark = ours === undefined ? theirs.import : joinMarks(ours.import, theirs.import);
  const events = joinEvents(theirs.events, ours?.events);
  const isTie = all.every(({ updated }) => updated === last.updated);
  const expire = isTie ? least(all.flatMap((entry) => entry.expire ?? [])) : last.expire;
  return {
    ...rest,
    created: Math.min(...all.map(({ created }) => created)),
    newest: Math.max(...all.map(({ newest }) => newest)),
    ...(expire !== undefined && { expire }),
    ...(mark && { import: mark }),
    ...(most > 0 && { max: most }),
    ...(events.length > 0 && { events }),
    ...(all.some(({ cas }) => cas) && { cas: true as const }),
    tags: [...new Set(all.flatMap(({ tags }) => tags))].sort().slice(0, limits.tags),
    custom: [...joinPairs(isTie ? pairs.sort(byPair) : pairs)].slice(0, limits.custom),
  };
}

// Of two values of one key the later, but of a counter the greater: a code is not given again.
function joinPairs(pairs: readonly Entry['custom'][number][]): Map<string, string> {
  const joined = new Map<string, string>();
  for (const pair of pairs) {
    const before = joined.get(pair[0]);
    const [key, value] = before === undefined ? pair : laterPair([pair[0], before], pair);
    joined.set(key, value);
  }
  return joined;
}

// Of what was changed at one time the least or the greatest counts, whatever it is merged with
// afterwards.
function least(numbers: readonly number[]): number | undefined {
  return numbers.length > 0 ? Math.min(...numbers) : undefined;
}

function byPair([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number {
  return a === b ? comparePaths(x, y) : comparePaths(a, b);
}

function baseOf(ours: Entry | undefined): MergeChange['base'] {
  return { newest: ours?.newest ?? 0, updated: ours?.updated ?? 0 };
}

function isSame(ours: Entry, change: Omit<MergeChange, 'op'>): boolean {
  const before = ours.versions.map((version) => [
    version.n,
    version.expires,
    version.deleted,
    version.ref !== undefined,
    markOf(version),
  ]);
  const after = change.versions.map(({ n, expires, deleted, here, fields, was }) => [
    n,
    expires,
    deleted,
    here !== undefined || fields !== undefined,
    was,
  ]);
  const known = (entry: Omit<Entry, 'versions' | 'indexed' | 'fields'>) => [
    [...entry.tags].sort(),
    [...entry.custom].sort(),
    entry.max,
    entry.cas,
    entry.expire,
    entry.events,
  ];
  return (
    JSON.stringify(before) === JSON.stringify(after) &&
    JSON.stringify(known(ours)) === JSON.stringify(known(change))
  );
}
