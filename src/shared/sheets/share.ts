import { type Failure, fail } from '../failure.ts';
import { recoveryLimits } from '../recovery.ts';
import { isChecked, likeliestMistake, missingWord } from './checksum.ts';
import { likeliestWord, wordAt, wordIndex } from './words.ts';

/**
 * A share whose words are right by themselves. Whether they are those that were printed, only the
 * vault can tell.
 */
export interface Share {
  /** 15 bits that all shares of one split carry. */
  readonly identifier: number;
  /** The number on the sheet, from 1. */
  readonly sheet: number;
  readonly threshold: number;
  /** Written out, in lower case. */
  readonly words: readonly string[];
}

type Refused = Extract<Failure, { code: 'share-refused' }>;

/** A share from words as they were typed or read. Refuses with `share-refused`. */
export function readShare(tokens: readonly string[]): Share {
  if (tokens.length === 0) return refuse({ reason: 'empty' });
  // Whoever pastes a book is not told of every word in it.
  if (tokens.length > 2 * recoveryLimits.words) return refuse({ reason: 'too-many-words' });
  const indices = tokens.map(wordIndex);
  const unknown = [...indices.keys()].filter((place) => indices[place] === undefined);
  if (unknown.length > 0) return refuseUnknown(tokens, indices, unknown);
  return parse(indices.map((index) => index ?? 0));
}

// SLIP-39, "Format of the share mnemonic": 15 bits identifier, extendable flag, 4 bits exponent;
// then 4 bits each of group index, group threshold - 1, groups - 1, member index, member threshold
// - 1.
function parse(words: number[]): Share {
  const [first = 0, second = 0, third = 0, fourth = 0] = words;
  const kind = (second >> 4) & 1 ? 'shamir_extendable' : 'shamir';
  if (words.length !== recoveryLimits.words) return refuseCount(words.length, isChecked(words, kind));
  if (!isChecked(words, kind)) return refuseChecksum(words);
  const group = third >> 6 || (third >> 2) & 15 || ((third & 3) << 2) | (fourth >> 8);
  // 256 bits of share value in 26 words: four bits before it are zero.
  const padding = (words[4] ?? 0) >> 6;
  const foreign = kind === 'shamir' || (second & 15) !== 0 || group !== 0 || padding !== 0;
  if (foreign) return refuse({ reason: 'foreign' });
  return {
    identifier: (first << 5) | (second >> 5),
    sheet: ((fourth >> 4) & 15) + 1,
    threshold: (fourth & 15) + 1,
    words: words.map(wordAt),
  };
}

function refuseUnknown(
  tokens: readonly string[],
  indices: readonly (number | undefined)[],
  unknown: readonly number[],
): never {
  const [place = 0] = unknown;
  // The other words and the checksum say what one word must be, however it was mistyped.
  const certain =
    unknown.length === 1 && tokens.length === recoveryLimits.words
      ? missingWord(
          indices.map((index) => index ?? 0),
          place,
          'shamir_extendable',
        )
      : undefined;
  const suggestion = certain === undefined ? likeliestWord(tokens[place] ?? '') : wordAt(certain);
  return refuse({
    reason: 'unknown-words',
    words: unknown.map((index) => index + 1),
    ...(suggestion !== undefined && { suggestion }),
  });
}

function refuseCount(count: number, checked: boolean): never {
  // Good words of another length are a share of another secret.
  if (checked && count >= 20) return refuse({ reason: 'foreign' });
  return refuse({ reason: count < recoveryLimits.words ? 'too-few-words' : 'too-many-words' });
}

function refuseChecksum(words: readonly number[]): never {
  // Ours are all extendable: a wrong second word may say otherwise.
  const mistake = likeliestMistake(words, 'shamir_extendable');
  if (mistake === undefined) return refuse({ reason: 'checksum' });
  const places = mistake.places.map((place) => place + 1);
  return refuse({ reason: 'checksum', words: places, suggestion: wordAt(mistake.word) });
}

/** Throws `share-refused`. */
export function refuse(failure: Omit<Refused, 'code'>): never {
  return fail({ code: 'share-refused', ...failure });
}

/**
 * Every share whose words stand one after the other in a longer text, such as a whole sheet's; what
 * is between is not looked at.
 */
export function findShares(tokens: readonly string[]): string[][] {
  const indices = tokens.map(wordIndex);
  const found: string[][] = [];
  let run: number[] = [];
  for (const index of indices) {
    if (index === undefined) {
      run = [];
      continue;
    }
    run.push(index);
    if (run.length > recoveryLimits.words) run.shift();
    if (run.length < recoveryLimits.words || !isChecked(run, 'shamir_extendable')) continue;
    found.push(run.map(wordAt));
    run = [];
  }
  return found;
}
