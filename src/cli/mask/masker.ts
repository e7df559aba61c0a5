import { Automaton } from './automaton.ts';
import { type Needle, shortest } from './forms.ts';

/**
 * What stands in the place of a value: of one length, for a mask of the value's length tells
 * something.
 */
export const mask = '********';
const maskBytes = Buffer.from(mask);

/**
 * Replaces needles in a stream of bytes by a mask, however the stream is split. Holds back only
 * what may still become one.
 */
export class Masker {
  readonly #scanners: readonly Scanner[];
  /** Bytes that are not given out yet; the first is at position `#given` of the stream. */
  #held: Buffer = Buffer.alloc(0);
  #given = 0;
  /** Parts of the stream to hide, ascending and apart from each other: begin, end, begin, end. */
  readonly #hidden: number[] = [];
  /** Where the last mask ends; -1: nowhere. */
  #maskedTo = -1;

  constructor(needles: readonly Needle[]) {
    this.#scanners = [false, true].flatMap((wrapped) => {
      const own = needles.filter((needle) => needle.wrapped === wrapped).map(({ bytes }) => bytes);
      return own.length === 0 ? [] : [new Scanner(own, wrapped)];
    });
  }

  /** How many bytes wait to be told apart. */
  get held(): number {
    return this.#held.length;
  }

  /** Takes a chunk and gives what can be shown of the stream so far. */
  push(chunk: Uint8Array): Buffer {
    const start = this.#given + this.#held.length;
    this.#held = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk]);
    for (const [begin, end] of inOrder(this.#scanners.map((scanner) => scanner.take(chunk, start))))
      this.#hide(begin, end);
    const end = start + chunk.length;
    const open = Math.min(end, ...this.#scanners.map((scanner) => scanner.openFrom(end)));
    return this.#give(this.#decided(open));
  }

  // Before `open` everything is decided; so is what is hidden in any case, though a longer value
  // may begin there.
  #decided(open: number): number {
    for (let at = this.#hidden.length - 2; at >= 0; at -= 2)
      if ((this.#hidden[at] as number) <= open)
        return Math.max(this.#given, open, this.#hidden[at + 1] as number);
    // What was released may turn out to be the beginning of a value.
    return Math.max(this.#given, open);
  }

  /**
   * For a stream that pauses: gives what is held when it is so little that showing it would give no
   * value away (the first letters of a prompt, a key just typed). What follows of the value is
   * masked all the same.
   */
  release(): Buffer {
    return this.#held.length < shortest ? this.end() : Buffer.alloc(0);
  }

  /** At the end of the stream: all that is left. */
  end(): Buffer {
    return this.#give(this.#given + this.#held.length);
  }

  // Ends never come down from one call to the next, so only the last parts can be touched.
  #hide(begin: number, end: number): void {
    const hidden = this.#hidden;
    let from = begin;
    while (hidden.length > 0 && (hidden.at(-1) as number) >= from) {
      hidden.pop();
      from = Math.min(from, hidden.pop() as number);
    }
    hidden.push(from, end);
  }

  #give(to: number): Buffer {
    const shown: Buffer[] = [];
    const plain = (from: number, until: number) =>
      shown.push(this.#held.subarray(from - this.#given, until - this.#given));
    let at = this.#given;
    let done = 0;
    for (; done < this.#hidden.length && (this.#hidden[done] as number) < to; done += 2) {
      const from = Math.max(this.#hidden[done] as number, at);
      plain(at, from);
      if (from > this.#maskedTo) shown.push(maskBytes);
      const end = this.#hidden[done + 1] as number;
      at = Math.max(at, Math.min(end, to));
      this.#maskedTo = at;
      if (end <= to) continue;
      this.#hidden[done] = to;
      break;
    }
    this.#hidden.splice(0, done);
    plain(at, to);
    // A copy: a rest of a few bytes would keep the whole chunk alive.
    this.#held = Buffer.from(this.#held.subarray(to - this.#given));
    this.#given = to;
    return Buffer.concat(shown);
  }
}

type Part = readonly [begin: number, end: number];

/** Parts of both scanners by where they end. */
function inOrder([first = [], second = []]: readonly (readonly Part[])[]): readonly Part[] {
  if (second.length === 0) return first;
  return [...first, ...second].sort((a, b) => a[1] - b[1]);
}

/** One automaton in its stream. */
class Scanner {
  readonly #automaton: Automaton;
  readonly #wrapped: boolean;
  /**
   * Where the last bytes that were taken stood: line ends are left out, so they need not follow one
   * another.
   */
  readonly #places: Float64Array;
  readonly #ring: number;
  #taken = 0;
  #state = 0;

  constructor(needles: readonly Uint8Array[], wrapped: boolean) {
    this.#automaton = new Automaton(needles);
    this.#wrapped = wrapped;
    const size = 2 ** Math.ceil(Math.log2(this.#automaton.longest + 1));
    this.#places = new Float64Array(size);
    this.#ring = size - 1;
  }

  /**
   * The needles that end in a chunk which begins at `start`; of several that end together the
   * longest.
   */
  take(chunk: Uint8Array, start: number): Part[] {
    const found: Part[] = [];
    const automaton = this.#automaton;
    let state = this.#state;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      if (this.#wrapped && (byte === 0x0a || byte === 0x0d)) continue;
      this.#places[this.#taken++ & this.#ring] = start + index;
      state = automaton.step(state, byte);
      if (state === 0) continue;
      const length = automaton.hit(state);
      if (length !== 0) found.push([this.#back(length), start + index + 1]);
    }
    this.#state = state;
    return found;
  }

  /** Where a needle may have begun that has not ended yet; `end` when none may. */
  openFrom(end: number): number {
    const depth = this.#automaton.depth(this.#state);
    return depth === 0 ? end : this.#back(depth);
  }

  #back(count: number): number {
    return this.#places[(this.#taken - count) & this.#ring] as number;
  }
}
