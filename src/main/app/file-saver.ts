import { basename } from 'node:path';
import { fail } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { type AttachmentInfo, isFile } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { LoadedFile } from '../backend/backend.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { identityAt } from '../store/file.ts';
import { writeLongFile } from '../store/long-file.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** What the page hears of a file that was saved. */
export interface SavedFile {
  readonly file: string;
  readonly size: number;
}

/** A field that stands for a file, and how its bytes are had: piece by piece where it is long. */
export interface FileField {
  readonly field: Field;
  readonly load: () => Promise<LoadedFile>;
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
  save({ field, load }: FileField): Promise<SavedFile | undefined> {
    return this.#work.run(async (signal) => {
      if (!isFile(field.type)) fail({ code: 'not-found', what: 'field', name: field.name });
      const { size, pieces } = field.type === 'file' ? small(field) : await load();
      const place = await this.#parts.choose(field.name);
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

  /** Each percent is told once. */
  async *#told(pieces: AsyncIterable<Uint8Array>, size: number, signal: AbortSignal) {
    let [done, said] = [0, -1];
    for await (const piece of pieces) {
      if (signal.aborted) fail({ code: 'cancelled' });
      yield piece;
      done += piece.length;
      const percent = Math.floor((100 * done) / size);
      if (percent === said) continue;
      said = percent;
      this.#parts.progress(done, size);
    }
    if (signal.aborted) fail({ code: 'cancelled' });
  }
}

/** A file that lies in the version itself. */
function small({ value }: Field): Pick<AttachmentInfo, 'size'> & { pieces: () => AsyncIterable<Uint8Array> } {
  const bytes = Buffer.from(value, 'base64');
  return {
    size: bytes.length,
    pieces: async function* () {
      if (bytes.length > 0) yield bytes;
    },
  };
}
