/**
 * Finds many needles in one pass (Aho and Corasick, 1975): a state is the longest beginning of a
 * needle that ends here. Children of a node are a linked list in typed arrays, which is small
 * however long the needles are.
 */
export class Automaton {
  /** For each state: how many bytes of a needle have been seen. */
  #depth = new Uint32Array(64);
  /** For each state: the length of the longest needle that ends here, or 0. */
  #hit = new Uint32Array(64);
  #fail = new Uint32Array(64);
  #child = new Uint32Array(64);
  #sibling = new Uint32Array(64);
  #byte = new Uint8Array(64);
  /** Where the first byte of a needle leads. */
  readonly #first = new Uint32Array(256);
  #size = 1;
  /** Bytes of the longest needle. */
  readonly longest: number;

  constructor(needles: Iterable<Uint8Array>) {
    let longest = 0;
    for (const needle of needles) {
      this.#insert(needle);
      longest = Math.max(longest, needle.length);
    }
    this.longest = longest;
    this.#link();
  }

  depth(state: number): number {
    return this.#depth[state] as number;
  }

  hit(state: number): number {
    return this.#hit[state] as number;
  }

  /** The state after one more byte; 0 is the first state. */
  step(state: number, byte: number): number {
    for (let from = state; from !== 0; from = this.#fail[from] as number) {
      const next = this.#find(from, byte);
      if (next !== 0) return next;
    }
    return this.#first[byte] as number;
  }

  #find(node: number, byte: number): number {
    let child = this.#child[node] as number;
    while (child !== 0 && this.#byte[child] !== byte) child = this.#sibling[child] as number;
    return child;
  }

  #insert(needle: Uint8Array): void {
    let node = 0;
    for (const byte of needle) {
      const known = node === 0 ? (this.#first[byte] as number) : this.#find(node, byte);
      node = known === 0 ? this.#add(node, byte) : known;
    }
    this.#hit[node] = needle.length;
  }

  #add(parent: number, byte: number): number {
    if (this.#size === this.#byte.length) this.#grow();
    const node = this.#size++;
    this.#byte[node] = byte;
    this.#depth[node] = (this.#depth[parent] as number) + 1;
    this.#sibling[node] = this.#child[parent] as number;
    this.#child[parent] = node;
    if (parent === 0) this.#first[byte] = node;
    return node;
  }

  #grow(): void {
    const grown = (old: Uint32Array<ArrayBuffer>) => {
      const bigger = new Uint32Array(old.length * 2);
      bigger.set(old);
      return bigger;
    };
    this.#depth = grown(this.#depth);
    this.#hit = grown(this.#hit);
    this.#fail = grown(this.#fail);
    this.#child = grown(this.#child);
    this.#sibling = grown(this.#sibling);
    const bytes = new Uint8Array(this.#byte.length * 2);
    bytes.set(this.#byte);
    this.#byte = bytes;
  }

  // Breadth first: a state falls back to one that is nearer to the root, which is linked by then.
  #link(): void {
    const queue = new Uint32Array(this.#size);
    let filled = 1;
    for (let at = 0; at < filled; at += 1) {
      const node = queue[at] as number;
      for (let child = this.#child[node] as number; child !== 0; child = this.#sibling[child] as number) {
        const fail = node === 0 ? 0 : this.step(this.#fail[node] as number, this.#byte[child] as number);
        this.#fail[child] = fail;
        if (this.#hit[child] === 0) this.#hit[child] = this.#hit[fail] as number;
        queue[filled++] = child;
      }
    }
  }
}
