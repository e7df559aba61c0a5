import type { Row } from '../../shared/contract.ts';
import type { Chosen as Meant } from '../../shared/contract-several.ts';
import { mostNamed } from '../../shared/rows.ts';
import { fetchRows, moveCursor, useListing, wholeList } from './listing.ts';
import { rowAt } from './paged.ts';
import { vaultStore } from './reset.ts';

/** As many as one call gives. */
const mostRows = 500;

/** Which secrets of the list are chosen together: some, or all but some. */
export interface Chosen {
  readonly all: boolean;
  /** Those that are chosen; where `all` is true those that are not. */
  readonly paths: ReadonlySet<string>;
  /** The row from which Shift chooses. */
  readonly from: number;
}

const none: Chosen = { all: false, paths: new Set(), from: -1 };

/** What is chosen in the list, beside the row at the cursor. */
export const useChosen = vaultStore<Chosen>(none);

// Other rows than before: what was chosen among those is nothing that a person still sees.
useListing.subscribe((now, before) => {
  if (now.listing !== before.listing) chooseNone();
});

let turns = 0;

export function chooseNone(): void {
  turns += 1;
  if (useChosen.getState() !== none) useChosen.setState(none, true);
}

/** How many are chosen of a list of so many. */
export function countChosen({ all, paths }: Chosen, total = 0): number {
  return all ? total - paths.size : paths.size;
}

export function isChosen({ all, paths }: Chosen, row: Row | undefined): boolean {
  return row !== undefined && paths.has(row.path) !== all;
}

export function chooseAll(): void {
  turns += 1;
  useChosen.setState({ all: true, paths: new Set(), from: useListing.getState().cursor });
}

/** Takes a row in or out. The one at the cursor was meant until then: it stays in. */
export function toggle(index: number): void {
  turns += 1;
  const listing = useListing.getState();
  const chosen = useChosen.getState();
  const row = rowAt(listing, index);
  if (row === undefined) return;
  const paths = new Set(chosen.paths);
  const before = rowAt(listing, listing.cursor);
  if (!isAny(chosen) && before !== undefined && before !== row) paths.add(before.path);
  if (!paths.delete(row.path)) paths.add(row.path);
  useChosen.setState({ all: chosen.all, paths, from: index });
  moveCursor(index);
}

/** Chooses all from where the choosing began to a row. */
export async function extend(to: number): Promise<void> {
  const mine = ++turns;
  const { total = 0, cursor } = useListing.getState();
  const { from: begun } = useChosen.getState();
  const from = begun >= 0 ? begun : Math.max(0, cursor);
  moveCursor(to);
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  useChosen.setState({ from });
  if (last - first + 1 === total) return useChosen.setState({ all: true, paths: new Set() });
  const paths = await pathsBetween(first, Math.min(last, first + mostNamed - 1));
  if (mine === turns && paths) useChosen.setState({ all: false, paths: new Set(paths), from });
}

async function pathsBetween(first: number, last: number): Promise<string[] | undefined> {
  const listing = useListing.getState();
  const here = Array.from({ length: last - first + 1 }, (_, i) => rowAt(listing, first + i));
  if (here.every((row) => row !== undefined)) return here.map(({ path }) => path);
  const found: string[] = [];
  for (let offset = first; offset <= last; offset += mostRows) {
    const reply = await fetchRows(offset, Math.min(mostRows, last - offset + 1));
    if (!reply.ok) return undefined;
    found.push(...reply.value.rows.map(({ path }) => path));
  }
  return found;
}

export function isAny({ all, paths }: Chosen): boolean {
  return all || paths.size > 0;
}

/** What is meant by what is done to several: the chosen ones, or the one at the cursor. */
export function meant(): Meant {
  const { all, paths } = useChosen.getState();
  const listing = useListing.getState();
  if (all) return { list: wholeList(), except: [...paths], total: listing.total ?? 0 };
  if (paths.size > 0) return { paths: [...paths] };
  const row = rowAt(listing, listing.cursor);
  return { paths: row === undefined ? [] : [row.path] };
}
