import type { Failure } from '../../shared/failure.ts';
import type { ImportColumn, ImportEncoding } from '../../shared/formats.ts';
import { columnsTwice, type ImportMapping, type TableColumn } from '../../shared/import-columns.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface Table {
  readonly file: string;
  readonly encoding: ImportEncoding | undefined;
}

interface ImportColumns {
  /** Missing: the file is no table, or one of a program's own. */
  readonly table: Table | undefined;
  readonly columns: readonly TableColumn[];
  readonly more: number;
  /** What a person chose, by the columns' keys. */
  readonly chosen: ReadonlyMap<string, ImportColumn>;
  /** Columns whose values are shown although they may be secret. */
  readonly shown: readonly string[];
  readonly isOpen: boolean;
  readonly failure: Failure | undefined;
}

const empty: ImportColumns = {
  table: undefined,
  columns: [],
  more: 0,
  chosen: new Map(),
  shown: [],
  isOpen: false,
  failure: undefined,
};

/** What the columns of a table become that is to be imported. */
export const useImportColumns = vaultStore<ImportColumns>(empty);

export function forgetColumns(): void {
  useImportColumns.setState(empty, true);
}

/**
 * Looks at the columns of a table that is of no program's own; open where none is recognised. Of
 * several files each is read as it is recognised.
 */
export async function lookAtColumns(chosen: {
  readonly file?: string | undefined;
  readonly format: string;
  readonly encoding?: ImportEncoding | undefined;
  readonly others?: readonly unknown[] | undefined;
}): Promise<void> {
  forgetColumns();
  const { file, format, encoding, others = [] } = chosen;
  if (file === undefined || format !== 'csv' || others.length > 0) return;
  useImportColumns.setState({ table: { file, encoding } });
  await ask([]);
  const { columns } = useImportColumns.getState();
  openColumns(!columns.some(({ guess }) => guess === 'title' || guess === 'password'));
}

/** Shows the values of a column that may be secret. */
export async function showSamples(key: string): Promise<void> {
  await ask([...useImportColumns.getState().shown, key]);
}

async function ask(shown: readonly string[]): Promise<void> {
  const { table } = useImportColumns.getState();
  if (table === undefined) return;
  const { file, encoding } = table;
  const unlocked = untilLock();
  const asked = { file, shown: [...shown], ...(encoding !== undefined && { encoding }) };
  const reply = await api.transfer.columns(asked);
  // Another file may have been chosen meanwhile.
  if (!unlocked() || useImportColumns.getState().table !== table) return;
  useImportColumns.setState(
    reply.ok ? { ...reply.value, shown, failure: undefined } : { failure: reply.failure },
  );
}

export function openColumns(isOpen: boolean): void {
  useImportColumns.setState({ isOpen });
}

export function chooseColumn(key: string, what: ImportColumn): void {
  useImportColumns.setState({ chosen: new Map(useImportColumns.getState().chosen).set(key, what) });
}

/** Columns that are to be the one thing that an entry has once. */
export function chosenTwice({ columns, chosen }: Pick<ImportColumns, 'columns' | 'chosen'>) {
  return columnsTwice(columns.map(({ key, guess }) => [key, chosen.get(key) ?? guess]));
}

/** What was chosen otherwise than guessed; `undefined`: nothing. */
export function wantedMapping(): ImportMapping | undefined {
  const { columns, chosen } = useImportColumns.getState();
  const others = columns.flatMap(({ key, guess }): [string, ImportColumn][] => {
    const what = chosen.get(key);
    return what === undefined || what === guess ? [] : [[key, what]];
  });
  return others.length === 0 ? undefined : Object.fromEntries(others);
}
