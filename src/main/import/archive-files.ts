import type { Item } from './entry.ts';
import type { Unpacked } from './zip.ts';

/** What the system of whoever packed an archive puts into it. */
const ofSystems = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$)/;

/** A file of an archive that no entry names. */
export function fileOfNone(place: string): Item {
  return { kind: 'failed', problem: { place, reason: 'file-of-none' } };
}

/** The files of an archive that belong to entries, and which of them no entry named. */
export class ArchiveFiles {
  readonly #all: Unpacked;
  readonly #taken = new Set<string>();

  /** `isFile`: of a path, whether an entry should name it. */
  constructor(all: Unpacked, isFile: (path: string) => boolean = () => true) {
    this.#all = new Map([...all].filter(([path]) => isFile(path) && !ofSystems.test(path)));
  }

  /** The file at that path, or else the first that fits. */
  take(wanted: string, fits?: (path: string) => boolean): Uint8Array | undefined {
    const path = this.#all.has(wanted) || fits === undefined ? wanted : this.#find(fits);
    this.#taken.add(path);
    return this.#all.get(path);
  }

  /** What is told once every entry is read. */
  *left(): Generator<Item> {
    for (const path of this.#all.keys()) if (!this.#taken.has(path)) yield fileOfNone(path);
  }

  #find(fits: (path: string) => boolean): string {
    return [...this.#all.keys()].find(fits) ?? '';
  }
}
