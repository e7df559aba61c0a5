/** Where in a secret a term was found: the lower, the better. `nowhere` is no match. */
export const ranks = {
  titleExact: 0,
  titlePrefix: 1,
  titleWord: 2,
  segment: 3,
  tag: 4,
  pathPart: 5,
  fieldName: 6,
  fieldValue: 7,
  nearly: 8,
  nowhere: 255,
} as const;

/** The rank of a hit at `hit` in the entry that is `codes.subarray(start, end)`. */
export type RankAt = (codes: Uint16Array, hit: number, start: number, end: number) => number;

/** Characters looked at between two pauses of `freeze`. */
const stride = 1 << 16;
export const pairs = 1 << 14;
const lineFeed = 10;
/** So many steps along a list cost about as much as one look at a text. */
const stepsPerLook = 4;
/** Stands for all units that are not ASCII; DEL itself is as rare. */
const beyond = 127;

/**
 * All texts of one kind (titles, tags, ...) and the secrets that carry each. The texts lie in one
 * array of UTF-16 code units, each ended by a line feed: a term holds no white space, so no hit
 * spans two. All places in it are sorted by the pair of units there, and a search looks only at the
 * places of the term's rarest pair.
 */
export class Lexicon {
  /** Texts that many secrets share are kept once. Not worth a lookup where most differ. */
  readonly #shared: Map<string, number> | undefined;
  #codes = new Uint16Array(1024);
  #length = 0;
  /** Where each entry begins in `#codes`; one more at the end. */
  #starts: Numbers = new Uint32Array(1);
  #entries: number[] = [];
  #secrets: number[] = [];
  /** Where the secrets of each entry begin in `#postings`; one more at the end. */
  #offsets: Numbers = new Uint32Array(1);
  #postings: Numbers = new Uint32Array(0);
  /** Where the places of each pair begin in `#places`; one more at the end. */
  #pairs: Numbers = new Uint32Array(pairs + 1);
  #places: Numbers = new Uint32Array(0);
  #count = 0;

  constructor(kind: 'shared' | 'distinct') {
    this.#shared = kind === 'shared' ? new Map() : undefined;
  }

  /** Notes that a secret carries a text, which is kept as `spell` writes it. */
  add(secret: number, text: string, spell: (text: string) => string): void {
    let entry = this.#shared?.get(text);
    if (entry === undefined) {
      entry = this.#append(spell(text));
      this.#shared?.set(text, entry);
    }
    this.#entries.push(entry);
    this.#secrets.push(secret);
  }

  /** Ends the adding: `scan` finds once this is through. Pauses every few milliseconds. */
  *freeze(): Generator<void, void> {
    this.#codes = this.#codes.slice(0, this.#length);
    this.#starts = this.#starts.slice(0, this.#count + 1);
    this.#postings = new Uint32Array(this.#entries.length);
    this.#offsets = countingSort(this.#entries, this.#count, this.#secrets, this.#postings);
    this.#shared?.clear();
    this.#entries = [];
    this.#secrets = [];
    yield;
    yield* this.#sortPlaces();
  }

