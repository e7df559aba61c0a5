/** Bytes of an object's id. */
export const idLength = 16;

const mostAtFirst = 2 ** 20;

/**
 * Ids as bytes, each with two numbers: with 100,000 of them as texts, finding one again takes
 * longer than reading what it stands for.
 */
export class IdTable {
  #table: Int32Array;
  #ids: Uint8Array;
  #notes: Int32Array;
  #size = 0;

  /**
   * `about` so many ids will come; more are taken too. A file's own word is not worth any amount of
   * memory.
   */
  constructor(about = 0) {
    const room = 2 ** Math.ceil(Math.log2(Math.min(Math.max(1_024, about), mostAtFirst)));
    this.#table = new Int32Array(2 * room);
    this.#ids = new Uint8Array(room * idLength);
    this.#notes = new Int32Array(room * 2);
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Adds the id that begins `at` these bytes and gives its place; one that is there already keeps
   * its numbers, which have 32 bits.
   */
  add(ids: Uint8Array, at: number, first: number, second: number): number {
    const there = this.find(ids, at);
    if (there !== -1) return there;
    if (this.#size === this.#table.length / 2) this.#grow();
    const place = this.#size++;
    for (let k = 0; k < idLength; k++) this.#ids[place * idLength + k] = ids[at + k] as number;
    this.#notes[2 * place] = first;
    this.#notes[2 * place + 1] = second;
    this.#enter(place);
    return place;
  }

  /** The place of the id that begins `at` these bytes; -1: it is not there. */
  find(ids: Uint8Array, at: number): number {
    const mask = this.#table.length - 1;
    for (let slot = hash(ids, at) & mask; ; slot = (slot + 1) & mask) {
      const place = (this.#table[slot] as number) - 1;
      if (place === -1 || same(ids, at, this.#ids, place * idLength)) return place;
    }
  }

  /** 32 hex digits. */
  id(place: number): string {
    return Buffer.from(this.#ids.subarray(place * idLength, (place + 1) * idLength)).toString('hex');
  }

  first(place: number): number {
    return this.#notes[2 * place] as number;
  }

  second(place: number): number {
    return this.#notes[2 * place + 1] as number;
  }

  #enter(place: number): void {
    const mask = this.#table.length - 1;
    let slot = hash(this.#ids, place * idLength) & mask;
    while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
    this.#table[slot] = place + 1;
  }

  #grow(): void {
    const [ids, notes] = [this.#ids, this.#notes];
    this.#ids = new Uint8Array(2 * ids.length);
    this.#ids.set(ids);
    this.#notes = new Int32Array(2 * notes.length);
    this.#notes.set(notes);
    this.#table = new Int32Array(2 * this.#table.length);
    for (let place = 0; place < this.#size; place++) this.#enter(place);
  }
}

// Ids are random, so any four of their bytes will do.
function hash(ids: Uint8Array, at: number): number {
  return (
    (ids[at] as number) |
    ((ids[at + 1] as number) << 8) |
    ((ids[at + 2] as number) << 16) |
    ((ids[at + 3] as number) << 24)
  );
}

function same(a: Uint8Array, at: number, b: Uint8Array, other: number): boolean {
  for (let k = 0; k < idLength; k++) if (a[at + k] !== b[other + k]) return false;
  return true;
}

/** Ids of 32 hex digits as bytes, one behind the other, in a buffer of their own. */
export function idBytes(ids: readonly string[]): Uint8Array {
  const bytes = Buffer.alloc(ids.length * idLength);
  bytes.write(ids.join(''), 'hex');
  return bytes;
}
