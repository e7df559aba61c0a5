import type { Bin, Item, ParsedEntry } from './entry.ts';
import { placeOf } from './plan.ts';

/** What becomes of what lay in a recycle bin, and of what was put away in an archive. */
export interface Wanted {
  readonly bin?: Bin | undefined;
  readonly archive?: Bin | undefined;
}

/** The item as the person wants what lay in the recycle bin or an archive. */
export function withBin(item: Item, { bin = 'deleted', archive = 'live' }: Wanted = {}): Item {
  if (item.kind !== 'entry') return item;
  const { entry } = item;
  if (entry.deleted) return treated(entry, bin, 'in-bin');
  return entry.archived ? treated(entry, archive, 'in-archive') : item;
}

function treated(entry: ParsedEntry, wanted: Bin, reason: 'in-bin' | 'in-archive'): Item {
  if (wanted === 'skip') return { kind: 'skipped', problem: { place: placeOf(entry), reason } };
  const { deleted: _, ...rest } = entry;
  return { kind: 'entry', entry: wanted === 'deleted' ? { ...rest, deleted: true } : rest };
}
