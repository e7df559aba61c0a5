import type { ObjectId } from '../../../shared/brand.ts';
import type { Tip } from '../store.ts';
import { dropKey, dropOf, dropsPrefix } from './names.ts';
import type { Prefix } from './prefix.ts';

/** Bytes of the largest list that is read: a million ids. */
const largest = 32 * 1024 * 1024;

/**
 * Objects that must not outlive a commit. They are written down before its manifest is there and
 * removed after, so that a crash in between leaves the next writer to do it.
 */
export class Drops {
  readonly #prefix: Prefix;
  /** The tip of which is known that nothing is left to do. */
  #done: string | undefined;

  constructor(prefix: Prefix) {
    this.#prefix = prefix;
  }

  async note(next: Tip, ids: readonly ObjectId[]): Promise<void> {
    if (ids.length > 0) await this.#prefix.put(dropKey(next.revision, next.mark), Buffer.from(ids.join('')));
  }

  /** The newest commit, which was made here, has nothing to drop. */
  none(tip: Tip): void {
    this.#done = dropKey(tip.revision, tip.mark);
  }

  /** For a commit that did not come about. */
  async forget({ revision, mark }: Tip): Promise<void> {
    await this.#prefix.remove(dropKey(revision, mark)).catch(() => {});
  }

  /**
   * Removes what the newest commit was to drop; what was noted for a commit that did not become an
   * earlier revision is forgotten.
   */
  async finish(tip: Tip, remove: (ids: readonly ObjectId[]) => Promise<void>): Promise<void> {
    if (this.#done === dropKey(tip.revision, tip.mark)) return;
    for await (const { objects } of this.#prefix.listAll(dropsPrefix)) {
      for (const { key, size } of objects) {
        const drop = dropOf(key);
        if (drop === undefined || drop.revision > tip.revision || size === 0) continue;
        if (drop.revision === tip.revision && drop.mark === tip.mark) await remove(await this.#idsIn(key));
        await this.#prefix.remove(key);
      }
    }
    this.#done = dropKey(tip.revision, tip.mark);
  }

  async #idsIn(name: string): Promise<ObjectId[]> {
    const text = (await this.#prefix.get(name, largest))?.bytes.toString('latin1') ?? '';
    return (text.match(/[0-9a-f]{32}/g) ?? []) as ObjectId[];
  }
}
