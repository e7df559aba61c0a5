import type { StoreApi } from 'zustand';
import type { Reply } from '../../shared/contract.ts';

import type { Failure } from '../../shared/failure.ts';
import { rowsPerPage } from '../../shared/rows.ts';
import { onReset } from './reset.ts';

/** Rows of a list of any length, as far as it has been looked at. */
export interface Rows<Row> {
  /** How many there are; `undefined` until the first reply. */
  readonly total: number | undefined;
  /** Those that have arrived, by page. */
  readonly pages: ReadonlyMap<number, readonly Row[]>;
  readonly failure: Failure | undefined;
  /** The row under the cursor, counted from 0; -1 when there is none. */
  readonly cursor: number;
  /** Counts the listings, so that a view can go back to the top for a new one. */
  readonly listing: number;
}

export const noRows = {
  total: undefined,
  pages: new Map<number, never>(),
  failure: undefined,
  cursor: -1,
  listing: 0,
};

const pagesKept = 30;

/** The row at `index`, or `undefined` while it has not arrived. */
export function rowAt<Row>({ pages }: Pick<Rows<Row>, 'pages'>, index: number): Row | undefined {
  return pages.get(Math.floor(index / rowsPerPage))?.[index % rowsPerPage];
}

interface Told<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}
/** Several pages at once, the first of them `page`; `found`: where the cursor goes. */
type Several<Row, T extends Told<Row>> = T & { readonly page: number; readonly found?: number | undefined };

/** Fills a store with rows, page by page. `besides`: what else of the store a reply tells. */
export function paged<Row extends { readonly path: string }, State extends Rows<Row>, T extends Told<Row>>(
  store: StoreApi<State>,
  fetchPage: (page: number) => Promise<Reply<T>>,
  besides: (told: T) => Partial<State> = () => ({}),
) {
  const underWay = new Set<number>();
  let current = 0;
  const put = (rows: Partial<Rows<Row>>, told?: T) =>
    store.setState({ ...(told && besides(told)), ...rows } as Partial<State>);

  /** What was asked for before no longer counts; whether that has happened again since. */
  function turn(): { readonly number: number; readonly holds: () => boolean } {
    const mine = ++current;
    underWay.clear();
    return { number: mine, holds: () => mine === current };
  }
  onReset(turn);

  /** Whether what is asked for now still counts when its answer comes. */
  function holding(): () => boolean {
    const mine = current;
    return () => mine === current;
  }

  /**
   * From the top. The rows shown stay until the new ones are there: a keystroke must not make the
   * list flicker.
   */
  async function list(): Promise<void> {
    const { number, holds } = turn();
    const reply = await fetchPage(0);
    if (!holds()) return;
    if (!reply.ok) return put({ failure: reply.failure });
    const { total, rows } = reply.value;
    put({ total, pages: new Map([[0, rows]]), failure: undefined, cursor: -1, listing: number }, reply.value);
  }

  /** Sees to it that the rows from `first` to `last` arrive. */
  function need(first: number, last: number): void {
    const { pages } = store.getState();
    for (let page = Math.floor(first / rowsPerPage); page <= Math.floor(last / rowsPerPage); page++) {
      if (!pages.has(page) && !underWay.has(page)) void load(page);
    }
  }

  async function load(page: number): Promise<void> {
    const holds = holding();
    underWay.add(page);
    const reply = await fetchPage(page);
    if (!holds()) return;
    underWay.delete(page);
    if (!reply.ok) return put({ failure: reply.failure });
    const pages = new Map(store.getState().pages).set(page, reply.value.rows);
    while (pages.size > pagesKept) pages.delete(farthest(pages.keys(), page));
    put({ total: reply.value.total, pages, failure: undefined }, reply.value);
  }

  /**
   * The page under the cursor, to be fetched anew with those beside it; the cursor follows its row.
   */
  function renewal(): { readonly page: number; readonly take: (reply: Reply<Several<Row, T>>) => void } {
    const { holds } = turn();
    const page = Math.floor(Math.max(0, store.getState().cursor) / rowsPerPage);
    return { page, take: (reply) => holds() && take(reply) };
  }

  function take(reply: Reply<Several<Row, T>>): void {
    if (!reply.ok) {
      put({ failure: reply.failure });
      return;
    }
    const { total, rows, page, found } = reply.value;
    const before = store.getState();
    const pages = new Map<number, readonly Row[]>();
    for (let at = 0; at < rows.length; at += rowsPerPage)
      pages.set(page + at / rowsPerPage, rows.slice(at, at + rowsPerPage));
    const cursor = found ?? indexIn(pages, rowAt(before, before.cursor)?.path);
    put({ total, pages, failure: undefined, cursor }, reply.value);
  }

  return { turn, holding, list, need, renewal };
}

function indexIn(
  pages: ReadonlyMap<number, readonly { readonly path: string }[]>,
  path: string | undefined,
): number {
  if (path === undefined) return -1;
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.path === path);
    if (at >= 0) return page * rowsPerPage + at;
  }
  return -1;
}

function farthest(pages: Iterable<number>, from: number): number {
  let far = from;
  for (const page of pages) if (Math.abs(page - from) > Math.abs(far - from)) far = page;
  return far;
}
