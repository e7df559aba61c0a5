import type { Failure } from '../../shared/failure.ts';
import type { ImportColumn, ImportEncoding } from '../../shared/formats.ts';
import { columnsTwice, type ImportMapping, type TableColumn } from '../../shared/import-columns.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

/** A table of nobody's, and what of it is chosen. */
export interface Table {
  /** Its number among the files that come in together. */
  readonly n: number;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly more: number;
  /** What a person chose, by the columns' keys. */
  readonly chosen: ReadonlyMap<string, ImportColumn>;
  /** Columns whose values are shown although they may be secret. */
  readonly shown: readonly string[];
  readonly isOpen: boolean;
  readonly failure: Failure | undefined;
}

interface ImportColumns {
  readonly file: string | undefined;
  readonly encoding: ImportEncoding | undefined;
  readonly tables: readonly Table[];
}

const empty: ImportColumns = { file: undefined, encoding: undefined, tables: [] };

/** What the columns of the tables become that are to be imported. */
export const useImportColumns = vaultStore<ImportColumns>(empty);

export function forgetColumns(): void {
  useImportColumns.setState(empty, true);
}

/** Looks at the columns of tables that are of no program's own; open where none is recognised. */
export async function lookAtColumns(
  { file, encoding }: { readonly file?: string | undefined; readonly encoding?: ImportEncoding | undefined },
  files: readonly { readonly name: string; readonly format: string }[],
): Promise<void> {
  forgetColumns();
  const tables = files.flatMap(({ name, format }, n): Table[] =>
    file === undefined || format !== 'csv'
      ? []
      : [{ n, name, columns: [], more: 0, chosen: new Map(), shown: [], isOpen: false, failure: undefined }],
  );
  if (tables.length === 0) return;
  useImportColumns.setState({ file, encoding, tables });
  for (const { n } of tables) {
    await ask(n, []);
    const columns = tableOf(n)?.columns ?? [];
    openColumns(n, !columns.some(({ guess }) => guess === 'title' || guess === 'password'));
  }
}

/** Shows the values of a column that may be secret. */
export async function showSamples({ n, shown }: Table, key: string): Promise<void> {
  await ask(n, [...shown, key]);
}

async function ask(n: number, shown: readonly string[]): Promise<void> {
  const { file, encoding } = useImportColumns.getState();
  if (file === undefined) return;
  const unlocked = untilLock();
  const asked = { file, n, shown: [...shown], ...(encoding !== undefined && { encoding }) };
  const reply = await api.transfer.columns(asked);
  const now = useImportColumns.getState();
  // Another file may have been chosen meanwhile.
  if (!unlocked() || now.file !== file || now.encoding !== encoding) return;
  change(n, reply.ok ? { ...reply.value, shown, failure: undefined } : { failure: reply.failure });
}

export function openColumns(n: number, isOpen: boolean): void {
  change(n, { isOpen });
}

/** Opens those of every table. */
export function openAllColumns(): void {
  for (const { n } of useImportColumns.getState().tables) openColumns(n, true);
}

export function chooseColumn({ n, chosen }: Table, key: string, what: ImportColumn): void {
  change(n, { chosen: new Map(chosen).set(key, what) });
}

/** Columns of a table that are to be the one thing that an entry has once. */
export function chosenTwice({ columns, chosen }: Pick<Table, 'columns' | 'chosen'>) {
  return columnsTwice(columns.map(({ key, guess }) => [key, chosen.get(key) ?? guess]));
}

/** Whether any table has such. */
export function isAnyTwice({ tables }: Pick<ImportColumns, 'tables'>): boolean {
  return tables.some((table) => chosenTwice(table) !== undefined);
}

/** What was chosen otherwise than guessed for the file of that number; `undefined`: nothing. */
export function wantedMapping(n: number): ImportMapping | undefined {
  const { columns, chosen } = tableOf(n) ?? { columns: [], chosen: new Map<string, ImportColumn>() };
  const others = columns.flatMap(({ key, guess }): [string, ImportColumn][] => {
    const what = chosen.get(key);
    return what === undefined || what === guess ? [] : [[key, what]];
  });
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

function tableOf(n: number): Table | undefined {
  return useImportColumns.getState().tables.find((table) => table.n === n);
}

function change(n: number, to: Partial<Table>): void {
  const { tables } = useImportColumns.getState();
  useImportColumns.setState({ tables: tables.map((table) => (table.n === n ? { ...table, ...to } : table)) });
}
