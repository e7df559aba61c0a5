import { fail } from '../../shared/failure.ts';
import type { Language } from '../../shared/words/languages.ts';

/** What a password is made of; every class chosen appears at least once. */
export interface PasswordOptions {
  /** Characters, 4 to 1,024. */
  length: number;
  lower?: boolean;
  upper?: boolean;
  digits?: boolean;
  /** The symbols to draw from; an empty string for none. */
  symbols?: string;
  /** Leave out what is easily misread: 0 O o, 1 I l |. */
  unambiguous?: boolean;
}

/** What a passphrase of words is made of. */
export interface WordsOptions {
  words: number;
  separator: string;
  /** Give each word a capital: easier to read, no entropy. */
  capitalize?: boolean;
  /** Put one random digit after one random word, for sites that insist. */
  number?: boolean;
}

/** A whole number in 0 .. limit-1, each as likely as the others. */
export type RandomInt = (limit: number) => number;

/** Symbols that most sites take. */
export const SYMBOLS = '!#$%&()*+,-./:;<=>?@[]^_{|}~';

const AMBIGUOUS = new Set('0Oo1Il|');

/**
 * A random password, each of those that hold every chosen class as likely as the others. Fails with
 * `bad-input`.
 */
export function generatePassword(options: PasswordOptions, randomInt: RandomInt): string {
  const classes = classesOf(options);
  const alphabet = classes.flat();
  // Drawing anew, rather than planting one of each class, is what keeps every password equally
  // likely.
  for (;;) {
    const drawn = Array.from({ length: options.length }, () => pick(alphabet, randomInt));
    if (classes.every((members) => drawn.some((character) => members.includes(character))))
      return drawn.join('');
  }
}

/**
 * The entropy in bits of `generatePassword` with these options: the log of how many passwords it
 * can make.
 */
export function passwordBits(options: PasswordOptions): number {
  const sizes = classesOf(options).map((members) => members.length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  // Inclusion and exclusion over the classes that are left out.
  let count = 0n;
  for (let out = 0; out < 2 ** sizes.length; out += 1) {
    const left = sizes.filter((_, index) => out & (1 << index));
    const size = left.reduce((sum, one) => sum - one, total);
    const term = BigInt(size) ** BigInt(options.length);
    count += left.length % 2 === 0 ? term : -term;
  }
  return log2(count);
}

/** Words drawn from the list, each as likely as the others. Fails with `bad-input`. */
export function generateWords(options: WordsOptions, list: readonly string[], randomInt: RandomInt): string {
  requireWhole('words', options.words, 1, 64);
  const words = Array.from({ length: options.words }, () => pick(list, randomInt));
  const cased = options.capitalize ? words.map(capitalized) : words;
  if (!options.number) return cased.join(options.separator);
  const place = randomInt(cased.length);
  const digit = randomInt(10);
  return cased.map((word, index) => (index === place ? `${word}${digit}` : word)).join(options.separator);
}

/** The entropy in bits of `generateWords` with these options and a list of so many words. */
export function wordsBits(options: WordsOptions, listLength: number): number {
  const number = options.number ? Math.log2(10 * options.words) : 0;
  return options.words * Math.log2(listLength) + number;
}

/**
 * The 7,776 words of the EFF's long diceware list, or German words of four to nine plain letters;
 * loaded when first asked for.
 */
export async function loadWords(language: Language = 'en'): Promise<readonly string[]> {
  if (language === 'de') return germanWords();
  // The package's main module would decompress 30,000 common passwords beside it.
  const { default: words } = await import('@zxcvbn-ts/language-common/src/diceware.json', {
    with: { type: 'json' },
  });
  return words;
}

// From the subtitles of films: nobody is to write down, or read out, what people shout there.
const coarse =
  /arsch|bastard|bumse|fick|fotze|fuck|h[ui]tler|hure|kack|kotz|mord|möse|muschi|nazi|neger|nutte|piss|porno|scheiss|schlampe|schwanz|schwuchtel|shit|titten|t[oö]te[nt]?$|vergewalt|wichs/;

async function germanWords(): Promise<readonly string[]> {
  const { default: common } = await import('@zxcvbn-ts/language-de/src/commonWords.json', {
    with: { type: 'json' },
  });
  return [...new Set(common)].filter((word) => /^[a-z]{4,9}$/.test(word) && !coarse.test(word));
}

function classesOf(options: PasswordOptions): string[][] {
  const { lower = true, upper = true, digits = true, symbols = SYMBOLS, unambiguous = false } = options;
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const wanted = [lower && letters, upper && letters.toUpperCase(), digits && '0123456789', symbols];
  const seen = new Set<string>();
  const classes = wanted
    .filter((members) => typeof members === 'string' && members !== '')
    .map((members) => [...new Set(members as string)].filter((one) => isNew(one, seen, unambiguous)));
  requireWhole('length', options.length, Math.max(4, classes.length), 1024);
  if (classes.length === 0) fail({ code: 'bad-input', what: 'classes', reason: 'none' });
  if (classes.some((members) => members.length === 0)) {
    fail({ code: 'bad-input', what: 'symbols', reason: 'none-left' });
  }
  return classes;
}

// Each character belongs to one class, or a symbol such as "a" would be drawn twice as often as
// "b".
function isNew(character: string, seen: Set<string>, unambiguous: boolean): boolean {
  if (seen.has(character) || (unambiguous && AMBIGUOUS.has(character))) return false;
  seen.add(character);
  return true;
}

function requireWhole(what: 'length' | 'words', value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  fail({ code: 'bad-input', what, reason: 'out-of-range', least, most });
}

function pick(from: readonly string[], randomInt: RandomInt): string {
  const picked = from[randomInt(from.length)];
  if (picked === undefined) throw new RangeError('nothing to draw from');
  return picked;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

// A count of 300 digits does not fit a number: 53 leading bits carry the fraction, the rest is the
// exponent.
function log2(count: bigint): number {
  const bits = count.toString(2).length;
  const shift = Math.max(0, bits - 53);
  return Math.log2(Number(count >> BigInt(shift))) + shift;
}
