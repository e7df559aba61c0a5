/** Bytes of an object's id. */
export const idLength = 16;

/** Objects that are looked for, by ids as bytes: with 100,000 of them as texts, finding them again takes longer than reading them. */
export class Wanted {
  #table = new Int32Array(2_048);
  #ids = new Uint8Array(1_024 * idLength);
  /** Two to an object: its term, and the number that its finder gave it. */
  #notes = new Int32Array(1_024 * 2);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds the `i`th of these ids and gives its place; one that is there already keeps what was said of it first. */
  add(ids: Uint8Array, i: number, term: number, page: number): number {
    const there = this.find(ids, i);
    if (there !== -1) return there;
    if (2 * this.#size >= this.#table.length / 2) this.#grow();
    const place = this.#size++;
    this.#ids.set(ids.subarray(i * idLength, (i + 1) * idLength), place * idLength);
    this.#notes[2 * place] = term;
    this.#notes[2 * place + 1] = page;
    this.#enter(place);
    return place;
  }

  /** The place of the `i`th of these ids; -1: nobody looks for it. */
  find(ids: Uint8Array, i: number): number {
    const mask = this.#table.length - 1;
    for (let at = hash(ids, i) & mask; ; at = (at + 1) & mask) {
      const place = (this.#table[at] as number) - 1;
      if (place === -1 || same(ids, i, this.#ids, place)) return place;
    }
  }

  /** 32 hex digits. */
  id(place: number): string {
    return Buffer.from(this.#ids.subarray(place * idLength, (place + 1) * idLength)).toString('hex');
  }

  term(place: number): number {
    return this.#notes[2 * place] as number;
  }

  page(place: number): number {
    return this.#notes[2 * place + 1] as number;
  }

  #enter(place: number): void {
    const mask = this.#table.length - 1;
    let at = hash(this.#ids, place) & mask;
    while (this.#table[at] !== 0) at = (at + 1) & mask;
    this.#table[at] = place + 1;
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
function hash(ids: Uint8Array, i: number): number {
  const at = i * idLength;
  return (
    (ids[at] as number) |
    ((ids[at + 1] as number) << 8) |
    ((ids[at + 2] as number) << 16) |
    ((ids[at + 3] as number) << 24)
  );
}

function same(a: Uint8Array, i: number, b: Uint8Array, j: number): boolean {
  for (let k = 0; k < idLength; k++) if (a[i * idLength + k] !== b[j * idLength + k]) return false;
  return true;
}
