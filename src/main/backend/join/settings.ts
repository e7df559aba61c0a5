import type { KeySlot } from '../../keyslots/slot.ts';
import { byStamp } from '../format/dot.ts';
import { type JoinedNames, joinNamed, type NamedSide } from './named.ts';

type Settings = NamedSide<string>;

/**
 * The settings of both lines. Keys of the cipher are all kept, and those that speak of key slots
 * follow the slots.
 */
export function joinSettings(
  ours: Settings,
  theirs: Settings,
  slots: readonly KeySlot[],
): JoinedNames<string> {
  const joined = joinNamed(ours, theirs);
  const items = new Map(joined.items);
  for (const name of items.keys()) {
    const [o, t] = [ours.items.get(name), theirs.items.get(name)];
    if (o === undefined || t === undefined || o === t) continue;
    const order = byStamp(theirs.dots.get(name), ours.dots.get(name)) || (t < o ? 1 : -1);
    const first = order > 0 ? t : o;
    const both = first === o ? [o, t] : [t, o];
    if (name.startsWith('cipher/'))
      items.set(name, [...new Set(both.flatMap((text) => text.split(' ')))].join(' '));
    else if (name === 'recipients') items.set(name, ofSlots(both as [string, string], slots) ?? first);
    else if (name === 'recovery') items.set(name, ofSet(both, slots) ?? first);
  }
  return { ...joined, items };
}

/** The pre-shared keys of the slots that there are, by their ids (format.md, 4). */
function ofSlots([first, second]: readonly [string, string], slots: readonly KeySlot[]): string | undefined {
  const known: Record<string, unknown> = { ...objectIn(second), ...objectIn(first) };
  const kept = slots.flatMap(({ id }) => (known[id] === undefined ? [] : [[id, known[id]] as const]));
  return JSON.stringify(Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The register that describes the recovery set there is (format.md, 13). */
function ofSet(both: readonly string[], slots: readonly KeySlot[]): string | undefined {
  const slot = slots.find(({ kind }) => kind === 'recovery');
  return both.find((text) => {
    const active = objectIn(text)['active'] as { set?: unknown } | undefined;
    return active?.set === (slot as { set?: unknown } | undefined)?.set;
  });
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
