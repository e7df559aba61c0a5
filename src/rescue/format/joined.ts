// docs/format.md, 20: heads that devices wrote apart, joined by path as far as a reader needs it.
import type { Head } from './head.ts';
import { Secret, writesOf } from './secret.ts';
import { id, type Json, list, maybe, text } from './shape.ts';
import { Damaged, tried } from './trouble.ts';

interface Found {
  readonly head: Head;
  readonly entry: Json;
}

/** The secrets of several heads; what two of them changed apart is given as each has it. */
export async function* joined(heads: readonly Head[], lost: () => void): AsyncGenerator<Secret> {
  const destroyed = await destroyedIn(heads, lost);
  const byPath = new Map<string, Found[]>();
  for (const head of heads)
    for await (const entry of head.entries(lost)) {
      const path = tried(() => text(entry['path']), lost);
      if (path !== undefined) byPath.set(path, [...(byPath.get(path) ?? []), { head, entry }]);
    }
  for (const found of byPath.values()) {
    const apart = tried(() => newestOf(found, heads), lost) ?? found;
    for (const { head, entry } of apart) {
      const device = apart.length > 1 ? { device: head.device } : {};
      const secret = tried(() => new Secret(head, entry, { destroyed, ...device }), lost);
      if (secret !== undefined) yield secret;
    }
  }
}

/** Those that no head has removed or replaced, each state once. */
function newestOf(found: readonly Found[], heads: readonly Head[]): Found[] {
  const kept = found.filter((one) => !heads.some((head) => head !== one.head && isPast(one, head, found)));
  const states = new Map(kept.toReversed().map((one) => [JSON.stringify(writesOf(one.entry)), one]));
  return [...states.values()].toReversed();
}

/** Whether a head that has seen these writes has something later instead, or nothing. */
function isPast({ head, entry }: Found, other: Head, found: readonly Found[]): boolean {
  const writes = writesOf(entry);
  const theirs = found.find((one) => one.head === other);
  if (!writes.every((dot) => other.includes(dot))) return false;
  // What has no writes is older than all lines.
  if (theirs === undefined) return writes.length > 0;
  const later = writesOf(theirs.entry);
  return JSON.stringify(later) !== JSON.stringify(writes) && !later.every((dot) => head.includes(dot));
}

/** What any of them has destroyed, another may still name. */
async function destroyedIn(heads: readonly Head[], lost: () => void): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const head of heads)
    try {
      const garbage = head.json['garbage'] as Json | undefined;
      const dropped = maybe(garbage?.['dropped'], list);
      const objects = dropped && (await head.object('garbage', dropped))['objects'];
      for (const one of list(objects ?? [])) ids.add(id(one));
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      lost();
    }
  return ids;
}