  /** Adds to `counts`, by the number of the pair, in how many places each pair of units lies. */
  countPairs(counts: Uint32Array): void {
    for (let pair = 0; pair < pairs; pair++) {
      const places = (this.#pairs[pair + 1] as number) - (this.#pairs[pair] as number);
      counts[pair] = (counts[pair] as number) + places;
    }
  }

  /** Lowers `scores[secret]` to the best rank of `term` in any entry of that secret. */
  scan(term: string, rankAt: RankAt | number, scores: Uint8Array): void {
    const units = new Uint16Array(term.length);
    for (let i = 0; i < term.length; i++) units[i] = term.charCodeAt(i);
    if (term.length < 2) this.#scanAll(units, typeof rankAt === 'number' ? () => rankAt : rankAt, scores);
    else if (typeof rankAt === 'number') this.#scanSame(units, rankAt, scores);
    else this.#scanPlaces(units, rankAt, scores);
  }

  /** For terms of one unit, and for the empty one, which is in every entry. */
  #scanAll(term: Uint16Array, rankAt: RankAt, scores: Uint8Array): void {
    const unit = term[0];
    let hit = unit === undefined ? 0 : this.#codes.indexOf(unit);
    let entry = 0;
    while (hit >= 0 && hit < this.#length) {
      while ((this.#starts[entry + 1] as number) <= hit) entry++;
      const next = this.#starts[entry + 1] as number;
      const rank = rankAt(this.#codes, hit, this.#starts[entry] as number, next - 1);
      if (rank !== ranks.nowhere) this.#lower(entry, rank, scores);
      const from = isFinal(rank) ? next : hit + 1;
      hit = unit === undefined ? from : this.#codes.indexOf(unit, from);
    }
  }

  #scanPlaces(term: Uint16Array, rankAt: RankAt, scores: Uint8Array): void {
    const [codes, starts] = [this.#codes, this.#starts];
    const { places, shift, exact } = this.#candidates(term);
    let entry = 0;
    let skip = 0;
    for (let i = 0; i < places.length; i++) {
      const hit = (places[i] as number) - shift;
      if (hit < skip || (!exact && !isAt(codes, term, hit))) continue;
      while ((starts[entry + 1] as number) <= hit) entry++;
      const next = starts[entry + 1] as number;
      const rank = rankAt(codes, hit, starts[entry] as number, next - 1);
      if (rank !== ranks.nowhere) this.#lower(entry, rank, scores);
      if (isFinal(rank)) skip = next;
    }
  }

  /**
   * Where every hit has one rank: one in an entry is enough, and none needs a look at what is
   * around it.
   */
  #scanSame(term: Uint16Array, rank: number, scores: Uint8Array): void {
    const [codes, starts] = [this.#codes, this.#starts];
    const [offsets, postings] = [this.#offsets, this.#postings];
    const { places, shift, exact } = this.#candidates(term);
    let entry = 0;
    let next = starts[1] as number;
    let skip = 0;
    for (let i = 0; i < places.length; i++) {
      const hit = (places[i] as number) - shift;
      if (hit < skip || (!exact && !isAt(codes, term, hit))) continue;
      while (next <= hit) next = starts[++entry + 1] as number;
      skip = next;
      const last = offsets[entry + 1] as number;
      for (let at = offsets[entry] as number; at < last; at++) {
        const secret = postings[at] as number;
        if ((scores[secret] as number) > rank) scores[secret] = rank;
      }
    }
  }

  /**
   * Where a term may lie: `shift` before each place; `exact`: there it does. Looking at the texts
   * is a cache miss each time, so where a term has many places the lists of its other pairs are
   * joined instead, which reads memory from front to back.
   */
  #candidates(term: Uint16Array): { places: Uint32Array; shift: number; exact: boolean } {
    const shift = this.#rarest(term);
    const rarest = this.#placesOf(term, shift);
    const isAscii = term.every((unit) => unit < beyond);
    const lists = otherPairs(term.length, shift).map((at) => [at, this.#placesOf(term, at)] as const);
    const steps = lists.reduce((sum, [, places]) => sum + places.length, 0);
    if (!isAscii || steps > stepsPerLook * rarest.length) return { places: rarest, shift, exact: false };
    let places = rarest;
    for (const [at, others] of lists) places = join(places, others, at - shift);
    return { places, shift, exact: true };
  }

  /** Where in the term the pair begins that has the fewest places. */
  #rarest(term: Uint16Array): number {
    let best = 0;
    let fewest = Number.POSITIVE_INFINITY;
    for (let i = 0; i + 1 < term.length; i++) {
      const { length } = this.#placesOf(term, i);
      if (length < fewest) [best, fewest] = [i, length];
    }
    return best;
  }

  #placesOf(term: Uint16Array, at: number): Uint32Array {
    const pair = pairAt(term, at);
    return this.#places.subarray(this.#pairs[pair], this.#pairs[pair + 1]);
  }

  #lower(entry: number, rank: number, scores: Uint8Array): void {
    const [offsets, postings] = [this.#offsets, this.#postings];
    const end = offsets[entry + 1] as number;
    for (let i = offsets[entry] as number; i < end; i++) {
      const secret = postings[i] as number;
      if ((scores[secret] as number) > rank) scores[secret] = rank;
    }
  }

  #append(text: string): number {
    const end = this.#length + text.length + 1;
    if (end > this.#codes.length) this.#codes = grow(this.#codes, new Uint16Array(end * 2));
    const codes = this.#codes;
    const from = this.#length;
    for (let i = 0; i < text.length; i++) codes[from + i] = text.charCodeAt(i);
    codes[end - 1] = lineFeed;
    this.#length = end;
    this.#count++;
    if (this.#count >= this.#starts.length)
      this.#starts = grow(this.#starts, new Uint32Array(this.#count * 2));
    this.#starts[this.#count] = end;
    return this.#count - 1;
  }

  /** Counting sort of all places by their pair; within a pair they ascend. */
  *#sortPlaces(): Generator<void, void> {
    const codes = this.#codes;
    const slots = new Uint32Array(pairs + 2);
    for (let from = 0; from < codes.length; from += stride) {
      countPairs(codes, from, slots);
      yield;
    }
    sumUp(slots);
    this.#places = new Uint32Array(codes.length);
    for (let from = 0; from < codes.length; from += stride) {
      placePairs(codes, from, slots, this.#places);
      yield;
    }
    this.#pairs = slots.subarray(0, pairs + 1);
  }
}

type Numbers = Uint32Array<ArrayBuffer>;

/** True for a rank that no later hit in the same entry can better. */
function isFinal(rank: number): boolean {
  return rank !== ranks.pathPart && rank !== ranks.nowhere;
}

/** A number for the two units at a place: their own in ASCII, a shared one beyond it. */
function pairAt(codes: Uint16Array, place: number): number {
  const [a, b] = [codes[place] as number, codes[place + 1] as number];
  return ((a < beyond ? a : beyond) << 7) | (b < beyond ? b : beyond);
}

/** The two units of a pair, `undefined` where they are no visible ASCII. */
export function pairText(pair: number): string | undefined {
  const [a, b] = [pair >> 7, pair & 127];
  const isVisible = (unit: number) => unit > 0x20 && unit < beyond;
  return isVisible(a) && isVisible(b) ? String.fromCharCode(a, b) : undefined;
}

function isAt(codes: Uint16Array, term: Uint16Array, place: number): boolean {
  for (let i = 0; i < term.length; i++) if (codes[place + i] !== term[i]) return false;
  return true;
}

/** Where the pairs of a term begin that together with the one at `first` show all of its units. */
function otherPairs(length: number, first: number): number[] {
  const pairs: number[] = [];
  for (let at = first - 2; at > -2; at -= 2) pairs.push(Math.max(at, 0));
  for (let at = first + 2; at < length; at += 2) pairs.push(Math.min(at, length - 2));
  return pairs;
}

/** Those places that have one of `others` at a distance; all ascend. */
function join(places: Uint32Array, others: Uint32Array, distance: number): Uint32Array {
  const joined = new Uint32Array(Math.min(places.length, others.length));
  let count = 0;
  let other = 0;
  for (let i = 0; i < places.length; i++) {
    const wanted = (places[i] as number) + distance;
    while (other < others.length && (others[other] as number) < wanted) other++;
    if (others[other] === wanted) joined[count++] = places[i] as number;
  }
  return joined.subarray(0, count);
}

function countPairs(codes: Uint16Array, from: number, slots: Numbers): void {
  const to = Math.min(from + stride, codes.length - 1);
  for (let i = from; i < to; i++) {
    const slot = pairAt(codes, i) + 2;
    slots[slot] = (slots[slot] as number) + 1;
  }
}

function placePairs(codes: Uint16Array, from: number, slots: Numbers, places: Numbers): void {
  const to = Math.min(from + stride, codes.length - 1);
  for (let i = from; i < to; i++) {
    const slot = pairAt(codes, i) + 1;
    const place = slots[slot] as number;
    places[place] = i;
    slots[slot] = place + 1;
  }
}

function sumUp(slots: Numbers): void {
  for (let i = 1; i < slots.length; i++) slots[i] = (slots[i] as number) + (slots[i - 1] as number);
}

/** Sorts `values` by their keys into `sorted`; where each key's values begin there. */
function countingSort(keys: number[], count: number, values: number[], sorted: Numbers): Numbers {
  const slots = new Uint32Array(count + 2);
  for (const key of keys) slots[key + 2] = (slots[key + 2] as number) + 1;
  sumUp(slots);
  for (let i = 0; i < keys.length; i++) {
    const slot = (keys[i] as number) + 1;
    const place = slots[slot] as number;
    sorted[place] = values[i] as number;
    slots[slot] = place + 1;
  }
  return slots.subarray(0, count + 1);
}

function grow<T extends Uint16Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
