import { failureOf } from '../../../shared/failure.ts';
import { hmacSha256, type Key, utf8 } from '../../crypto/primitives.ts';
import { wipe, wipedAtEnd } from '../../crypto/wipe.ts';
import { idBytes } from '../../store/id-table.ts';
import { parseSealed } from '../format/manifest.ts';
import type { ReadingKeys } from '../format/object-kind.ts';
import { bitsOf, type Page, parsePage } from '../format/page.ts';
import { namesFiles, versionRefs } from '../format/references.ts';
import { type Content, type ContentJob, examineContent } from './examine-content.ts';
import { type Batch, opened } from './opened.ts';

/**
 * Versions are authenticated, and what pages name is read off their text. Where the `bits` of a
 * page are given, it is parsed too: it must have its shape, and its entries belong on it.
 */
export type Job =
  | { readonly kind: 'version'; readonly batch: Batch }
  | { readonly kind: 'page'; readonly batch: Batch; readonly bits?: readonly (string | undefined)[] }
  | ContentJob;

/** What pages name: objects, their terms, and which page of the batch names each. */
export interface Named {
  readonly ids: Uint8Array;
  readonly terms: Uint32Array;
  readonly pages: Uint32Array;
}

export interface Answer extends Content {
  /** Places in the batch of what does not authenticate. */
  readonly damaged: readonly number[];
  /** Places of pages that seem to hold an entry of another one. */
  readonly misplaced: readonly number[];
  /** Places of pages that name attachments. */
  readonly attached: readonly number[];
  readonly named?: Named;
}

const none = { damaged: [], misplaced: [], attached: [] };

/** Opens each object of a batch. Of versions nothing is kept; of pages, the ids that they name. */
export function examine(keys: ReadingKeys, job: Job): Answer {
  if (job.kind === 'version') return versions(keys, job.batch);
  return job.kind === 'page' ? pages(keys, job.batch, job.bits) : { ...none, ...examineContent(keys, job) };
}

function versions(keys: ReadingKeys, batch: Batch): Answer {
  const damaged: number[] = [];
  for (const [place, plain] of opened(keys, 'version', batch))
    if (plain === undefined) damaged.push(place);
    else wipe(plain);
  return { damaged, misplaced: [], attached: [] };
}

function pages(keys: ReadingKeys, batch: Batch, bits: readonly (string | undefined)[] | undefined): Answer {
  const damaged: number[] = [];
  const misplaced: number[] = [];
  const attached: number[] = [];
  const found: { ids: string[]; terms: number[]; pages: number[] } = { ids: [], terms: [], pages: [] };
  for (const [place, plain] of opened(keys, 'page', batch)) {
    if (plain === undefined) {
      damaged.push(place);
      continue;
    }
    const refs: [id: string, term: number][] = [];
    try {
      const start = bits?.[place];
      const page = start === undefined ? undefined : parsePage(parseSealed(plain, 'page'));
      // Every byte one character: it is only looked through.
      const text = Buffer.from(plain.buffer, plain.byteOffset, plain.length).toString('latin1');
      versionRefs(text, (id, term) => refs.push([id, term]));
      if (namesFiles(text)) attached.push(place);
      if (page && isMisplaced(keys.address, page, start ?? '')) misplaced.push(place);
    } catch (error) {
      if (failureOf(error)?.code !== 'damaged') throw error;
      damaged.push(place);
      continue;
    } finally {
      wipe(plain);
    }
    for (const [id, term] of refs) {
      found.ids.push(id);
      found.terms.push(term);
      found.pages.push(place);
    }
  }
  const named = {
    ids: idBytes(found.ids),
    terms: Uint32Array.from(found.terms),
    pages: Uint32Array.from(found.pages),
  };
  return { damaged, misplaced, attached, named };
}

function isMisplaced(address: Key, page: Page, start: string): boolean {
  for (const path of page.keys()) {
    const bytes = utf8(path);
    using _ = wipedAtEnd(bytes);
    if (!bitsOf(hmacSha256(address, bytes)).startsWith(start)) return true;
  }
  return false;
}
