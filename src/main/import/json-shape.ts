import { endOfString } from './json-scan.ts';

/** What the beginning of a JSON text shows: keys down to a few levels, and short values. */
export interface Shape {
  /** The text is an array; its members are those of its first objects. */
  readonly array: boolean;
  readonly members: ReadonlyMap<string, Member>;
}

/**
 * A value: the beginning of a text or literal; the members of an object, or of an array's first
 * objects together.
 */
export interface Member {
  readonly kind: 'text' | 'literal' | 'object' | 'array';
  readonly value: string;
  readonly members: ReadonlyMap<string, Member>;
}

/** Characters that are looked at: the keys that tell a format come early. */
const far = 4 * 1024 ** 2;
const deep = 4;
const short = 200;
/** Objects of an array that are looked into: what one lacks, the next may have. */
const some = 20;
const none: ReadonlyMap<string, Member> = new Map();
const token = /\s*(?:([{}[\]:,])|(")|([^\s{}[\]:,"]+))/gsy;

/**
 * The shape of a JSON text or of its beginning; `undefined`: neither object nor array. Refuses
 * nothing: a reader does.
 */
export function shapeOf(text: string): Shape | undefined {
  const tokens = new Tokens(text);
  const opening = tokens.next();
  if (opening?.mark !== '{' && opening?.mark !== '[') return undefined;
  const array = opening.mark === '[';
  return { array, members: array ? firstOf(tokens, 0) : membersOf(tokens, 0) };
}

interface Token {
  readonly mark?: string | undefined;
  readonly text?: string | undefined;
  readonly literal?: string | undefined;
}

class Tokens {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token | undefined {
    if (this.#at >= far) return undefined;
    token.lastIndex = this.#at;
    const found = token.exec(this.#text);
    if (found === null) return undefined;
    const [, mark, quote, literal] = found;
    const start = token.lastIndex;
    this.#at = quote === undefined ? start : endOfString(this.#text, start - 1);
    const text = quote === undefined ? undefined : this.#text.slice(start, this.#at - 1);
    return { mark, text, literal };
  }

  /** Past the rest of an object or array. */
  skip(): void {
    for (let open = 1; open > 0; ) {
      const mark = this.next();
      if (mark === undefined) return;
      if (mark.mark === '{' || mark.mark === '[') open += 1;
      else if (mark.mark === '}' || mark.mark === ']') open -= 1;
    }
  }
}

function membersOf(tokens: Tokens, depth: number): ReadonlyMap<string, Member> {
  if (depth >= deep) {
    tokens.skip();
    return none;
  }
  const members = new Map<string, Member>();
  for (let key = tokens.next(); key !== undefined; key = tokens.next()) {
    if (key.mark === '}') break;
    if (key.mark === ',') continue;
    if (key.text === undefined || tokens.next()?.mark !== ':') break;
    const value = tokens.next();
    if (value === undefined) break;
    if (members.size < short) members.set(key.text, memberOf(tokens, value, depth));
    else if (value.mark === '{' || value.mark === '[') tokens.skip();
  }
  return members;
}

function memberOf(tokens: Tokens, { mark, text, literal }: Token, depth: number): Member {
  if (mark === '{') return { kind: 'object', value: '', members: membersOf(tokens, depth + 1) };
  if (mark === '[') return { kind: 'array', value: '', members: firstOf(tokens, depth + 1) };
  if (text !== undefined) return { kind: 'text', value: text.slice(0, short), members: none };
  return { kind: 'literal', value: (literal ?? '').slice(0, short), members: none };
}

function firstOf(tokens: Tokens, depth: number): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (let n = 0; n < some; ) {
    const value = tokens.next();
    if (value === undefined || value.mark === ']') return members;
    if (value.mark === '[') tokens.skip();
    if (value.mark !== '{') continue;
    n += 1;
    for (const [key, member] of membersOf(tokens, depth)) if (!members.has(key)) members.set(key, member);
  }
  tokens.skip();
  return members;
}
