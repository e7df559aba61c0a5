import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { hmacSha256 } from '../../crypto/primitives.ts';
import { wipe } from '../../crypto/wipe.ts';
import { idBytes } from '../../store/id-table.ts';
import { paddedDigest } from '../format/content.ts';
import { type Entry, hasFiles } from '../format/entry.ts';
import { parseSealed } from '../format/manifest.ts';
import type { ReadingKeys } from '../format/object-kind.ts';
import { bitsOf, type Page, parsePage } from '../format/page.ts';
import { type Batch, opened } from './opened.ts';

/** Pages tell their entries, versions the digest of what they hold. */
export type ContentJob =
  | { readonly kind: 'entries'; readonly batch: Batch; readonly bits: readonly string[] }
  | { readonly kind: 'content'; readonly batch: Batch };

/**
 * The entries of pages, but for those with long files and those that nobody would look for there:
 * what each is called, and its versions.
 */
export interface Entries {
  readonly paths: readonly string[];
  /** How many versions each has that are not destroyed. */
  readonly counts: readonly number[];
  /** Of all versions, those of one entry behind those of the one before. */
  readonly ids: Uint8Array;
  readonly terms: readonly number[];
}

export interface Content {
  readonly entries?: Entries;
  /** Of each version, in order; `undefined` for one that is damaged. */
  readonly digests?: readonly (string | undefined)[];
}

export function examineContent(keys: ReadingKeys, job: ContentJob): Content {
  if (job.kind === 'entries') return { entries: entriesOf(keys, job.batch, job.bits) };
  const digests: (string | undefined)[] = [];
  for (const [, plain] of opened(keys, 'version', job.batch)) {
    digests.push(plain && paddedDigest(plain));
    wipe(plain);
  }
  return { digests };
}

function entriesOf(keys: ReadingKeys, batch: Batch, bits: readonly string[]): Entries {
  const [paths, counts, terms]: [string[], number[], number[]] = [[], [], []];
  const ids: ObjectId[] = [];
  for (const [place, plain] of opened(keys, 'page', batch)) {
    for (const entry of plain === undefined ? [] : pageOf(plain).values()) {
      const isHere = bitsOf(hmacSha256(keys.address, entry.path)).startsWith(bits[place] ?? '');
      if (!isHere || hasFiles(entry)) continue;
      paths.push(entry.path);
      counts.push(note(entry, ids, terms));
    }
  }
  return { paths, counts, ids: idBytes(ids), terms };
}

function note({ versions }: Entry, ids: ObjectId[], terms: number[]): number {
  const before = ids.length;
  for (const { ref } of versions) {
    if (ref === undefined) continue;
    ids.push(ref.id);
    terms.push(ref.term);
  }
  return ids.length - before;
}

/** A page that is not whole has nothing that could be told of it. */
function pageOf(plain: Uint8Array): Page {
  try {
    return parsePage(parseSealed(plain, 'page'));
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    return new Map();
  } finally {
    wipe(plain);
  }
}
