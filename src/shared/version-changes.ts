import type { Field, VersionInfo } from './secret-schema.ts';

/** What became of a field from one version to another. */
export const fates = ['added', 'removed', 'changed', 'renamed', 'same'] as const;
export type Fate = (typeof fates)[number];

/** A field in two versions; missing on the side of a version that does not have it. */
export interface Compared<F = Field> {
  readonly fate: Fate;
  readonly before?: F;
  readonly after?: F;
}

/**
 * Every field of two versions, in the order of the later one; what was removed stands behind what it
 * stood behind. Renamed is a field that has gone where another came with its type and value, and no
 * third one has those.
 */
export function compareFields(before: readonly Field[], after: readonly Field[]): Compared[] {
  const sources = sourcesOf(before, after);
  const rows: Compared[] = after.map((field) => rowOf(sources.get(field), field));
  const taken = new Set(sources.values());
  before.forEach((field, at) => {
    if (taken.has(field)) return;
    const previous = before[at - 1];
    const behind = rows.findIndex((row) => previous !== undefined && row.before === previous);
    rows.splice(behind + 1, 0, { fate: 'removed', before: field });
  });
  return rows;
}

/** True where fields that both versions have stand in another order. */
export function isReordered(rows: readonly Compared[], before: readonly Field[]): boolean {
  const places = rows.flatMap((row) => (row.before && row.after ? [before.indexOf(row.before)] : []));
  return places.some((place, at) => at > 0 && place < (places[at - 1] ?? 0));
}

// What each field of the later version was in the earlier one.
function sourcesOf(before: readonly Field[], after: readonly Field[]): Map<Field, Field> {
  const named = new Map(before.map((field) => [field.name, field]));
  const sources = new Map<Field, Field>();
  for (const field of after) {
    const found = named.get(field.name);
    if (found !== undefined) sources.set(field, found);
  }
  const taken = new Set(sources.values());
  const gone = before.filter((field) => !taken.has(field));
  const come = after.filter((field) => !sources.has(field));
  for (const field of come) {
    const [from, ...others] = gone.filter((one) => isAlike(one, field));
    const alone = others.length === 0 && come.filter((one) => isAlike(one, field)).length === 1;
    if (from !== undefined && alone) sources.set(field, from);
  }
  return sources;
}

function isAlike(one: Field, other: Field): boolean {
  return one.value !== '' && one.type === other.type && one.value === other.value;
}

function rowOf(before: Field | undefined, after: Field): Compared {
  if (before === undefined) return { fate: 'added', after };
  if (before.name !== after.name) return { fate: 'renamed', before, after };
  const same = before.type === after.type && before.value === after.value;
  return { fate: same ? 'same' : 'changed', before, after };
}

/** What a version is by now; `unknown`: there is none of that number, or none any more. */
export function stateOf(
  versions: readonly VersionInfo[],
  version: number,
  now: number,
): 'live' | 'deleted' | 'destroyed' | 'unknown' {
  const found = versions.find((one) => one.version === version);
  if (found === undefined) return 'unknown';
  if (found.destroyed) return 'destroyed';
  return found.deleted !== undefined && found.deleted <= now ? 'deleted' : 'live';
}

/** The last one before a version that can be read; `undefined`: none is left. */
export function versionBefore(
  versions: readonly VersionInfo[],
  version: number,
  now: number,
): number | undefined {
  return versions.findLast((one) => one.version < version && stateOf(versions, one.version, now) === 'live')
    ?.version;
}
