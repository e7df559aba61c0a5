import { maxBits, maxCharacters, maxEntries } from './page.ts';

/**
 * What is asked of what lies in a page: the first bits of a path's address, `wanted` or more, and
 * about how many characters an entry takes.
 */
export interface Measures<T> {
  readonly addressOf: (path: string, entry: T, wanted: number) => string;
  readonly sizeOf: (entry: T) => number;
}

/** The pages that take a page's place when it has outgrown its bounds; itself otherwise. */
export function splitPage<T>(
  bits: string,
  page: ReadonlyMap<string, T>,
  measures: Measures<T>,
): [bits: string, page: ReadonlyMap<string, T>][] {
  const tooLong = page.size > maxEntries || (page.size > 1 && sizeOfAll(page, measures) > maxCharacters);
  if (!tooLong || bits.length >= maxBits) return [[bits, page]];
  // A page that outgrew its bounds by far (an import) is dealt out in one go instead of halved
  // again and again.
  const needed = Math.ceil(Math.log2(page.size / maxEntries));
  const length = bits.length + Math.min(maxBits - bits.length, Math.max(1, needed));
  const parts = new Map<string, Map<string, T>>();
  for (let i = 0; i < 2 ** (length - bits.length); i++)
    parts.set(bits + i.toString(2).padStart(length - bits.length, '0'), new Map());
  for (const [path, entry] of page)
    parts.get(measures.addressOf(path, entry, length).slice(0, length))?.set(path, entry);
  return [...parts].flatMap(([part, entries]) => splitPage(part, entries, measures));
}

function sizeOfAll<T>(page: ReadonlyMap<string, T>, { sizeOf }: Measures<T>): number {
  let size = 0;
  for (const entry of page.values()) size += sizeOf(entry);
  return size;
}
