import type { Line } from '../format/head-shape.ts';
import { lineIdOf, otherLine, seenBy, withLines } from '../format/lines.ts';
import type { Snapshot } from '../format/snapshot.ts';

/** A revision and its manifest's mark. */
export interface Marked {
  readonly snapshot: Snapshot;
  readonly mark: string;
}

/** The head of ours with the lines of both: of each the state with the greater stamp. */
export function withTheirLines(
  { snapshot: { head } }: Pick<Marked, 'snapshot'>,
  theirs: Marked,
): Snapshot['head'] {
  const id = lineIdOf(head);
  const lines = new Map((head.devices ?? []).map((line) => [line.id, line]));
  const told = (theirs.snapshot.head.devices ?? []).filter(
    (line) => line.id !== lineIdOf(theirs.snapshot.head),
  );
  for (const line of [...told, otherLine(theirs.snapshot, theirs.mark)])
    if (line.id !== id) lines.set(line.id, newer(lines.get(line.id), line));
  return withLines(head, [...lines.values()], id);
}

function newer(ours: Line | undefined, theirs: Line): Line {
  if (ours === undefined || theirs.stamp > ours.stamp) return theirs;
  if (theirs.stamp < ours.stamp || theirs.gone === undefined) return ours;
  return { ...ours, gone: Math.min(ours.gone ?? theirs.gone, theirs.gone) };
}

/** Whether a head includes all of another. */
export function includesHead(ours: Snapshot, theirs: Snapshot): boolean {
  const line = lineIdOf(theirs.head);
  return (seenBy(ours.head).get(line) ?? -1) >= (seenBy(theirs.head).get(line) ?? 0);
}
