import { mostSecurityKeys } from '../../keyslots/security-key.ts';
import type { KeySlot } from '../../keyslots/slot.ts';
import { byStamp, type Dot } from '../format/dot.ts';
import { type JoinedNames, joinNamed, type NamedSide } from './named.ts';

/** Kinds of which a header has one at most. */
const single: readonly string[] = ['recovery', 'retired-sets', 'pending-set'];
/** More of them a reader refuses, or leaves aside (format.md, 4). */
const most: Readonly<Record<string, number>> = { passphrase: 8, 'security-key': mostSecurityKeys };

/**
 * The key slots of both lines, by their ids. Removed by one is removed; where nothing would be left
 * that opens, one stays: a passphrase before sheets, then the one that was removed last.
 */
export function joinSlots(ours: NamedSide<KeySlot>, theirs: NamedSide<KeySlot>): JoinedNames<KeySlot> {
  const joined = joinNamed(ours, theirs);
  const items = limited(joined.items, joined.dots);
  if (opens(items)) return { ...joined, items };
  const all = [...new Map([...theirs.items, ...ours.items]).values()].filter(wraps);
  const isPassphrase = ({ kind }: KeySlot) => Number(kind.startsWith('passphrase'));
  const [last] = all.sort(
    (a, b) =>
      isPassphrase(b) - isPassphrase(a) ||
      byStamp(joined.dots.get(b.id), joined.dots.get(a.id)) ||
      byCreation(a, b),
  );
  return { ...joined, items: last === undefined ? items : new Map([...items, [last.id, last]]) };
}

/** In an order that does not depend on which line is ours. */
export function inOrder(
  joined: ReadonlyMap<string, KeySlot>,
  ...lines: readonly (readonly KeySlot[])[]
): KeySlot[] {
  const same = lines.find(
    (slots) =>
      slots.length === joined.size &&
      slots.every((slot) => JSON.stringify(slot) === JSON.stringify(joined.get(slot.id))),
  );
  return same === undefined ? [...joined.values()].sort(byCreation) : [...same];
}

function byCreation(a: KeySlot, b: KeySlot): number {
  const [x, y] = [a, b].map((slot) => `${'created' in slot ? String(slot.created) : ''} ${slot.id}`);
  return (x as string) < (y as string) ? -1 : 1;
}

function limited(slots: ReadonlyMap<string, KeySlot>, dots: ReadonlyMap<string, Dot>): Map<string, KeySlot> {
  const newest = [...slots.values()].sort(
    (a, b) => byStamp(dots.get(b.id), dots.get(a.id)) || byCreation(a, b),
  );
  const seen = new Map<string, number>();
  const kept = newest.filter(({ kind }) => {
    const of = kind.startsWith('passphrase') ? 'passphrase' : kind;
    const n = (seen.get(of) ?? 0) + 1;
    seen.set(of, n);
    return n <= (single.includes(of) ? 1 : (most[of] ?? Number.POSITIVE_INFINITY));
  });
  const ids = new Set(kept.map(({ id }) => id));
  return new Map([...slots].filter(([id]) => ids.has(id)));
}

function opens(slots: ReadonlyMap<string, KeySlot>): boolean {
  return [...slots.values()].some(wraps);
}

function wraps(slot: KeySlot): boolean {
  return 'wrapped' in slot;
}
