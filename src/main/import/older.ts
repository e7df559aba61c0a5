import type { ParsedVersion } from './entry.ts';
import { tagsOf } from './plan-metadata.ts';

interface Now {
  readonly tags: readonly string[] | undefined;
  readonly custom: readonly (readonly [string, string])[];
}

/**
 * Tags and expiry that the older versions of a new secret had: written with each, they are told
 * between its versions. `isEndLost`: an expiry was gone later on, which a version cannot say.
 * `undefined`: all had what the entry has.
 */
export function describedThen(
  versions: readonly ParsedVersion[],
  { tags = [], custom }: Now,
): { readonly isEndLost: boolean; of(n: number): Now } | undefined {
  if (versions.every((version) => version.tags === undefined && version.expires === undefined))
    return undefined;
  const others = custom.filter(([key]) => key !== 'expires');
  const end = custom.find(([key]) => key === 'expires')?.[1];
  const ends = versions.map(({ expires }) => (expires === undefined ? end : endText(expires)));
  const isGone = (n: number) => ends[n] !== undefined && ends.slice(n + 1).includes(undefined);
  return {
    isEndLost: ends.some((_, n) => isGone(n)),
    of: (n) => {
      const own = isGone(n) ? undefined : ends[n];
      return {
        tags: tagsOf(versions[n]?.tags ?? tags).tags,
        custom: own === undefined ? others : [...others, ['expires', own]],
      };
    },
  };
}

function endText(time: number | null): string | undefined {
  return time === null ? undefined : new Date(time).toISOString();
}
