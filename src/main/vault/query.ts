import { fold } from '../../shared/fold.ts';

/**
 * One term of a query; `tag` ones look at tags alone. `only`: it names no text but the folder, what
 * the secret has, or what it is.
 */
export interface Term {
  readonly text: string;
  readonly tag: boolean;
  readonly only?: 'in' | 'has' | 'type' | 'is';
}

/** What `is:` asks for. `weak` and `reused` are known once passwords were looked through. */
export const marks = ['favourite', 'weak', 'reused', 'expiring', 'expired'] as const;
export type Mark = (typeof marks)[number];

/** Terms beyond this many are not looked at: a pasted page must not hold up the window. */
export const maxTerms = 16;

/**
 * Splits a query at white space; `#x` and `tag:x` are tag terms; `in:`, `has:`, `type:` and
 * `is:` are others. Empty: the query asks for nothing.
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
    const [, only, text = ''] = /^(in|has|type|is):(.*)$/.exec(word) ?? [];
    if (only !== undefined) return { text, tag: false, only: only as 'in' | 'has' | 'type' | 'is' };
    return { text: word, tag: false };
  });
}

/** True where passwords must have been looked through for the answer. */
export function asksForHealth(query: string): boolean {
  return parseQuery(query).some(({ only, text }) => only === 'is' && (text === 'weak' || text === 'reused'));
}
