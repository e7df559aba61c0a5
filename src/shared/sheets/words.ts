import { slip39Words } from '../slip39-words.ts';

/** Letters that name a word of the list. */
const enough = 4;

const byWord = new Map(slip39Words.map((word, index) => [word, index]));
const byStart = new Map(slip39Words.map((word, index) => [word.slice(0, enough), index]));

/**
 * Words as people write them, in lower case and without what stands between or before them: `1.
 * Academic, 2. ACID`.
 */
export function tokensOf(text: string): string[] {
  return plainText(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((part) => part.replace(/^\d+/, ''))
    .filter((part) => part !== '');
}

/** One spelling for what looks the same: NFKC, lower case, without characters that nobody sees. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
}

/**
 * A word's place in the list, from 0, when it is written out or cut after its fourth letter or
 * later; `undefined`: in no list of ours.
 */
export function wordIndex(token: string): number | undefined {
  const whole = byWord.get(token);
  if (whole !== undefined || token.length < enough) return whole;
  const index = byStart.get(token.slice(0, enough));
  return index !== undefined && slip39Words[index]?.startsWith(token) ? index : undefined;
}

/** The word at a place in the list. */
export function wordAt(index: number): string {
  return slip39Words[index] ?? '';
}

/**
 * The one word of the list that is nearest to a mistyped one; `undefined` when none is near, or
 * several are as near.
 */
export function likeliestWord(token: string): string | undefined {
  let best: string | undefined;
  // One slip in a short word, two in a long one: more make another word.
  let least = Math.min(3, Math.floor(token.length / 2));
  for (const word of slip39Words) {
    if (Math.abs(word.length - token.length) > least) continue;
    const distance = mistakes(token, word);
    if (distance < least) [best, least] = [word, distance];
    else if (distance === least) best = undefined;
  }
  return best;
}

/**
 * Slips of the pen between two words: letters added, left out, changed, or neighbours swapped
 * (optimal string alignment).
 */
export function mistakes(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? (i === 0 ? j : Number.POSITIVE_INFINITY);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        changed,
        swapped ? at(i - 2, j - 2) + 1 : changed,
      );
      rows[i]?.push(least);
    }
  }
  return at(a.length, b.length);
}
