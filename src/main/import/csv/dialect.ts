import type { Draft } from '../draft.ts';
import type { Column, Targets } from './columns.ts';
import type { Row } from './rows.ts';

/** How one program writes a table. All columns in small letters. */
export interface Dialect {
  /** Columns that must be there to know it by. */
  readonly needs: readonly string[];
  /** Columns that must not be there. */
  readonly lacks?: readonly string[];
  /** What stands in a column whose name says something else to everybody. */
  readonly columns?: Targets;
  /** A row may have more cells than there are columns. */
  readonly hasMore?: true;
  readonly cell?: (text: string) => string;
  /** Between a folder and the one in it; '' for none. Missing: a slash. */
  readonly separator?: string;
  /** Between tags. */
  readonly tags?: string | RegExp;
  /** The first folder of every row is the database. */
  readonly hasRoot?: true;
  /** Cells may be encoded as HTML. */
  readonly entities?: true;
  /** A quote and a backslash in a cell have a backslash before them. */
  readonly backslashes?: true;
  /** Which rows are entries, where others stand between them. */
  readonly entriesOf?: (
    rows: readonly Row[],
    header: readonly string[],
  ) => (cells: readonly string[]) => boolean;
  /** Columns of which the first that says something is the title of a row that has none. */
  readonly titles?: readonly string[];
  /** Two fields that are one here, with a slash between them: a month and a year. */
  readonly joins?: readonly [first: string, second: string, name: string];
  /** The folder of a row, where its own cells do not say it. */
  readonly foldersOf?: (
    rows: readonly Row[],
    header: readonly string[],
  ) => (cells: readonly string[]) => readonly string[] | undefined;
  readonly splitUrls?: (text: string) => readonly string[];
  /** True when it took the notes. */
  readonly notes?: (draft: Draft, text: string, found: Readonly<Partial<Record<Column, string>>>) => boolean;
  /** True when it took that column. */
  readonly other?: (draft: Draft, name: string, value: string) => boolean;
  readonly finish?: (draft: Draft, row: { readonly folders: readonly string[] }) => void;
}
