import { fail } from '../../../shared/failure.ts';
import type { MergeChange, MergedVersion, Outcome } from '../changes.ts';
import { currentOf, indexFields, type VersionEntry } from '../format/entry.ts';
import type { Draft } from './draft-shape.ts';

/** Puts a merged history in the place of a secret's own. Versions that were here and are not named as such are destroyed ones. */
export async function mergeEntry(draft: Draft, change: MergeChange, now: number): Promise<Outcome> {
  const { op: _, base, versions: wanted, ...rest } = change;
  const old = await draft.entry(change.path);
  if ((old?.newest ?? 0) !== base.newest || (old?.updated ?? 0) !== base.updated)
    fail({ code: 'conflict', expected: base.newest, found: old?.newest ?? 0 });
  const here = new Map(old?.versions.map((version) => [version.n, version]));
  const kept = new Set(wanted.map((version) => version.here));
  for (const { n, ref } of old?.versions ?? [])
    if (ref !== undefined && !kept.has(n)) draft.dropVersion(ref, 'destroyed');
  const versions = wanted.map((version) => place(draft, version, here));
  const entry = { ...rest, versions, indexed: 0, fields: [] };
  const current = currentOf(entry, now);
  const ref = versions.find(({ n }) => n === current)?.ref;
  const fields = ref === undefined ? [] : indexFields(await draft.readVersion(ref));
  draft.setEntry(change.path, { ...entry, indexed: current, fields });
  return { version: current };
}

function place(
  draft: Draft,
  { n, created, expires, deleted, here, fields }: MergedVersion,
  old: ReadonlyMap<number, VersionEntry>,
): VersionEntry {
  const ref = here === undefined ? fields && draft.addVersion(fields) : old.get(here)?.ref;
  if (ref === undefined) return { n, created };
  const times = { ...(expires !== undefined && { expires }), ...(deleted !== undefined && { deleted }) };
  return { n, created, ...times, ref };
}
