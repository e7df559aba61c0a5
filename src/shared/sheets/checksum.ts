// RS1024, the Reed-Solomon code of SLIP-39 ("Checksum"): over 1,024 symbols, three of them check
// symbols, distance 4. It finds any three wrong words, and one wrong word can be put right in one
// way at most.

const generator = [
  0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890,
  0x3f3f120,
];
const symbols = 1024;

/** What the two kinds of share begin their checksum with. */
export type Customization = 'shamir' | 'shamir_extendable';

/** True when the last three words check the others. */
export function isChecked(words: readonly number[], kind: Customization): boolean {
  return remainder(words, kind) === 0;
}

/**
 * Where one wrong word, or one pair of swapped ones, explains a checksum that fails: places from 0.
 */
export interface Mistake {
  readonly places: readonly number[];
  /** The right word for the first place. */
  readonly word: number;
}

/**
 * The one mistake that explains why these words do not check; `undefined`: none does, or more than
 * one.
 */
export function likeliestMistake(words: readonly number[], kind: Customization): Mistake | undefined {
  const wrong = remainder(words, kind);
  const found = [...wrongWords(words, wrong), ...swaps(words, wrong)];
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The word that makes the others check at a place whose word is not known; `undefined` when none
 * does.
 */
export function missingWord(
  words: readonly number[],
  place: number,
  kind: Customization,
): number | undefined {
  const blank = words.with(place, 0);
  const wrong = remainder(blank, kind);
  for (let word = 0; word < symbols; word++)
    if (effect(word, words.length - 1 - place) === wrong) return word;
  return undefined;
}

function* wrongWords(words: readonly number[], wrong: number): Generator<Mistake> {
  for (const [place, word] of words.entries()) {
    for (let change = 1; change < symbols; change++) {
      if (effect(change, words.length - 1 - place) === wrong) yield { places: [place], word: word ^ change };
    }
  }
}

function* swaps(words: readonly number[], wrong: number): Generator<Mistake> {
  for (const [i, a] of words.entries()) {
    for (const [j, b] of words.entries()) {
      if (j <= i || a === b) continue;
      const both = effect(a ^ b, words.length - 1 - i) ^ effect(a ^ b, words.length - 1 - j);
      if (both === wrong) yield { places: [i, j], word: b };
    }
  }
}

// The code is linear: a change of one word changes the remainder by the same, whatever the other
// words are.
const effects = new Map<number, Int32Array>();

/** What a change of a word does to the remainder, `after` words before the end. */
function effect(change: number, after: number): number {
  let table = effects.get(after);
  if (table === undefined) {
    table = Int32Array.from({ length: symbols }, (_, symbol) => {
      let rest = symbol;
      for (let i = 0; i < after; i++) rest = step(rest, 0);
      return rest;
    });
    effects.set(after, table);
  }
  return table[change] ?? 0;
}

/** 0 when the words check. */
function remainder(words: readonly number[], kind: Customization): number {
  let rest = 1;
  for (let i = 0; i < kind.length; i++) rest = step(rest, kind.charCodeAt(i));
  for (const word of words) rest = step(rest, word);
  return rest ^ 1;
}

function step(rest: number, symbol: number): number {
  const high = rest >>> 20;
  let next = ((rest & 0xfffff) << 10) ^ symbol;
  for (const [bit, polynomial] of generator.entries()) if ((high >>> bit) & 1) next ^= polynomial;
  return next;
}
