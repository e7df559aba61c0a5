import type { Bin, Item } from './entry.ts';
import { placeOf } from './plan.ts';

/** The item as the person wants what lay in the recycle bin. */
export function withBin(item: Item, bin: Bin = 'deleted'): Item {
  if (item.kind !== 'entry' || item.entry.deleted !== true || bin === 'deleted') return item;
  if (bin === 'skip') return { kind: 'skipped', problem: { place: placeOf(item.entry), reason: 'in-bin' } };
  const { deleted: _, ...entry } = item.entry;
  return { kind: 'entry', entry };
}
