import { basename } from 'node:path';
import { fail } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { identityAt } from '../store/file.ts';
import { writeLongFile } from '../store/long-file.ts';
import { bytesOf, type FileField } from './file-field.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** What the page hears of a file that was saved. */
export interface SavedFile {
  readonly file: string;
  readonly size: number;
}

/** The file of a vault, where it is one. */
export function vaultFiles(place: Place | undefined): string[] {
  return place !== undefined && isFileAt(place) ? [pathAt(place)] : [];
}

interface Parts {
  /**
   * Where the person wants it, by the system's chooser, which asks before a file is replaced;
   * `undefined`: cancelled.
   */
  readonly choose: (name: string) => Promise<string | undefined>;
  /** Files that are not to be replaced: vaults that are open. */
  readonly kept: () => readonly string[];
  readonly progress: (done: number, total: number) => void;
}

/** Saves files that lie in secrets, one at a time and never whole in memory. */
export class FileSaver {
  readonly #parts: Parts;
  readonly #work = new OneAtATime();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * `undefined` when no place was chosen. `cancelled`, `busy`; `exists` where a vault lies that is
   * open.
   */
  save(file: FileField): Promise<SavedFile | undefined> {
    return this.#work.run(async (signal) => {
      const { size, pieces } = await bytesOf(file);
      const place = await this.#parts.choose(file.field.name);
      if (place === undefined) return undefined;
      this.#refuseVault(place);
      await writeLongFile(place, this.#told(pieces(), size, signal));
      return { file: basename(place), size };
    });
  }

  cancel(): void {
    this.#work.cancel();
  }

  #refuseVault(place: string): void {
    const there = identityAt(place);
    if (there !== undefined && this.#parts.kept().some((vault) => identityAt(vault) === there))
      fail({ code: 'exists', what: 'vault', name: basename(place) });
  }

  async *#told(pieces: AsyncIterable<Uint8Array>, size: number, signal: AbortSignal) {
    let done = 0;
    for await (const piece of pieces) {
      if (signal.aborted) fail({ code: 'cancelled' });
      yield piece;
      done += piece.length;
      this.#parts.progress(done, size);
    }
    if (signal.aborted) fail({ code: 'cancelled' });
  }
}
