import * as z from 'zod/mini';
import { count } from './call.ts';
import { type ImportColumn, importColumns } from './formats.ts';
import type { ValueOf } from './parsed.ts';

/** What several columns of a table can hold at once. */
export const severalColumns: ReadonlySet<ImportColumn> = new Set(['url', 'tags', 'field', 'hidden', 'skip']);

/** Columns that are to be the one thing that an entry has once; `undefined`: there are none. */
export function columnsTwice(
  pairs: Iterable<readonly [column: string, what: ImportColumn]>,
): { readonly what: ImportColumn; readonly columns: readonly string[] } | undefined {
  const all = new Map<ImportColumn, string[]>();
  for (const [column, what] of pairs) all.set(what, [...(all.get(what) ?? []), column]);
  for (const [what, columns] of all) {
    if (columns.length > 1 && !severalColumns.has(what)) return { what, columns };
  }
  return undefined;
}

/** What a person says that the columns of a table hold, by their keys. */
export const importMapping = z
  .record(z.string(), z.enum(importColumns))
  .check(z.refine((mapping) => columnsTwice(Object.entries(mapping)) === undefined));
export type ImportMapping = Readonly<ValueOf<typeof importMapping>>;

/** A column of a table, and what it is taken for. */
export const tableColumn = z.strictObject({
  /** Its name in small letters; `column 3` where it has none or another column has it already. */
  key: z.string(),
  /** '' where it has none. */
  name: z.string(),
  guess: z.enum(importColumns),
  /** A few of its values; missing: they may be secret, and nobody asked for them. */
  samples: z.optional(z.array(z.string())),
});
export type TableColumn = ValueOf<typeof tableColumn>;

/** The first columns of a table, and how many it has beside them. */
export const tableColumns = z.strictObject({ columns: z.array(tableColumn), more: count });
export type TableColumns = ValueOf<typeof tableColumns>;
