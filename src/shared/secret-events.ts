import { favouriteMark } from './facet.ts';
import { dayMs, endOf, healthKeys } from './health.ts';
import { folderOf, titleOf } from './path.ts';
import type { SecretEvent } from './secret-schema.ts';

/** What a language says of an event of a secret. */
export interface EventPhrases {
  readonly moved: (from: string, to: string) => string;
  readonly renamed: (from: string, to: string) => string;
  readonly tagged: (tags: readonly string[]) => string;
  readonly untagged: (tags: readonly string[]) => string;
  readonly expires: (day: string, before?: string) => string;
  readonly noExpiry: (before: string) => string;
  readonly favourite: string;
  readonly noFavourite: string;
  readonly set: (key: string, value: string, before?: string) => string;
  readonly unset: (key: string, before: string) => string;
  readonly rules: string;
  readonly day: (time: number) => string;
  readonly by: (name: string) => string;
}

/** What an event of a secret tells, in parts of a sentence; none of one that a later build made. */
export function eventParts(event: SecretEvent, say: EventPhrases): string[] {
  const { moved, tags, custom = [], rules = [] } = event;
  return [
    ...(moved ? [moveOf(moved, say)] : []),
    ...(tags && tags.added.length > 0 ? [say.tagged(tags.added)] : []),
    ...(tags && tags.removed.length > 0 ? [say.untagged(tags.removed)] : []),
    ...custom.map((pair) => pairOf(pair, say)),
    ...(rules.length > 0 ? [say.rules] : []),
  ];
}

function moveOf([from, to]: readonly [string, string], say: EventPhrases): string {
  return folderOf(from) === folderOf(to) ? say.renamed(titleOf(from), titleOf(to)) : say.moved(from, to);
}

function pairOf([key, before, after]: NonNullable<SecretEvent['custom']>[number], say: EventPhrases): string {
  if (key === favouriteMark[0]) return after === null ? say.noFavourite : say.favourite;
  const shown = (text: string | null) => (text === null ? undefined : dayIn(key, text, say));
  const [then, now] = [shown(before), shown(after)];
  if (now === undefined)
    return key === healthKeys.expires ? say.noExpiry(then ?? '') : say.unset(key, then ?? '');
  return key === healthKeys.expires ? say.expires(now, then) : say.set(key, now, then);
}

/** A day as a person reads it; what is none as it stands. */
function dayIn(key: string, text: string, say: EventPhrases): string {
  const end = key === healthKeys.expires ? endOf(text) : undefined;
  return end === undefined ? text : say.day(end - dayMs);
}
