// The sheets that a person gives, against the header of the vault.
import { recoveryLimits } from '../shared/recovery.ts';
import { readShare, refuse, type Share } from '../shared/sheets/share.ts';
import { parseSheetText } from '../shared/sheets/sheet-text.ts';
import { plainText, tokensOf } from '../shared/sheets/words.ts';
import { combine } from './crypto/slip39.ts';
import type { Manifest } from './format/manifest.ts';
import { type Json, list, object } from './format/shape.ts';

export interface SheetSet {
  readonly set: string;
  readonly identifier: number;
  readonly threshold: number;
  readonly shares: number;
}

/** The set whose sheets open this copy; `undefined`: there is none. */
export function setOf(manifest: Manifest): SheetSet | undefined {
  const stored = manifest.ofKind('recovery')[0]?.stored;
  if (stored === undefined) return undefined;
  const [identifier, threshold, shares] = [stored['identifier'], stored['threshold'], stored['shares']].map(
    Number,
  );
  const isSize = (n: number | undefined): n is number =>
    Number.isInteger(n) && Number(n) >= 1 && Number(n) <= 16;
  if (identifier === undefined || !isSize(threshold) || !isSize(shares)) return undefined;
  return { set: String(stored['set']), identifier, threshold, shares };
}

export class Sheets {
  readonly set: SheetSet;
  readonly #manifest: Manifest;
  readonly #given = new Map<number, Share>();

  constructor(manifest: Manifest, set: SheetSet) {
    this.#manifest = manifest;
    this.set = set;
  }

  get taken(): number[] {
    return [...this.#given.keys()].sort((a, b) => a - b);
  }

  get missing(): number {
    return Math.max(0, this.set.threshold - this.#given.size);
  }

  /** Takes the words of a sheet, or the text of its code. Throws `share-refused`. */
  give(text: string): void {
    if (text.length > recoveryLimits.text) refuse({ reason: 'too-many-words' });
    const read = parseSheetText(plainText(text));
    if (read?.vault !== undefined && !this.#manifest.vault.startsWith(read.vault))
      refuse({ reason: 'other-vault', ...(read.set !== undefined && { set: read.set }) });
    const share = readShare(tokensOf(read?.words.join(' ') ?? text));
    this.#refuseOther(share, read?.set);
    const before = this.#given.get(share.sheet);
    if (before !== undefined)
      refuse({
        reason: before.words.join(' ') === share.words.join(' ') ? 'same-sheet' : 'contradicts',
        sheet: share.sheet,
      });
    this.#given.set(share.sheet, share);
  }

  takeAway(sheet: number): void {
    this.#given.delete(sheet);
  }

  /** What any T of the sheets give together, those that belong together first. */
  async *secrets(): AsyncGenerator<Uint8Array> {
    for (const some of subsets([...this.#given.values()], this.set.threshold)) {
      const secret = await combine(some);
      if (secret !== undefined) yield secret;
    }
  }

  #refuseOther({ identifier, threshold, sheet }: Share, set: string | undefined): void {
    const wanted = this.set;
    const isOurs =
      identifier === wanted.identifier && threshold === wanted.threshold && sheet <= wanted.shares;
    if (isOurs && (set === undefined || set === wanted.set)) return;
    const isIt = (note: Json) => note['identifier'] === identifier;
    const retired = notes(this.#manifest, 'retired-sets').find(isIt);
    if (retired !== undefined)
      refuse({ reason: 'retired-set', sheet, set: String(retired['set']), ...times(retired) });
    const pending = this.#manifest.ofKind('pending-set').find(({ stored }) => isIt(stored));
    if (pending !== undefined) refuse({ reason: 'pending-set', sheet, set: String(pending.stored['set']) });
    refuse({ reason: 'other-set', sheet, wanted: wanted.set, ...(set !== undefined && { set }) });
  }
}

function notes(manifest: Manifest, kind: string): Json[] {
  return manifest.ofKind(kind).flatMap(({ stored }) => {
    try {
      return list(stored['sets']).map(object);
    } catch {
      return [];
    }
  });
}

function times(note: Json): { created?: number; ended?: number } {
  const [created, ended] = [note['created'], note['ended']].map((time) => Date.parse(String(time)));
  return {
    ...(Number.isFinite(created) && { created: created as number }),
    ...(Number.isFinite(ended) && { ended: ended as number }),
  };
}

function* subsets<T>(all: readonly T[], count: number): Generator<T[]> {
  if (count === 0) yield [];
  for (let first = 0; count > 0 && first <= all.length - count; first++)
    for (const rest of subsets(all.slice(first + 1), count - 1)) yield [all[first] as T, ...rest];
}
