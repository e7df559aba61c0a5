import type { ObjectId } from '../../../shared/brand.ts';
import type { Place } from '../placed.ts';

/** Bytes between two objects that are read along rather than left out by a request of its own. */
const gap = 32 * 1024;
/** Bytes of one answer. */
const longest = 4 * 1024 * 1024;

/** One request, and which of the wanted objects it brings. */
export interface Range {
  readonly pack: string;
  readonly at: number;
  length: number;
  readonly pieces: { readonly index: number; readonly at: number; readonly length: number }[];
}

/**
 * What is at hand of the wanted objects, and as few requests as bring the rest; `missing` makes
 * what is thrown where one has no place.
 */
export function rangesOf(
  wanted: readonly (readonly [ObjectId, Place | undefined])[],
  kept: (pack: string) => Uint8Array | undefined,
  missing: (id: ObjectId) => Error,
): { kept: { index: number; bytes: Uint8Array }[]; ranges: Range[] } {
  const atHand: { index: number; bytes: Uint8Array }[] = [];
  const asked: (Place & { index: number })[] = [];
  for (const [index, [id, place]] of wanted.entries()) {
    if (place === undefined) throw missing(id);
    const bytes = kept(place.pack);
    if (place.length === 0) atHand.push({ index, bytes: new Uint8Array() });
    else if (bytes === undefined) asked.push({ ...place, index });
    else atHand.push({ index, bytes: new Uint8Array(bytes.subarray(place.at, place.at + place.length)) });
  }
  return { kept: atHand, ranges: joined(asked) };
}

function joined(asked: (Place & { index: number })[]): Range[] {
  const ranges: Range[] = [];
  asked.sort((a, b) => (a.pack === b.pack ? a.at - b.at : a.pack < b.pack ? -1 : 1));
  for (const { pack, at, length, index } of asked) {
    const last = ranges.at(-1);
    const piece = { index, at, length };
    const fits = last?.pack === pack && at <= last.at + last.length + gap && at + length - last.at <= longest;
    if (!fits) {
      ranges.push({ pack, at, length, pieces: [piece] });
      continue;
    }
    last.length = Math.max(last.length, at + length - last.at);
    last.pieces.push(piece);
  }
  return ranges;
}
