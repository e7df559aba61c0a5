import { compareNames } from '../../shared/natural.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';

/** A tag, and how many secrets have it. */
export interface TagCount {
  readonly tag: string;
  readonly secrets: number;
}

/** The tags of secrets, as people order names. */
export function countTags(infos: readonly SecretInfo[]): TagCount[] {
  const counts = new Map<string, number>();
  for (const { tags } of infos) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, secrets]) => ({ tag, secrets })).sort((a, b) => compareNames(a.tag, b.tag));
}
