import type { KeySlot } from '../../keyslots/slot.ts';
import { type Dot, dotsOf, type Seen } from '../format/dot.ts';
import type { DottedKind } from '../format/head-shape.ts';
import { seenBy } from '../format/lines.ts';
import { type StoredRecords, wholeRecords } from '../format/read-records.ts';
import type { Records } from '../format/records.ts';
import type { Snapshot } from '../format/snapshot.ts';
import { dottedAs, sortedDots } from '../write/written.ts';
import { type JoinedNames, joinNamed, type NamedSide } from './named.ts';
import { joinSettings } from './settings.ts';
import { inOrder, joinSlots } from './slots.ts';

/** The small things of one line. */
export interface Recorded {
  readonly snapshot: Snapshot;
  readonly records: StoredRecords;
  readonly seen?: Seen;
}

export interface JoinedRecords {
  readonly records: Records;
  readonly slots: readonly KeySlot[];
  readonly written: NonNullable<Snapshot['head']['written']>;
  /** Whether something is not as ours has it. */
  readonly isNew: boolean;
  /** How many of them were written apart. */
  readonly met: number;
}

/**
 * `otherRoot`: their key slots wrap another root key. Then ours stay, without those that were
 * removed there.
 */
export function joinRecords(ours: Recorded, theirs: Recorded, otherRoot: boolean): JoinedRecords {
  const policies = joinNamed(side(ours, 'policies'), side(theirs, 'policies'));
  const clients = joinNamed(side(ours, 'clients'), side(theirs, 'clients'));
  const joined = joinSlots(slotSide(ours), otherRoot ? withoutOthers(theirs, ours) : slotSide(theirs));
  const slots = inOrder(joined.items, ours.snapshot.header.slots, theirs.snapshot.header.slots);
  const settings = joinSettings(side(ours, 'settings'), side(theirs, 'settings'), slots);
  const all = { policies, clients, settings, slots: { ...joined, items: new Map(joined.items) } };
  const records = {
    policies: kept(ours.records.policies, policies.items),
    clients: kept(ours.records.clients, clients.items),
    settings: kept(ours.records.settings, settings.items),
  };
  const written = writtenIn(all);
  const isNew =
    records.policies !== ours.records.policies ||
    records.clients !== ours.records.clients ||
    records.settings !== ours.records.settings ||
    JSON.stringify(slots) !== JSON.stringify(ours.snapshot.header.slots) ||
    JSON.stringify(written) !== JSON.stringify(sorted(ours.snapshot.head.written));
  // Settings are the app's own notes: nobody needs to hear of them.
  const met = [policies, clients].reduce((sum, one) => sum + one.met.length, 0);
  return { records, slots, written, isNew, met };
}

type Named = 'policies' | 'clients' | 'settings';

function side<What extends Named>(
  recorded: Recorded,
  what: What,
): NamedSide<StoredRecords[What] extends ReadonlyMap<string, infer T> ? T : never> {
  const items =
    what === 'settings'
      ? recorded.records.settings
      : wholeRecords(recorded.records, what as 'policies' | 'clients');
  return { items: items as never, ...writes(recorded, what) };
}

function slotSide(recorded: Recorded): NamedSide<KeySlot> {
  return {
    items: new Map(recorded.snapshot.header.slots.map((slot) => [slot.id, slot])),
    ...writes(recorded, 'slots'),
  };
}

function withoutOthers(theirs: Recorded, ours: Recorded): NamedSide<KeySlot> {
  const side = slotSide(theirs);
  const items = new Map(
    ours.snapshot.header.slots
      .filter(({ id }) => side.items.has(id) || !side.dots.has(id))
      .map((slot) => [slot.id, slot]),
  );
  const dots = new Map([...side.dots].filter(([id]) => !side.items.has(id)));
  return { ...side, items, dots };
}

function writes(
  { snapshot: { head }, seen }: Recorded,
  kind: DottedKind,
): { dots: ReadonlyMap<string, Dot>; seen: Seen } {
  return { dots: dotsOf(head.written?.[kind]), seen: seen ?? seenBy(head) };
}

// The very map of ours where nothing in it is another.
function kept<T>(ours: ReadonlyMap<string, T>, joined: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const isSame =
    ours.size === joined.size &&
    [...joined].every(([name, item]) => JSON.stringify(ours.get(name)) === JSON.stringify(item));
  return isSame ? ours : joined;
}

function writtenIn(all: Record<DottedKind, JoinedNames<unknown>>): NonNullable<Snapshot['head']['written']> {
  return sorted(
    Object.fromEntries(
      Object.entries(all).map(([kind, { dots }]) => [
        kind,
        [...dots].map(([name, dot]) => dottedAs(name, dot)),
      ]),
    ),
  );
}

function sorted(written: Snapshot['head']['written'] = {}): NonNullable<Snapshot['head']['written']> {
  const kinds = ['policies', 'clients', 'settings', 'slots'] as const;
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const dots = written[kind] ?? [];
      return dots.length === 0 ? [] : [[kind, sortedDots(dots)]];
    }),
  );
}
