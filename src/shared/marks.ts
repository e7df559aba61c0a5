import { fold } from './fold.ts';

/** A piece of a text, and whether a query found it. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
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
    for (let hit = whole.indexOf(word); hit >= 0; hit = whole.indexOf(word, hit + 1))
      for (let i = hit; i < hit + word.length; i++) found[at[i] as number] = true;
  }
  const pieces: { text: string; found: boolean }[] = [];
  for (const [i, letter] of letters.entries()) {
    const last = pieces.at(-1);
    if (last !== undefined && last.found === found[i]) last.text += letter;
    else pieces.push({ text: letter, found: found[i] === true });
  }
  return pieces;
}
