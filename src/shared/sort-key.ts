import { compareNames } from './natural.ts';
import { folderOf, titleOf } from './path.ts';

// Keys whose code units stand in the order of `compareNames` as far as it tells letters and numbers
// apart: to sort 100,000 names by the collator alone takes seconds.

/** A name that is to be compared often. */
export interface Sortable {
  readonly name: string;
  /** Missing where the name has something of which no key is known. */
  readonly key: string | undefined;
}

const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const sameLetter = new Intl.Collator('en', { sensitivity: 'base' });
const longestNumber = 200;
const weights = weigh();

export function sortable(name: string): Sortable {
  return { name, key: keyOf(name) };
}

/** As `compareNames` of the two names. */
export function compareSortables(a: Sortable, b: Sortable): number {
  if (a.key !== undefined && b.key !== undefined && a.key !== b.key) return a.key < b.key ? -1 : 1;
  return compareNames(a.name, b.name);
}

/**
 * Those of a tree in the order of its names, level by level; an entry stands before the folder of
 * its name. Equal ones stay as they are.
 */
export function inOrderOfNames<T>(all: readonly T[], pathOf: (one: T) => string): T[] {
  const root: Level<T> = { lies: [], folders: new Map() };
  const levels = new Map([['', root]]);
  const levelOf = (folder: string): Level<T> => {
    const known = levels.get(folder);
    if (known !== undefined) return known;
    const level: Level<T> = { lies: [], folders: new Map() };
    levels.set(folder, level);
    levelOf(folderOf(folder)).folders.set(titleOf(folder), level);
    return level;
  };
  for (const one of all) {
    const path = pathOf(one);
    levelOf(folderOf(path)).lies.push({ ...sortable(titleOf(path)), is: one });
  }
  const ordered: T[] = [];
  collect(root, ordered);
  return ordered;
}

/** What lies in a folder, and the folders in it by their names. */
interface Level<T> {
  readonly lies: (Sortable & { readonly is: T })[];
  readonly folders: Map<string, Level<T>>;
}

function collect<T>({ lies, folders }: Level<T>, into: T[]): void {
  const below = [...folders].map(([name, level]) => ({ ...sortable(name), level }));
  for (const one of [...lies, ...below].sort(compareSortables))
    if ('level' in one) collect(one.level, into);
    else into.push(one.is);
}

function keyOf(name: string): string | undefined {
  // An accent counts only where nothing else differs.
  const plain = /^[ -~]*$/.test(name) ? name : name.normalize('NFD').replace(/[\u0300-\u0344]/g, '');
  if (!/^[ -~]*$/.test(plain)) return undefined;
  let key = '';
  for (let at = 0; at < plain.length; at++) {
    const code = plain.charCodeAt(at);
    if (!isDigit(code)) {
      key += weights[code - 32];
      continue;
    }
    const from = at;
    while (isDigit(plain.charCodeAt(at + 1))) at++;
    const digits = plain.slice(from, at + 1).replace(/^0+/, '');
    if (digits.length > longestNumber) return undefined;
    // The longer of two numbers is the larger one.
    key += weights[16] + String.fromCharCode(1 + digits.length) + digits;
  }
  return key;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A code unit for each printable character of ASCII, the same for what is told apart by case alone. */
function weigh(): string[] {
  const ordered = printable.toSorted((a, b) => sameLetter.compare(a, b));
  const weight = new Map<string, string>();
  let last = 0;
  for (const [i, letter] of ordered.entries()) {
    if (i > 0 && sameLetter.compare(ordered[i - 1] as string, letter) !== 0) last++;
    weight.set(letter, String.fromCharCode(last + 1));
  }
  return printable.map((letter) => weight.get(letter) as string);
}
