import type { SecretInfo } from '../../shared/secret-schema.ts';
import type { Term } from './query.ts';
import { type Hits, Search } from './search.ts';
import { findFolder, findPath, sortInfos } from './sorted.ts';

/**
 * Secrets in path order that can be paged through and searched; the index is made at the first
 * search.
 */
export class SecretIndex {
  #infos: SecretInfo[];
  #search: Search | undefined;

  /** Keeps and sorts the array. */
  constructor(infos: SecretInfo[]) {
    this.#infos = sortInfos(infos);
  }

  get infos(): readonly SecretInfo[] {
    return this.#infos;
  }

  find(path: string): SecretInfo | undefined {
    const found = this.#infos[findPath(this.#infos, path)];
    return found?.path === path ? found : undefined;
  }

  /**
   * Which of the secrets under a folder it is, counted from 0; `undefined` when it is none of them.
   */
  indexIn(folder: string, path: string): number | undefined {
    const { from, to } = findFolder(this.#infos, folder);
    const at = findPath(this.#infos, path);
    return at >= from && at < to && this.#infos[at]?.path === path ? at - from : undefined;
  }

  /**
   * Sets, changes or (`undefined`) takes out one secret; what was there before, `undefined` when
   * nothing was.
   */
  replace(path: string, info: SecretInfo | undefined): SecretInfo | undefined {
    const place = findPath(this.#infos, path);
    const found = this.#infos[place];
    const before = found?.path === path ? found : undefined;
    if (before === undefined && info === undefined) return undefined;
    this.#infos.splice(place, before === undefined ? 0 : 1, ...(info === undefined ? [] : [info]));
    if (this.#search?.replace(path, info) === false) this.#search = undefined;
    return before;
  }

  /** A window of the secrets under a folder; with terms, of the ranked hits there. */
  page(folder: string, terms: readonly Term[], offset: number, limit: number): Hits {
    if (terms.length > 0) return this.#index().find({ terms, folder, offset, limit });
    const { from, to } = findFolder(this.#infos, folder);
    return {
      total: to - from,
      infos: this.#infos.slice(Math.min(from + offset, to), Math.min(from + offset + limit, to)),
    };
  }

  /**
   * Builds the index a little at a time, so that nothing else waits for long. `pause` lets others
   * run.
   */
  async prepare(pause: () => Promise<void>): Promise<void> {
    const search = this.#index();
    // After `clear`, or with a newer index, the work is no longer wanted.
    while (this.#search === search && search.step()) await pause();
  }

  clear(): void {
    this.#infos = [];
    this.#search = undefined;
  }

  #index(): Search {
    this.#search ??= new Search(this.#infos.slice());
    return this.#search;
  }
}
