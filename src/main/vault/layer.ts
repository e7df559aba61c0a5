import { fold } from '../../shared/fold.ts';
import { isWordUnit, nearEnd, shortestForgiven, unitsOf } from '../../shared/nearly.ts';
import { isFile, isHidden } from '../../shared/secret.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import { type TemplateName, templateNames, templateOf } from '../../shared/templates.ts';
import { Lexicon, pairs, pairText, type RankAt, ranks } from './lexicon.ts';
import { type Mark, marks, type Term } from './query.ts';
import { findFolder, findPath } from './sorted.ts';

/** Secrets spelled between two pauses of `build`. */
const stride = 256;
/**
 * Scores of this many terms are kept, a byte a secret each; a person types few terms and extends
 * the last one.
 */
const keptTerms = 64;
/**
 * So many of the commonest pairs of letters are looked up beforehand, where they lie in at least so
 * many places.
 */
const readyPairs = 48;
const commonPlaces = 10_000;
const slash = 47;
/** What `has:` asks for. */
const bits = { file: 1, otp: 2 } as const;
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-._/@:';

/** The paths of the secrets that have a mark. */
export type Marked = (mark: Mark) => Iterable<string>;

/** How a layer is searched beside its terms. */
interface How {
  readonly marked: Marked;
  readonly nearly: boolean;
}

/**
 * The hits in one layer, as ids in rank order, ties in path order. `ids` holds at most as many as
 * asked for.
 */
export interface LayerHits {
  readonly total: number;
  readonly ids: Uint32Array;
  /** The summed rank of an id. */
  readonly scores: Uint16Array;
}

/**
 * A search index over a fixed list of secrets; an id is a place in that list, so id order is path
 * order.
 */
export class Layer {
  readonly infos: readonly SecretInfo[];
  readonly #gone: Uint8Array;
  readonly #titles = new Lexicon('distinct');
  readonly #folders = new Lexicon('shared');
  readonly #tags = new Lexicon('shared');
  readonly #names = new Lexicon('shared');
  readonly #values = new Lexicon('distinct');
  /** What each secret has, by bits, and what it is, by its place among the templates from 1 on. */
  readonly #has: Uint8Array;
  readonly #types: Uint8Array;
  readonly #letters = new Map<string, Uint8Array>();
  readonly #recent = new Map<string, Uint8Array>();
  readonly #steps: Generator<void, void>;
  #built = false;

  /** `infos` in path order; the layer keeps the array, so it must not change. */
  constructor(infos: readonly SecretInfo[]) {
    this.infos = infos;
    this.#gone = new Uint8Array(infos.length);
    this.#has = new Uint8Array(infos.length);
    this.#types = new Uint8Array(infos.length);
    this.#steps = this.#work();
  }

  /** Does a few milliseconds of the building; false when all is done. */
  step(): boolean {
    return this.#steps.next().done !== true;
  }

  /** Takes a secret out of all further hits. */
  drop(path: string): void {
    const id = findPath(this.infos, path);
    if (this.infos[id]?.path === path) this.#gone[id] = 1;
  }

