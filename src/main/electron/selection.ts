import type { MarkedBoard } from './board.ts';
import type { Digest } from './clipboard.ts';

// What was marked so shortly before is ours, though the system may not have it yet.
const settleMs = 1_000;

/**
 * Takes off the system's selection what was marked in our window. Keeps a keyed hash of it, not the
 * text.
 */
export class SelectionGuard {
  readonly #board: () => MarkedBoard | undefined;
  readonly #now: () => number;
  #marked: { hash: string; digest: Digest; at: number } | undefined;

  /** `board` gives `undefined` where a system has no such selection. */
  constructor(board: () => MarkedBoard | undefined, now: () => number) {
    this.#board = board;
    this.#now = now;
  }

  /** Something was marked in our window just now. */
  async marked(digest: Digest): Promise<void> {
    const board = this.#board();
    if (board !== undefined) this.#marked = { hash: digest(await board.read()), digest, at: this.#now() };
  }

  /** Takes it off, if it is still what was marked in our window. */
  async clear(): Promise<void> {
    const marked = this.#marked;
    const board = this.#board();
    this.#marked = undefined;
    if (marked === undefined || board === undefined) return;
    const text = await board.read();
    const isOurs = marked.digest(text) === marked.hash || this.#now() - marked.at < settleMs;
    if (text !== '' && isOurs) await board.clear(Buffer.byteLength(text));
  }
}
