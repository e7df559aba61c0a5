import { recoveryLimits } from '../../shared/recovery.ts';
import { slip39Words } from '../../shared/slip39-words.ts';

const all = new Set(slip39Words);

/** How many words one sheet has. */
export const sheetWords = recoveryLimits.words;

/** What was typed, without what a word of the list never has. */
export function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/** Words of the list that begin with what was typed, at most `limit`. */
export function wordsFrom(typed: string, limit = 6): string[] {
  const start = plain(typed);
  return start === '' ? [] : slip39Words.filter((word) => word.startsWith(start)).slice(0, limit);
}

/**
 * The one word that was meant: its first four letters suffice, or fewer where no other begins so;
 * else `undefined`.
 */
export function wordOf(typed: string): string | undefined {
  const start = plain(typed);
  if (all.has(start)) return start;
  const found = wordsFrom(start, 2);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The words in a pasted text, without the numbers and signs between them; what else stands there is
 * kept as it is.
 */
export function wordsIn(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/**
 * The sheet's words after a text was pasted into word `at` (from 0): a whole sheet begins at the
 * first.
 */
export function fill(words: readonly string[], at: number, text: string): string[] {
  const pasted = wordsIn(text).map((word) => wordOf(word) ?? word);
  const start = pasted.length >= words.length ? 0 : at;
  // A header or a title before the words of a whole sheet: the words are what comes last.
  const kept = pasted.length > words.length ? pasted.slice(-words.length) : pasted;
  return words.map((word, i) => kept[i - start] ?? word);
}

/** True when a word was typed that is on no sheet. */
export function isUnknown(typed: string): boolean {
  return plain(typed) !== '' && wordOf(typed) === undefined;
}
