import type { Reply, Row } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { rowsPerPage } from '../../shared/rows.ts';
import { api } from '../api.ts';
import { onReset, vaultStore } from './reset.ts';
import type { Listed, Viewed } from './viewed.ts';

/** Where the list looks: a folder ('' is all secrets), or what was deleted. */
export interface Place {
  readonly folder: string;
  readonly deleted: boolean;
}

interface Listing extends Place {
  readonly query: string;
  /** How many rows there are; `undefined` until the first reply. */
  readonly total: number | undefined;
  /** Secrets of a damaged vault that no list can show. */
  readonly unread: number;
  /** Rows that have arrived, by page. */
  readonly pages: ReadonlyMap<number, readonly Row[]>;
  readonly failure: Failure | undefined;
  /** The row under the cursor, counted from 0; -1 when there is none. */
  readonly cursor: number;
  /** Counts the listings, so that a view can go back to the top for a new one. */
  readonly listing: number;
}

const empty: Listing = {
  folder: '',
  deleted: false,
  query: '',
  total: undefined,
  unread: 0,
  pages: new Map(),
  failure: undefined,
  cursor: -1,
  listing: 0,
};
const pagesKept = 30;

/** The list of secrets, as far as it has been looked at. */
export const useListing = vaultStore<Listing>(empty);

const underWay = new Set<number>();
let current = 0;
onReset(() => {
  current += 1;
  underWay.clear();
});

/** Lists another place, from its top. */
export function goTo(place: Place): Promise<void> {
  useListing.setState({ ...place, query: '' });
  return list();
}

/** Ranks the whole vault by `query`; a blank one lists the place again. */
export function search(query: string): Promise<void> {
  useListing.setState({ query });
  return list();
}

/** The row at `index`, or `undefined` while it has not arrived. */
export function rowAt(listing: Listing, index: number): Row | undefined {
  return listing.pages.get(Math.floor(index / rowsPerPage))?.[index % rowsPerPage];
}

export function moveCursor(cursor: number): void {
  useListing.setState({ cursor });
}

// The rows shown stay until the new ones are there: a keystroke must not make the list flicker.
async function list(): Promise<void> {
  const mine = ++current;
  underWay.clear();
  const reply = await fetchPage(0);
  if (mine !== current) return;
  if (!reply.ok) return useListing.setState({ failure: reply.failure });
  const { total, rows, unread = 0 } = reply.value;
  useListing.setState({
    total,
    unread,
    pages: new Map([[0, rows]]),
    failure: undefined,
    cursor: -1,
    listing: mine,
  });
}

/** Sees to it that the rows from `first` to `last` arrive. */
export function need(first: number, last: number): void {
  const { pages } = useListing.getState();
  for (let page = Math.floor(first / rowsPerPage); page <= Math.floor(last / rowsPerPage); page++) {
    if (!pages.has(page) && !underWay.has(page)) void load(page);
  }
}

async function load(page: number): Promise<void> {
  const mine = current;
  underWay.add(page);
  const reply = await fetchPage(page);
  if (mine !== current) return;
  underWay.delete(page);
  if (!reply.ok) return useListing.setState({ failure: reply.failure });
  const pages = new Map(useListing.getState().pages).set(page, reply.value.rows);
  while (pages.size > pagesKept) pages.delete(farthest(pages.keys(), page));
  const { total, unread = 0 } = reply.value;
  useListing.setState({ total, unread, pages, failure: undefined });
}

/** The rows around the cursor, or around the secret `find`, to be shown anew after something was written; the cursor follows its secret. */
export function viewed(find?: string): Viewed<'list'> {
  const { folder, query, deleted, cursor } = useListing.getState();
  const mine = ++current;
  underWay.clear();
  const page = Math.floor(Math.max(0, cursor) / rowsPerPage);
  return {
    wanted: { folder, query, deleted, page, ...(find !== undefined && { find }) },
    take: (reply) => {
      if (mine === current) take(reply);
    },
  };
}

function take(reply: Reply<Listed>): void {
  if (!reply.ok) {
    useListing.setState({ failure: reply.failure });
    return;
  }
  const { total, unread, rows, page, found } = reply.value;
  const before = useListing.getState();
  const pages = new Map<number, readonly Row[]>();
  for (let at = 0; at < rows.length; at += rowsPerPage)
    pages.set(page + at / rowsPerPage, rows.slice(at, at + rowsPerPage));
  const cursor = found ?? indexIn(pages, rowAt(before, before.cursor)?.path);
  useListing.setState({ total, unread, pages, failure: undefined, cursor });
}

function fetchPage(page: number) {
  const { folder, query, deleted } = useListing.getState();
  return api.secrets.browse({
    folder: query.trim() === '' ? folder : '',
    query,
    deleted,
    offset: page * rowsPerPage,
    limit: rowsPerPage,
  });
}

function indexIn(pages: ReadonlyMap<number, readonly Row[]>, path: string | undefined): number {
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
