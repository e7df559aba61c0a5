import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import { markLength, type StoredManifest, type Tip, tipOf } from '../store.ts';
import { codeOf, type Disk, publish, writeNew } from './disk.ts';
import { lineFolder, manifestFile, newFile, revisionOf } from './names.ts';

/** The manifests of one device: the one with the highest revision counts. */
export class Manifests {
  readonly #root: string;
  readonly #device: string;
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(root: string, on: Disk, device: string) {
    this.#root = root;
    this.#device = device;
    this.#folder = lineFolder(root, device);
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
    const revision = Math.max(0, ...this.#revisions());
    if (revision === 0) return 0;
    return fs.statSync(manifestFile(this.#root, this.#device, revision)).mtimeMs;
  }

  /**
   * Gives a manifest the name of its revision; false where another has it. Durable when it returns.
   */
  async publish(revision: number, manifest: Uint8Array): Promise<boolean> {
    await this.#begin();
    const written = newFile(this.#root, path.join('heads', this.#device));
    const named = manifestFile(this.#root, this.#device, revision);
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

  /** True where this device has written. */
  get isBegun(): boolean {
    return this.#revisions().length > 0;
  }

  /** The manifest of a revision; `undefined` where it is not there, or empty. */
  at(revision: number): StoredManifest | undefined {
    try {
      const bytes = fs.readFileSync(manifestFile(this.#root, this.#device, revision));
      return bytes.length === 0 ? undefined : { revision, bytes };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /**
   * The newest of a line that may still be arriving; `undefined` where it is empty or not there.
   */
  arrived(): StoredManifest | undefined {
    return this.at(Math.max(0, ...this.#revisions()));
  }

  async #begin(): Promise<void> {
    if (fs.existsSync(this.#folder)) return;
    await this.#disk.createFolder(this.#folder).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await this.#disk.syncFolder(path.dirname(this.#folder));
  }

  /** True where a file has the name of this revision's manifest. */
  isTaken(revision: number): boolean {
    return fs.existsSync(manifestFile(this.#root, this.#device, revision));
  }

  /**
   * Empties earlier manifests, which hold earlier key slots. Their names stay: a writer that slept
   * is not given such a number again.
   */
  async emptyBefore(revision: number): Promise<void> {
    for (const earlier of this.#revisions()) {
      const file = manifestFile(this.#root, this.#device, earlier);
      if (earlier < revision && sizeOf(file) > 0) await this.#disk.truncate(file);
    }
  }

  #readNewest(read: (file: string) => Buffer): StoredManifest | undefined {
    for (let before = 0; ; ) {
      const revision = Math.max(0, ...this.#revisions());
      if (revision === 0) return undefined;
      try {
        const bytes = read(manifestFile(this.#root, this.#device, revision));
        // Room that was made for what comes.
        if (bytes.length > 0 && bytes.every((byte) => byte === 0))
          fail({ code: 'damaged', part: 'manifest' });
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
    return namesIn(this.#folder)
      .map(revisionOf)
      .filter((revision) => revision !== undefined);
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
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
