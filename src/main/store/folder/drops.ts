import fs from 'node:fs';
import path from 'node:path';
import type { ObjectId } from '../../../shared/brand.ts';
import type { Tip } from '../store.ts';
import { type Disk, writeNew } from './disk.ts';
import { dropFile, dropOf, newFile } from './names.ts';

const idDigits = 32;

/**
 * Objects that must not outlive a commit. They are written down before its manifest is there and
 * removed after, so that a crash in between leaves the next writer to do it.
 */
export class Drops {
  readonly #root: string;
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(root: string, on: Disk) {
    this.#root = root;
    this.#folder = path.join(root, 'drops');
    this.#disk = on;
  }

  async note(device: string, tip: Tip, ids: readonly ObjectId[]): Promise<void> {
    if (ids.length === 0) return;
    const written = newFile(this.#root, 'drops');
    try {
      await writeNew(this.#disk, written, Buffer.from(ids.join('')));
      await this.#disk.rename(written, dropFile(this.#root, device, tip));
      await this.#disk.syncFolder(this.#folder);
    } catch (error) {
      await this.#disk.remove(written).catch(() => {});
      throw error;
    }
  }

  /** For a commit that did not come about. */
  async forget(device: string, tip: Tip): Promise<void> {
    await this.#disk.remove(dropFile(this.#root, device, tip)).catch(() => {});
  }

  /**
   * Removes what a device's newest commit was to drop; what was noted for a commit that did not
   * become an earlier revision is forgotten.
   */
  async finish(device: string, tip: Tip, remove: (ids: readonly ObjectId[]) => Promise<void>): Promise<void> {
    for (const name of fs.readdirSync(this.#folder)) {
      const drop = dropOf(name, device);
      if (drop === undefined || drop.revision > tip.revision) continue;
      if (drop.revision === tip.revision && drop.mark === tip.mark)
        await remove(this.#idsIn(path.join(this.#folder, name)));
      await this.forget(device, drop);
    }
  }

  #idsIn(file: string): ObjectId[] {
    const text = fs.existsSync(file) ? fs.readFileSync(file, 'latin1') : '';
    return (text.match(new RegExp(`[0-9a-f]{${idDigits}}`, 'g')) ?? []) as ObjectId[];
  }
}
