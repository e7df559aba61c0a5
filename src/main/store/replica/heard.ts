import { sameTip, type Tip } from '../store.ts';
import type { ReplicaFolder } from './folder.ts';
import type { Service } from './service.ts';

/** How often the note says that the service was heard of, in ms. */
const noteEvery = 30_000;

/**
 * Notes when the service was heard of, and what it calls its newest tip: that spares the next
 * program reading that again.
 */
export class Heard {
  readonly #folder: ReplicaFolder;
  #noted = 0;

  constructor(folder: ReplicaFolder) {
    this.#folder = folder;
  }

  note({ away, opened }: Pick<Service, 'away' | 'opened'>, last = false): void {
    if (away !== undefined || opened === undefined) return;
    const now = Date.now();
    if (!last && now - this.#noted < noteEvery) return;
    this.#noted = now;
    const tag = opened.tagged?.();
    if (tag !== undefined && !this.#isNoted(tag)) this.#folder.note({ tag });
    this.#folder.heard();
  }
  #isNoted(tag: Tip): boolean {
    const noted = this.#folder.read().tag;
    return noted !== undefined && noted.tag === tag.tag && sameTip(noted, tag);
  }
}
