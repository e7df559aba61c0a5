import { fail } from '../../../shared/failure.ts';
import { latestTime } from '../../../shared/secret.ts';
import { type Entry, isExpired, isLive, topOf, type VersionEntry } from '../format/entry.ts';

/** The versions with those numbers; a number that is not there fails by name. */
export function pick(entry: Entry, numbers: readonly number[]): Set<number> {
  for (const n of numbers)
    if (!entry.versions.some((version) => version.n === n))
      fail({ code: 'not-found', what: 'version', name: `${entry.path} version ${n}` });
  return new Set(numbers);
}

/**
 * Without numbers every live version. All that is taken gets one time, later than that of any
 * delete of this secret before.
 */
export function deleteVersions(entry: Entry, numbers: readonly number[] | undefined, now: number): Entry {
  const wanted = numbers === undefined ? undefined : pick(entry, numbers);
  const taken = (version: VersionEntry) => isLive(version, now) && (wanted?.has(version.n) ?? true);
  if (wanted === undefined && !entry.versions.some(taken))
    fail({ code: 'not-found', what: 'live', name: entry.path });
  const deleted = Math.min(Math.max(now, (lastDelete(entry) ?? 0) + 1), latestTime);
  const versions = entry.versions.map((version) => (taken(version) ? { ...version, deleted } : version));
  return { ...entry, versions };
}

/**
 * Versions that are named can be read again. Without numbers what the last delete took is as if it
 * had not been: what has expired meanwhile stays so, but for the highest version of it. Where the
 * current version expired after that, it is the one that comes back.
 */
export function undeleteVersions(entry: Entry, numbers: readonly number[] | undefined, now: number): Entry {
  const wanted = numbers === undefined ? lastTaken(entry, now) : pick(entry, numbers);
  const highest = Math.max(...wanted);
  const versions = entry.versions.map((version) => {
    if (!wanted.has(version.n)) return version;
    if (version.ref === undefined)
      fail({ code: 'bad-input', what: 'version', reason: 'destroyed', number: version.n });
    return broughtBack(version, now, numbers !== undefined || version.n === highest);
  });
  return { ...entry, versions };
}

/** A time of expiry that is still to come stays. */
function broughtBack(version: VersionEntry, now: number, readable: boolean): VersionEntry {
  const { deleted: _, ...kept } = version;
  if (!readable || !isExpired(kept, now)) return kept;
  const { expires: __, ...live } = kept;
  return live;
}

function lastTaken(entry: Entry, now: number): Set<number> {
  const last = lastDelete(entry);
  const top = topOf(entry);
  const ended =
    top !== undefined && top.deleted === undefined && isExpired(top, now) ? top.expires : undefined;
  if (top !== undefined && ended !== undefined && ended > (last ?? 0)) return new Set([top.n]);
  if (last === undefined) return fail({ code: 'not-found', what: 'deleted', name: entry.path });
  const taken = entry.versions.filter(({ ref, deleted }) => ref !== undefined && deleted === last);
  return new Set(taken.map(({ n }) => n));
}

function lastDelete({ versions }: Entry): number | undefined {
  const times = versions.flatMap(({ ref, deleted }) =>
    ref === undefined || deleted === undefined ? [] : [deleted],
  );
  return times.length === 0 ? undefined : Math.max(...times);
}
