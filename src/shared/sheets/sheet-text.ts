import { recoveryLimits } from '../recovery.ts';

/** What a sheet's code says. */
export interface SheetText {
  /** The vault's id, or its first 8 hex digits. */
  readonly vault: string;
  /** 8 characters of Crockford's base32. */
  readonly set: string;
  readonly words: readonly string[];
}

/** What was read, all in lower case but `set`. Ids are missing where only words were given. */
export interface ReadText {
  readonly vault?: string;
  readonly set?: string;
  readonly words: string[];
}

// No colon: a phone's own scanner would take what is before it for the kind of a link.
const header =
  /^HOLDFAST\s+1\s+([0-9A-F]{4}-?[0-9A-F]{4})\s+([0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4})(?:\s|$)/;

/**
 * The text of a sheet's code: upper case, so that it needs QR's alphanumeric mode alone, and people
 * can read it.
 */
export function encodeSheetText({ vault, set, words }: SheetText): string {
  return ['HOLDFAST', '1', vault.slice(0, 8), set, ...words].join(' ').toUpperCase();
}

/**
 * Words of a sheet, with or without the header, in either case, also as people copy them ("1.
 * academic"). They may be too few or in no list: whoever combines them says which. `undefined`: not
 * a text of ours, such as a link.
 */
export function parseSheetText(text: string): ReadText | undefined {
  if (text.length > recoveryLimits.text) return undefined;
  const upper = text.trim().toUpperCase();
  const found = header.exec(upper);
  if (found === null) return /^HOLDFAST\b/.test(upper) ? undefined : only(wordsIn(upper));
  const words = wordsIn(upper.slice(found[0].length));
  const [vault = '', set = ''] = found.slice(1).map((id) => id.replace('-', ''));
  return words && { vault: vault.toLowerCase(), set, words };
}

function only(words: string[] | undefined): ReadText | undefined {
  return words && { words };
}

/** `undefined` when something is in it that nobody writes between words. */
function wordsIn(text: string): string[] | undefined {
  const words = text
    .split(/[\s,;]+/)
    // The number before a word, on its own or joined to it.
    .map((part) => part.replace(/^\d{1,2}(?:[.)]|$)/, ''))
    .filter((part) => part !== '');
  return words.every((word) => /^[\p{L}\p{M}\p{N}'-]+$/u.test(word)) ? words.map(lower) : undefined;
}

function lower(word: string): string {
  return word.toLowerCase();
}
