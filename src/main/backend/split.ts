import type { Entry } from './entry.ts';
import { type DraftPage, maxBits, maxCharacters, maxEntries, pageSize } from './page.ts';

/** The pages that take a page's place when it has outgrown its bounds; itself otherwise. `addressOf`: the bits of a path. */
export function splitPage(
  bits: string,
  page: DraftPage,
  addressOf: (path: string) => string,
): [bits: string, page: DraftPage][] {
  const tooLong = page.size > maxEntries || (page.size > 1 && pageSize(page) > maxCharacters);
  if (!tooLong || bits.length >= maxBits) return [[bits, page]];
  // A page that outgrew its bounds by far (an import) is dealt out in one go instead of halved again and again.
  const needed = Math.ceil(Math.log2(page.size / maxEntries));
  const length = bits.length + Math.min(maxBits - bits.length, Math.max(1, needed));
  const parts = new Map<string, Map<string, Entry | string>>();
  for (let i = 0; i < 2 ** (length - bits.length); i++)
    parts.set(bits + i.toString(2).padStart(length - bits.length, '0'), new Map());
  for (const [path, entry] of page) parts.get(addressOf(path).slice(0, length))?.set(path, entry);
  return [...parts].flatMap(([part, entries]) => splitPage(part, entries, addressOf));
}
