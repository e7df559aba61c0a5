import { stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { misuse } from '../usage.ts';
import { visible } from '../visible.ts';

/**
 * What an option says of files: `VALUE` for all, or `FILE=VALUE` for one, which its path, the end of
 * its path or its name tells.
 */
export class ByFile {
  readonly #option: string;
  readonly #common: string | undefined;
  readonly #own: ReadonlyMap<string, string>;
  readonly #met = new Set<string>();

  private constructor(option: string, common: string | undefined, own: ReadonlyMap<string, string>) {
    this.#option = option;
    this.#common = common;
    this.#own = own;
  }

  /** Refuses two values for all files, and two for one name. */
  static async of(option: string, given: readonly string[]): Promise<ByFile> {
    let common: string | undefined;
    const own = new Map<string, string>();
    for (const one of given) {
      const at = one.lastIndexOf('=');
      // A file's name may hold the sign.
      const isCommon = at <= 0 || (await isThere(one));
      const name = isCommon ? '' : one.slice(0, at);
      if (isCommon ? common !== undefined : own.has(name)) misuse((say) => say.twice(option));
      if (isCommon) common = one;
      else own.set(name, one.slice(at + 1));
    }
    return new ByFile(option, common, own);
  }

  /** All values, each once. */
  get values(): readonly string[] {
    return [...(this.#common === undefined ? [] : [this.#common]), ...this.#own.values()];
  }

  /** What is said of a file: by the longest name that is its own, else what is said of all. */
  for(file: string): string | undefined {
    const names = [...this.#own.keys()].filter((name) => isNamed(file, name));
    for (const name of names) this.#met.add(name);
    const [name] = names.sort((a, b) => b.length - a.length);
    return name === undefined ? this.#common : this.#own.get(name);
  }

  /** Refuses a name that no file had so far. */
  refuseUnmet(): void {
    for (const name of this.#own.keys())
      if (!this.#met.has(name)) misuse((say) => say.noSuchFile(this.#option, visible(name)));
  }
}

/** Whether a name is a file's: its path, the end of that, or what it is called. */
export function isNamed(file: string, name: string): boolean {
  return (
    file === name ||
    basename(file) === name ||
    file.endsWith(`${sep}${name}`) ||
    resolve(file) === resolve(name)
  );
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
