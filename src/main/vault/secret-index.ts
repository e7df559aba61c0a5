import { isUnder } from '../../shared/path.ts';
import type { OwnSort } from '../../shared/rows.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import type { Marked } from './layer.ts';
import { Order } from './order.ts';
import type { Term } from './query.ts';
import { type Hits, Search } from './search.ts';
import { findFolder, findPath, sortInfos } from './sorted.ts';

/** So many orders of folders are kept. */
const keptOrders = 6;

/** Leaves secrets out of a list. Two with one key leave out the same. */
export interface Filter {
  readonly key: string;
  readonly holds: (info: SecretInfo) => boolean;
}

/** Which list: the secrets under a folder, in an order. */
export interface Listed {
  readonly folder: string;
  /** `undefined`: that of the paths. */
  readonly sort: OwnSort | undefined;
  readonly filter?: Filter | undefined;
}

/** A list that is kept sorted. */
interface Kept {
  readonly folder: string;
  readonly filter: Filter | undefined;
  readonly order: Order;
}

/**
 * Secrets in path order that can be paged through and searched; the index is made at the first
 * search.
 */
export class SecretIndex {
  #infos: SecretInfo[];
  #search: Search | undefined;
  /** The lists that were looked at in another order, the latest last. */
  readonly #orders = new Map<string, Kept>();

  readonly #marked: Marked;

  /** Keeps and sorts the array. */
  constructor(infos: SecretInfo[], marked: Marked) {
    this.#marked = marked;
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
  indexIn(list: Listed, path: string): number | undefined {
    if (isOrdered(list)) return this.#order(list).placeOf(path);
    const { from, to } = findFolder(this.#infos, list.folder);
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
    for (const { folder, filter, order } of this.#orders.values()) {
      const listed = (one: SecretInfo | undefined) => (one && filter?.holds(one) === false ? undefined : one);
      if (isUnder(path, folder)) order.replace(listed(before), listed(info));
    }
    return before;
  }

  /** A window of the secrets under a folder; with terms, of the ranked hits there. */
  page(list: Listed, terms: readonly Term[], offset: number, limit: number): Hits {
    if (terms.length > 0)
      return this.#index().find({ terms, folder: list.folder, offset, limit, marked: this.#marked });
    if (isOrdered(list)) {
      const order = this.#order(list);
      return { total: order.length, infos: order.slice(offset, offset + limit) };
    }
    const { from, to } = findFolder(this.#infos, list.folder);
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

  /** Sorts a list a little at a time, as `prepare`. Not needed: `page` does what is left of it. */
  async arrange(list: Listed, pause: () => Promise<void>): Promise<void> {
    if (!isOrdered(list)) return;
    const order = this.#order(list);
    while (this.#isKept(order) && order.step()) await pause();
  }

  clear(): void {
    this.#infos = [];
    this.#orders.clear();
    this.#search = undefined;
  }

  #order(list: Listed): Order {
    const { folder, sort, filter } = list;
    const key = JSON.stringify([sort, filter?.key, folder]);
    const kept = this.#orders.get(key) ?? { folder, filter, order: new Order(this.#listed(list), sort) };
    this.#orders.delete(key);
    this.#orders.set(key, kept);
    if (this.#orders.size > keptOrders) this.#orders.delete(this.#orders.keys().next().value as string);
    return kept.order;
  }

  #isKept(wanted: Order): boolean {
    return [...this.#orders.values()].some(({ order }) => order === wanted);
  }

  #listed({ folder, filter }: Listed): SecretInfo[] {
    const { from, to } = findFolder(this.#infos, folder);
    const infos = this.#infos.slice(from, to);
    return filter === undefined ? infos : infos.filter(filter.holds);
  }

  #index(): Search {
    this.#search ??= new Search(this.#infos.slice());
    return this.#search;
  }
}

/** True for a list that is not just a run of the paths. */
function isOrdered({ sort, filter }: Listed): boolean {
  return sort !== undefined || filter !== undefined;
}