  /**
   * The best `wanted` secrets under a folder in which every term is found; `nearly`: or a word that
   * is it but for one slip.
   */
  search(terms: readonly Term[], folder: string, wanted: number, { marked, nearly }: How): LayerHits {
    while (!this.#built) this.step();
    const { from, to } = findFolder(this.infos, folder);
    const sums = new Uint16Array(this.infos.length);
    for (let id = 0; id < sums.length; id++) if (this.#gone[id] === 1) sums[id] = 0xffff;
    for (const term of terms) {
      if (term.only === 'is') addScores(sums, this.#marked(term.text, marked));
      else if (nearly && isForgiven(term)) addScores(sums, this.#nearScores(term));
      else addScores(sums, this.#scores(term));
    }
    return { ...best(sums, from, to, wanted), scores: sums };
  }

  *#work(): Generator<void, void> {
    for (let id = 0; id < this.infos.length; id++) {
      this.#addSecret(id, this.infos[id] as SecretInfo);
      if (id % stride === stride - 1) yield;
    }
    for (const lexicon of this.#lexicons()) yield* lexicon.freeze();
    this.#built = true;
    // What is typed first has the most hits by far, so its scores lie ready.
    for (const letter of [...letters, ...this.#commonPairs()]) {
      const scores = this.#noScores();
      for (const [lexicon, rankAt] of this.#places(letter)) {
        lexicon.scan(letter, rankAt, scores);
        yield;
      }
      this.#letters.set(letter, scores);
    }
    // The first look at so many numbers costs more than all later ones: not while somebody types.
    for (const term of wholeFilters) {
      this.#letters.set(keyOf(term), this.#scan(term));
      yield;
    }
  }

  #lexicons(): Lexicon[] {
    return [this.#titles, this.#folders, this.#tags, this.#names, this.#values];
  }

  // Without `#`, which asks for tags, and `/`, which is looked for across folder and title as well.
  #commonPairs(): string[] {
    const counts = new Uint32Array(pairs);
    for (const lexicon of this.#lexicons()) lexicon.countPairs(counts);
    const count = (pair: number) => counts[pair] as number;
    return [...counts.keys()]
      .filter((pair) => count(pair) >= commonPlaces)
      .sort((a, b) => count(b) - count(a))
      .map(pairText)
      .filter((text) => text !== undefined && !/[#/]/.test(text))
      .slice(0, readyPairs) as string[];
  }

  #addSecret(id: number, info: SecretInfo): void {
    const cut = info.path.lastIndexOf('/') + 1;
    this.#titles.add(id, info.path.slice(cut), fold);
    this.#folders.add(id, info.path.slice(0, cut), fold);
    for (const tag of info.tags) this.#tags.add(id, tag, fold);
    this.#noteKind(id, info);
    for (const field of info.fields) {
      this.#names.add(id, field.name, fold);
      // Said twice on purpose: the index leaves hidden values out already.
      if (field.value && !isHidden(field.type)) this.#values.add(id, field.value, fold);
    }
  }

  #noteKind(id: number, { fields }: SecretInfo): void {
    for (const { type } of fields)
      this.#has[id] = (this.#has[id] as number) | (isFile(type) ? bits.file : type === 'otp' ? bits.otp : 0);
    const template = templateOf(fields.map(({ name }) => name));
    this.#types[id] = template === undefined ? 0 : templateNames.indexOf(template) + 1;
  }

  // Not kept: what is marked changes without this layer.
  #marked(text: string, marked: Marked): Uint8Array {
    const scores = this.#noScores();
    const mark = marks.find((name) => name === text);
    if (mark === undefined) return marks.some((name) => name.startsWith(text)) ? scores.fill(0) : scores;
    for (const path of marked(mark)) {
      const id = findPath(this.infos, path);
      if (this.infos[id]?.path === path) scores[id] = 0;
    }
    return scores;
  }

  #scores(term: Term): Uint8Array {
    return this.#kept(keyOf(term), () => this.#scan(term));
  }

  #nearScores(term: Term): Uint8Array {
    return this.#kept(`~ ${term.text}`, () => {
      const scores = this.#scores(term).slice();
      this.#scanNearly(term.text, scores);
      return scores;
    });
  }

  #kept(key: string, scan: () => Uint8Array): Uint8Array {
    const kept = this.#letters.get(key) ?? this.#recent.get(key);
    if (kept !== undefined) return kept;
    const scores = scan();
    if (this.#recent.size >= keptTerms) this.#recent.delete(this.#recent.keys().next().value as string);
    this.#recent.set(key, scores);
    return scores;
  }

  #scan({ text, tag, only }: Term): Uint8Array {
    const scores = this.#noScores();
    if (only !== undefined && only !== 'is') {
      this.#filter(only, text, scores);
      return scores;
    }
    if (tag) {
      this.#tags.scan(text, atStart(text), scores);
      return scores;
    }
    for (const [lexicon, rankAt] of this.#places(text)) lexicon.scan(text, rankAt, scores);
    if (text.includes('/')) this.#scanAcross(text, scores);
    return scores;
  }

  // What is only begun to be typed leaves out nothing.
  #filter(only: Exclude<Term['only'], 'is' | undefined>, text: string, scores: Uint8Array): void {
    if (text === '') scores.fill(0);
    else if (only === 'in') this.#folders.scan(text, atSegment, scores);
    else if (only === 'has') {
      const bit = Object.hasOwn(bits, text) ? bits[text as keyof typeof bits] : 0;
      for (let id = 0; id < scores.length; id++) if ((this.#has[id] as number) & bit) scores[id] = 0;
    } else {
      const wanted = templateNames.map((name: TemplateName) => name.startsWith(text));
      for (let id = 0; id < scores.length; id++) if (wanted[(this.#types[id] as number) - 1]) scores[id] = 0;
    }
  }

  #places(term: string): [Lexicon, RankAt | number][] {
    return [
      [this.#titles, inTitle(term)],
      [this.#folders, inFolder],
      [this.#tags, ranks.tag],
      [this.#names, ranks.fieldName],
      [this.#values, ranks.fieldValue],
    ];
  }

  /** A term that begins in the folder and ends in the title: `db/pass` in `prod/db/password`. */
  #scanAcross(term: string, scores: Uint8Array): void {
    const cut = term.lastIndexOf('/') + 1;
    const [head, tail] = [term.slice(0, cut), term.slice(cut)];
    if (tail === '') return;
    const heads = this.#noScores();
    const tails = this.#noScores();
    this.#folders.scan(
      head,
      (codes, hit, start, end) => (hit + cut === end ? inFolder(codes, hit, start) : ranks.nowhere),
      heads,
    );
    this.#titles.scan(tail, atStart(tail), tails);
    for (let id = 0; id < scores.length; id++) {
      if (tails[id] !== ranks.nowhere && (heads[id] as number) < (scores[id] as number))
        scores[id] = heads[id] as number;
    }
  }

  /**
   * Words that are the term but for one slip. That leaves one half of it whole, unless the letters
   * at its middle changed places.
   */
  #scanNearly(term: string, scores: Uint8Array): void {
    const middle = term.length >> 1;
    const [first, second] = [term.slice(0, middle), term.slice(middle)];
    const swapped = first.slice(0, -1) + second.slice(0, 1) + first.slice(-1) + second.slice(1);
    const word = unitsOf(term);
    for (const lexicon of [this.#titles, this.#folders, this.#tags]) {
      lexicon.scan(first, nearFrom(word, 0, 0), scores);
      lexicon.scan(second, nearFrom(word, middle - 1, middle + 1), scores);
      lexicon.scan(swapped, nearFrom(word, 0, 0), scores);
    }
  }

  #noScores(): Uint8Array {
    return new Uint8Array(this.infos.length).fill(ranks.nowhere);
  }
}

/** True for a term that a slip is forgiven in. */
export function isForgiven({ text, tag, only }: Term): boolean {
  return !tag && only === undefined && text.length >= shortestForgiven && !text.includes('/');
}

/** A word that begins so far before the hit, and is this one but for one slip. */
function nearFrom(word: Uint16Array, least: number, most: number): RankAt {
  return (codes, hit, start, end) => {
    for (let from = hit - most; from <= hit - least; from++) {
      if (from < start || (from > start && isWordUnit(codes[from - 1] as number))) continue;
      if (nearEnd(codes, from, end, word) !== undefined) return ranks.nearly;
    }
    return ranks.nowhere;
  };
}

/** What narrows a search, typed to its end. */
const wholeFilters: readonly Term[] = [
  ...templateNames.map((text): Term => ({ text, tag: false, only: 'type' })),
  ...Object.keys(bits).map((text): Term => ({ text, tag: false, only: 'has' })),
];

// A text that is typed holds no white space.
function keyOf({ text, tag, only }: Term): string {
  if (only !== undefined) return `${only}: ${text}`;
  return tag ? `#${text}` : text;
}

function addScores(sums: Uint16Array, scores: Uint8Array): void {
  for (let id = 0; id < sums.length; id++) {
    sums[id] =
      scores[id] === ranks.nowhere || sums[id] === 0xffff
        ? 0xffff
        : (sums[id] as number) + (scores[id] as number);
  }
}

/** Counting sort of the ids by score, cut off after `wanted`. */
function best(
  sums: Uint16Array,
  from: number,
  to: number,
  wanted: number,
): { total: number; ids: Uint32Array } {
  const places = new Uint32Array(ranks.nearly * 16 + 2);
  for (let id = from; id < to; id++) {
    const sum = sums[id] as number;
    if (sum !== 0xffff) places[sum + 1] = (places[sum + 1] as number) + 1;
  }
  for (let i = 1; i < places.length; i++) places[i] = (places[i] as number) + (places[i - 1] as number);
  const total = places[places.length - 1] as number;
  const ids = new Uint32Array(Math.min(wanted, total));
  for (let id = from; id < to; id++) {
    const sum = sums[id] as number;
    if (sum === 0xffff) continue;
    const place = places[sum] as number;
    if (place < ids.length) ids[place] = id;
    places[sum] = place + 1;
  }
  return { total, ids };
}

function inTitle(term: string): RankAt {
  return (codes, hit, start, end) => {
    if (hit === start) return end - start === term.length ? ranks.titleExact : ranks.titlePrefix;
    return isWordUnit(codes[hit - 1] as number) ? ranks.pathPart : ranks.titleWord;
  };
}

function atSegment(codes: Uint16Array, hit: number, start: number): number {
  return hit === start || codes[hit - 1] === slash ? 0 : ranks.nowhere;
}

function inFolder(codes: Uint16Array, hit: number, start: number): number {
  return hit === start || codes[hit - 1] === slash ? ranks.segment : ranks.pathPart;
}

function atStart(term: string): RankAt {
  return (_, hit, start, end) => {
    if (hit !== start) return ranks.nowhere;
    return end - start === term.length ? ranks.titleExact : ranks.titlePrefix;
  };
}
