import { favouriteMark } from '../../shared/facet.ts';
import { limits } from '../../shared/secret.ts';
import type { NoteOf, ParsedEntry } from './entry.ts';
import { type Imported, importedKey, importedOf, importedText, isSameMetadata } from './imported.ts';
import type { Known } from './sources.ts';

/**
 * True when tags, expiry or title are other ones than the last import brought. What is deleted
 * stays as it is.
 */
export function isMetadataOther(known: Known, entry: ParsedEntry): boolean {
  const before = known.imported;
  return before !== undefined && !isHidden(known) && !isSameMetadata(before, importedOf(entry, 0));
}

/** True when nothing can be read of what the last import brought. */
export function isHidden({ base }: Known): boolean {
  return base?.fields === undefined;
}

/** A secret whose metadata has no room left would refuse the whole import. */
export function metadataFault(known: Known | undefined): NoteOf | undefined {
  if (known === undefined) return undefined;
  const keys = new Set(known.info.custom.map(([key]) => key));
  return keys.add(importedKey).add('expires').add('source').size > limits.custom
    ? { reason: 'too-large', what: 'metadata' }
    : undefined;
}

/** True for a secret that an entry meets, and that came from nowhere until now. */
function isAdopted({ met, info }: Known): boolean {
  return met === true && info.custom.every(([key]) => key !== 'source');
}

function isOfOther(known: Known | undefined): boolean {
  return known?.met === true && !isAdopted(known);
}

/**
 * What goes into the secret's metadata: where it came from, what came, when it ends unless the
 * person said otherwise.
 */
export function customOf(
  { expires, created, favourite, archived }: ParsedEntry,
  imported: Imported,
  source: string,
  known: Known | undefined,
): [string, string][] {
  const pairs: [string, string][] = [];
  if (known === undefined || isAdopted(known)) pairs.push(['source', source]);
  // What a secret of another source says of that one's last import still holds.
  if (!isOfOther(known)) pairs.push([importedKey, importedText(imported)]);
  // What the person made of it since stays theirs.
  if (known === undefined) {
    if (favourite) pairs.push([...favouriteMark]);
    if (archived) pairs.push(['archived', 'yes']);
    if (created !== undefined) pairs.push(['created', new Date(created).toISOString()]);
  }
  if (expires !== undefined && known?.imported?.expires !== imported.expires)
    pairs.push(['expires', new Date(expires).toISOString()]);
  return pairs;
}

/**
 * The expiry, when the last import brought it, the person left it so and the file has none any
 * more.
 */
export function endedOf({ expires }: ParsedEntry, { imported, info }: Known): string[] {
  if (expires !== undefined || imported === undefined || imported.expires === '') return [];
  const now = info.custom.find(([key]) => key === 'expires')?.[1];
  return now === new Date(Number(imported.expires)).toISOString() ? ['expires'] : [];
}

export function tagsOf(all: readonly string[]): { tags: readonly string[]; lost: number } {
  const wanted = [...new Set(all.map((tag) => tag.toWellFormed().normalize('NFC')))];
  const tags = wanted.filter((tag) => tag.length <= limits.tag).slice(0, limits.tags);
  return { tags, lost: wanted.length - tags.length };
}
