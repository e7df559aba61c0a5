/** One term of a query; `tag` ones look at tags alone. */
export interface Term {
  readonly text: string;
  readonly tag: boolean;
}

/** Terms beyond this many are not looked at: a pasted page must not hold up the window. */
export const maxTerms = 16;

/** The spelling under which texts are compared: no case, no accents, no compatibility forms. */
export function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  // A sigma at the end of a word is lower-cased to another letter, which a longer word would not
  // match.
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ');
}

/**
 * Splits a query at white space; `#x` and `tag:x` are tag terms. Empty: the query asks for nothing.
 */
export function parseQuery(query: string): Term[] {
  const words = new Set(
    fold(query)
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
  return [...words].slice(0, maxTerms).map((word) => {
    if (word.startsWith('#')) return { text: word.slice(1), tag: true };
    if (word.startsWith('tag:')) return { text: word.slice(4), tag: true };
    return { text: word, tag: false };
  });
}
