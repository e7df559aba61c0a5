import { fail } from '../../../shared/failure.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { Bringing, MergeChange, MergedVersion, Outcome } from '../changes.ts';
import { currentOf, type Entry, heldBy, indexFields, type VersionEntry } from '../format/entry.ts';
import { withMark } from '../format/import-mark.ts';
import { isStorable } from '../format/page.ts';
import type { Draft } from './draft-shape.ts';
import { dropVersions, fileFields } from './files.ts';

/**
 * Puts a merged history in the place of a secret's own. Versions that were here and are not named
 * as such are destroyed ones.
 */
export async function mergeEntry(draft: Draft, change: MergeChange, now: number): Promise<Outcome> {
  const { op: _, base, versions: wanted, files: __, brought, run, ...rest } = change;
  const old = await draft.entry(change.path);
  if ((old?.newest ?? 0) !== base.newest || (old?.updated ?? 0) !== base.updated)
    fail({ code: 'conflict', expected: base.newest, found: old?.newest ?? 0 });
  const here = new Map(old?.versions.map((version) => [version.n, version]));
  const kept = new Set(wanted.map((version) => version.here));
  const staying = (old?.versions ?? []).filter(({ n }) => kept.has(n));
  const going = (old?.versions ?? []).filter(({ n }) => !kept.has(n));
  const known = [...staying, ...going];
  const versions = wanted.map((version) => place(draft, version, here, { known, brought }));
  dropVersions(draft, going, versions, 'destroyed');
  const entry = { ...rest, versions, indexed: 0, fields: [] };
  const current = currentOf(entry, now);
  const ref = versions.find(({ n }) => n === current)?.ref;
  const fields = ref === undefined ? [] : indexFields(await draft.readVersion(ref));
  const whole: Entry = { ...entry, indexed: current, fields };
  const merged = run === undefined ? whole : withMark(whole, old, run);
  // What comes from elsewhere must not make a page that nobody reads.
  if (!isStorable(merged)) fail({ code: 'internal', reference: 'misshapen-entry' });
  draft.setEntry(change.path, merged);
  return { version: current };
}

function place(
  draft: Draft,
  { n, created, expires, deleted, here, fields, was }: MergedVersion,
  old: ReadonlyMap<number, VersionEntry>,
  files: { readonly known: readonly VersionEntry[] } & Bringing,
): VersionEntry {
  const held = here === undefined ? fields && added(draft, fields, files) : old.get(here);
  const known = { n, created, ...(was !== undefined && { was }) };
  if (held?.ref === undefined) return known;
  const { ref, attachments } = held;
  const times = { ...(expires !== undefined && { expires }), ...(deleted !== undefined && { deleted }) };
  return heldBy(ref, { ...known, ...times, ...(attachments && { attachments }) });
}

function added(
  draft: Draft,
  fields: readonly Field[],
  { known, brought }: { readonly known: readonly VersionEntry[] } & Bringing,
): Pick<VersionEntry, 'ref' | 'attachments'> {
  const { fields: all, attachments } = fileFields(draft, fields, known, brought);
  return { ref: draft.addVersion(all), ...(attachments && { attachments }) };
}
