import type { Row } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { comparePaths } from '../../shared/path.ts';
import { api } from '../api.ts';
import { onReset, untilLock, vaultStore } from './reset.ts';

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
export const pageSize = 100;
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
  return listing.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
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
  for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) {
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

/** Fetches the rows around `index` anew, after something was written; the cursor follows its secret. */
export async function refresh(index: number): Promise<void> {
  const before = useListing.getState();
  const path = rowAt(before, before.cursor)?.path;
  const mine = ++current;
  underWay.clear();
  const middle = Math.floor(Math.max(0, index) / pageSize);
  const wanted = [...new Set([Math.max(0, middle - 1), middle, middle + 1])];
  const replies = await Promise.all(wanted.map(fetchPage));
  if (mine !== current) return;
  const pages = new Map<number, readonly Row[]>();
  let total = 0;
  let unread = 0;
  for (const [i, reply] of replies.entries()) {
    if (!reply.ok) return useListing.setState({ failure: reply.failure });
    ({ total, unread = 0 } = reply.value);
    if (reply.value.rows.length > 0) pages.set(wanted[i] ?? 0, reply.value.rows);
  }
  useListing.setState({ total, unread, pages, failure: undefined, cursor: indexIn(pages, path) });
}

/** Puts the cursor on the secret at `path`, wherever in the place it stands; false when it is not in it. */
export async function find(path: string): Promise<boolean> {
  const open = untilLock();
  if (useListing.getState().query !== '') return false;
  const mine = current;
  let low = 0;
  let high = Math.ceil((useListing.getState().total ?? 0) / pageSize) - 1;
  // The place is in path order: a bisection over its pages.
  while (low <= high && open() && mine === current) {
    const page = (low + high) >> 1;
    if (!useListing.getState().pages.has(page)) await load(page);
    const rows = useListing.getState().pages.get(page);
    const first = rows?.[0];
    const last = rows?.at(-1);
    if (!rows || !first || !last || mine !== current) return false;
    if (comparePaths(path, first.path) < 0) high = page - 1;
    else if (comparePaths(path, last.path) > 0) low = page + 1;
    else {
      const at = rows.findIndex((row) => row.path === path);
      if (at >= 0) moveCursor(page * pageSize + at);
      return at >= 0;
    }
  }
  return false;
}

function fetchPage(page: number) {
  const { folder, query, deleted } = useListing.getState();
  return api.secrets.browse({
    folder: query.trim() === '' ? folder : '',
    query,
    deleted,
    offset: page * pageSize,
    limit: pageSize,
  });
}

function indexIn(pages: ReadonlyMap<number, readonly Row[]>, path: string | undefined): number {
  if (path === undefined) return -1;
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.path === path);
    if (at >= 0) return page * pageSize + at;
  }
  return -1;
}

function farthest(pages: Iterable<number>, from: number): number {
  let far = from;
  for (const page of pages) if (Math.abs(page - from) > Math.abs(far - from)) far = page;
  return far;
}
