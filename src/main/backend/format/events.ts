import { latestTime, limits } from '../../../shared/secret.ts';
import type { SecretEvent } from '../../../shared/secret-schema.ts';
import type { Entry } from './entry.ts';
import { isCounterKey } from './otp-counter.ts';

/** Metadata that Holdfast writes by itself: where an import brought a secret from. */
const ownKeys: ReadonlySet<string> = new Set(['source', 'imported']);

type Described = Pick<Entry, 'tags' | 'custom' | 'max' | 'cas' | 'expire'>;
type Rule = NonNullable<SecretEvent['rules']>[number];

/** The entry with a move told in it. */
export function withMove(entry: Entry, from: string, { at, by }: Doing): Entry {
  return entry.path === from ? entry : withEvent(entry, { ...doneBy(at, by), moved: [from, entry.path] });
}

/** The entry as it is now with what it says otherwise than before told in it. */
export function withChanges(before: Described, entry: Entry, { at, by }: Doing): Entry {
  const tags = tagsBetween(before.tags, entry.tags);
  const custom = pairsBetween(before.custom, entry.custom);
  const rules = rulesBetween(before, entry);
  if (tags === undefined && custom.length === 0 && rules.length === 0) return entry;
  return withEvent(entry, {
    ...doneBy(at, by),
    ...(tags && { tags }),
    ...(custom.length > 0 && { custom }),
    ...(rules.length > 0 && { rules }),
  });
}

interface Doing {
  readonly at: number;
  readonly by?: string | undefined;
}

/**
 * What either tells, once: by time, then by text. The oldest go where there are too many. The same
 * in whatever order copies meet.
 */
export function joinEvents(
  one: readonly SecretEvent[] = [],
  other: readonly SecretEvent[] = [],
): readonly SecretEvent[] {
  if (other.length === 0) return one;
  const texts = new Map([...one, ...other].map((event) => [JSON.stringify(event), event]));
  const sorted = [...texts].sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1));
  let room = limits.eventsText;
  const kept: SecretEvent[] = [];
  for (const [text, event] of sorted.reverse()) {
    if (room < 0 || kept.length === limits.events) break;
    room -= text.length;
    kept.push(event);
  }
  return kept.reverse();
}

function withEvent(entry: Entry, event: SecretEvent): Entry {
  // A clock that shows no later time: what was done later stands later all the same.
  const last = entry.events?.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const at = Math.min(Math.max(event.at, last + 1), latestTime);
  return { ...entry, events: joinEvents(entry.events, [{ ...event, at }]) };
}

function doneBy(at: number, by: string | undefined): SecretEvent {
  return { at, ...(by !== undefined && by.length <= limits.doer && { by }) };
}

function tagsBetween(before: readonly string[], after: readonly string[]): SecretEvent['tags'] {
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  return added.length + removed.length > 0 ? { added, removed } : undefined;
}

function pairsBetween(before: Entry['custom'], after: Entry['custom']): NonNullable<SecretEvent['custom']> {
  if (before === after) return [];
  const [then, now] = [new Map(before), new Map(after)];
  const keys = [...new Set([...then.keys(), ...now.keys()])].filter(
    (key) => then.get(key) !== now.get(key) && !ownKeys.has(key) && !isCounterKey(key),
  );
  return keys.map((key) => [key, then.get(key) ?? null, now.get(key) ?? null]);
}

function rulesBetween(before: Described, after: Described): Rule[] {
  return (['max', 'cas', 'expire'] as const).flatMap((rule): Rule[] =>
    before[rule] === after[rule] ? [] : [[rule, before[rule] ?? null, after[rule] ?? null]],
  );
}
