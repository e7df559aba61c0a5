import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import { markLength, type StoredManifest, type Tip, tipOf } from '../store.ts';
import { codeOf, type Disk, publish, writeNew } from './disk.ts';
import { manifestFile, newFile, revisionOf } from './names.ts';

/** The manifests of a folder store: the one with the highest revision counts. */
export class Manifests {
  readonly #root: string;
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(root: string, on: Disk) {
    this.#root = root;
    this.#folder = path.join(root, 'manifests');
    this.#disk = on;
  }

  /** `undefined` where there is none; `damaged` where the newest one is empty. */
  newest(): StoredManifest | undefined {
    return this.#readNewest((file) => fs.readFileSync(file));
  }

  /** The newest manifest's tip, from its last bytes. */
  tip(): Tip | undefined {
    const newest = this.#readNewest(lastBytes);
    return newest && tipOf(newest);
  }

  /** When the newest manifest was written, by the clock of the place. */
  time(): number {
    const revision = Math.max(...this.#revisions());
    return fs.statSync(manifestFile(this.#root, revision)).mtimeMs;
  }

  /** Gives a manifest the name of its revision; false where another has it. Durable when it returns. */
  async publish(revision: number, manifest: Uint8Array): Promise<boolean> {
    const written = newFile(this.#root, 'manifests');
    const named = manifestFile(this.#root, revision);
    try {
      await writeNew(this.#disk, written, manifest);
      return (await publish(this.#disk, written, named)) || isSame(named, manifest);
    } catch (error) {
      // The name may have been given although the answer was lost or the last step failed.
      if (!isSame(named, manifest)) throw error;
      await this.#disk.syncFolder(this.#folder);
      return true;
    } finally {
      await this.#disk.remove(written).catch(() => {});
    }
  }

  /** True where a file has the name of this revision's manifest. */
  isTaken(revision: number): boolean {
    return fs.existsSync(manifestFile(this.#root, revision));
  }

  /** Empties earlier manifests, which hold earlier key slots. Their names stay: a writer that slept is not given such a number again. */
  async emptyBefore(revision: number): Promise<void> {
    for (const earlier of this.#revisions()) {
      const file = manifestFile(this.#root, earlier);
      if (earlier < revision && sizeOf(file) > 0) await this.#disk.truncate(file);
    }
  }

  #readNewest(read: (file: string) => Buffer): StoredManifest | undefined {
    for (let before = 0; ; ) {
      const revision = Math.max(0, ...this.#revisions());
      if (revision === 0) return undefined;
      try {
        const bytes = read(manifestFile(this.#root, revision));
        if (bytes.length > 0) return { revision, bytes };
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
      }
      // Emptied or removed just now because there is a newer one, or else lost.
      if (revision <= before) return fail({ code: 'damaged', part: 'manifest' });
      before = revision;
    }
  }

  #revisions(): number[] {
    return fs
      .readdirSync(this.#folder)
      .map(revisionOf)
      .filter((revision) => revision !== undefined);
  }
}

function isSame(file: string, bytes: Uint8Array): boolean {
  try {
    return fs.readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function lastBytes(file: string): Buffer {
  const handle = fs.openSync(file, 'r');
  try {
    const { size } = fs.fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, markLength));
    return bytes.subarray(0, fs.readSync(handle, bytes, 0, bytes.length, size - bytes.length));
  } finally {
    fs.closeSync(handle);
  }
}
