/** Code units of a text. */
type Units = ArrayLike<number>;

/** Words shorter than this are not forgiven: too much else would be one letter away. */
export const shortestForgiven = 4;

/**
 * Where a run of letters ends that begins at `from` and is the word but for one slip: a letter more,
 * a letter less, another letter, or two that changed places. `undefined`: what is there is another
 * word, or nothing.
 */
export function nearEnd(text: Units, from: number, end: number, word: Units): number | undefined {
  let same = 0;
  while (same < word.length && from + same < end && text[from + same] === word[same]) same++;
  const at = from + same;
  const rest = (textAt: number, wordAt: number) =>
    textAt <= end && isRest(text, textAt, end, word, wordAt) ? textAt + word.length - wordAt : undefined;
  if (same === word.length) return at;
  const swapped = text[at] === word[same + 1] && text[at + 1] === word[same] && same + 1 < word.length;
  return (
    (swapped ? rest(at + 2, same + 2) : undefined) ??
    rest(at + 1, same + 1) ??
    rest(at + 1, same) ??
    rest(at, same + 1)
  );
}

function isRest(text: Units, textAt: number, end: number, word: Units, wordAt: number): boolean {
  const length = word.length - wordAt;
  if (textAt + length > end) return false;
  for (let i = 0; i < length; i++) if (text[textAt + i] !== word[wordAt + i]) return false;
  return true;
}

export function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** True for a letter or a digit. */
export function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(unit));
}
