import { fold } from './fold.ts';
import { isWordUnit, nearEnd, shortestForgiven, unitsOf } from './nearly.ts';

/** A piece of a text, and whether a query found it. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Where a word is in a text; where it is not, the words that are it but for one slip. */
function hitsOf(whole: string, word: string): [from: number, to: number][] {
  const hits: [number, number][] = [];
  for (let hit = whole.indexOf(word); hit >= 0; hit = whole.indexOf(word, hit + 1))
    hits.push([hit, hit + word.length]);
  if (hits.length > 0 || word.length < shortestForgiven) return hits;
  const [text, units] = [unitsOf(whole), unitsOf(word)];
  for (let from = 0; from < text.length; from++) {
    if (from > 0 && isWordUnit(text[from - 1] as number)) continue;
    const to = nearEnd(text, from, text.length, units);
    if (to !== undefined) hits.push([from, to]);
  }
  return hits;
}

/** A text in pieces: those in which a word of the query is found, and the rest. */
export function marked(text: string, query: string): Piece[] {
  const letters = [...text];
  const spelled = letters.map(fold);
  const at = spelled.flatMap((spelling, i) => Array.from({ length: spelling.length }, () => i));
  const whole = spelled.join('');
  const found = new Array<boolean>(letters.length).fill(false);
  for (const word of fold(query).split(/\s+/)) {
    if (word === '' || /^(?:#|(?:tag|in|has|type|is):)/.test(word)) continue;
    for (const [from, to] of hitsOf(whole, word))
      for (let i = from; i < to; i++) found[at[i] as number] = true;
  }
  const pieces: { text: string; found: boolean }[] = [];
  for (const [i, letter] of letters.entries()) {
    const last = pieces.at(-1);
    if (last !== undefined && last.found === found[i]) last.text += letter;
    else pieces.push({ text: letter, found: found[i] === true });
  }
  return pieces;
}
