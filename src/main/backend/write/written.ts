import type { Dot, Dotted } from '../format/dot.ts';
import type { DottedKind } from '../format/head-shape.ts';
import { type Author, dotOf } from '../format/lines.ts';
import type { Records } from '../format/records.ts';
import type { Snapshot } from '../format/snapshot.ts';

type Head = Snapshot['head'];

/** The last writes of records after an author changed some; of what was removed the removal. */
export function writtenAfter(
  { written = {} }: Pick<Head, 'written'>,
  before: Records,
  after: Records,
  author: Author,
): Head['written'] {
  let next = written;
  for (const kind of ['policies', 'clients', 'settings'] as const)
    next = withWrites(next, kind, changedNames(before[kind], after[kind]), author);
  return next;
}

/** The same with these names, which the author wrote or removed. */
export function withWrites(
  written: NonNullable<Head['written']>,
  kind: DottedKind,
  names: readonly string[],
  author: Author,
): NonNullable<Head['written']> {
  if (names.length === 0) return written;
  const fresh = new Set(names);
  const kept = (written[kind] ?? []).filter(([name]) => !fresh.has(name));
  const added = names.map((name): Dotted => dottedAs(name, dotOf(author)));
  return { ...written, [kind]: sortedDots([...kept, ...added]) };
}

export function dottedAs(name: string, dot: Dot): Dotted {
  return dot.length === 1 ? [name, dot[0]] : [name, dot[0], dot[1]];
}

export function sortedDots(dots: readonly Dotted[]): readonly Dotted[] {
  return [...dots].sort(([a], [b]) => (a < b ? -1 : 1));
}

function changedNames(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  if (before === after) return [];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}
