import type { Row } from '../../shared/contract.ts';
import type { Facet } from '../../shared/facet.ts';
import { rowsPerPage, type Sort } from '../../shared/rows.ts';
import { api } from '../api.ts';
import { noRows, paged, type Rows } from './paged.ts';
import { vaultStore } from './reset.ts';
import { useSession } from './session.ts';
import type { Viewed } from './viewed.ts';

/** Where the list looks: a folder ('' is all secrets), what was deleted, or a facet of all. */
export interface Place {
  readonly folder: string;
  readonly deleted: boolean;
  readonly facet?: Facet | undefined;
}

export interface Listing extends Place, Rows<Row> {
  readonly query: string;
  /** Secrets of a damaged vault that no list can show. */
  readonly unread: number;
  /** Nothing was found as it was typed: these are it but for one slip. */
  readonly nearly: boolean;
}

/** The list of secrets, as far as it has been looked at. */
export const useListing = vaultStore<Listing>({
  ...noRows,
  folder: '',
  deleted: false,
  facet: undefined,
  query: '',
  unread: 0,
  nearly: false,
});

const rows = paged(useListing, fetchPage, ({ unread = 0, nearly = false }) => ({ unread, nearly }));
/** Sees to it that the rows from `first` to `last` arrive. */
export const { need } = rows;

let listing: Promise<void> = Promise.resolve();

/** When the rows are those of what was asked for last. */
export function listed(): Promise<void> {
  return listing;
}

/** Lists another place, from its top. */
export function goTo(place: Place): Promise<void> {
  useListing.setState({ facet: undefined, ...place, query: '' });
  return listAnew();
}

/** Lists the same place anew, from its top. */
export function listAnew(): Promise<void> {
  listing = rows.list();
  return listing;
}

/** Ranks the whole vault by `query`; a blank one lists the place again. */
export function search(query: string): Promise<void> {
  useListing.setState({ query });
  return listAnew();
}

export function moveCursor(cursor: number): void {
  useListing.setState({ cursor });
}

/**
 * The rows around the cursor, or around the secret `find`, to be shown anew after something was
 * written; the cursor follows its secret.
 */
export function viewed(find?: string): Viewed<'list'> {
  const { query } = useListing.getState();
  const { page, take } = rows.renewal();
  return {
    wanted: { ...here(), query, sort: sort(), page, ...(find !== undefined && { find }) },
    take,
  };
}

/** The list that is looked at, for what is done to all of it. */
export function wholeList(): ReturnType<typeof here> & { query: string } {
  const { query } = useListing.getState();
  const { deleted, ...place } = here();
  return query.trim() === '' ? { ...place, deleted, query } : { folder: '', deleted, query };
}

function here(): { folder: string; deleted: boolean; facet?: Facet } {
  const { folder, deleted, facet } = useListing.getState();
  return { folder, deleted, ...(facet !== undefined && { facet }) };
}

function sort(): Sort {
  return useSession.getState().preferences?.sort ?? 'title';
}

function fetchPage(page: number) {
  return fetchRows(page * rowsPerPage, rowsPerPage);
}

/** Rows of the list by their places. */
export function fetchRows(offset: number, limit: number) {
  return api.secrets.browse({ ...wholeList(), sort: sort(), offset, limit });
}
