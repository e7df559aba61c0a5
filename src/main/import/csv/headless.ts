import type { ImportColumn } from '../../../shared/formats.ts';
import { knownName } from '../known-names.ts';
import { type Targets, usualColumn } from './columns.ts';
import { type Row, readTable, type Table } from './rows.ts';

const url = /^(?:https?|ftp|android|ios):\/\/\S+$/i;
const code = /^otpauth:\/\//i;
const email = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
/** Rows that are looked at for what a column holds. */
const looked = 1_000;

/** A table whose first row may be an entry, and what its columns hold where nothing names them. */
export interface GuessedTable extends Table {
  /** Missing: the first row names them. */
  readonly columns?: Targets;
  /** No name in the first row is known: it may be an entry after all. */
  readonly isUnsure?: true;
}

/** True of a first row that names no columns: an address is no name. */
export function isHeadless(cells: readonly string[]): boolean {
  return cells.length > 2 && cells.some((cell) => [url, code, email].some((mark) => mark.test(cell.trim())));
}

/** Letters, and perhaps a number: what names a column, and no password as people should have them. */
const word = /^\p{L}[\p{L}\p{M} _.\-/()]*(?:[ _-]\d{1,2})?$/u;

/**
 * Whether a first row of which no name is known names columns: words, each once, with other things
 * below at least one of them.
 */
function isOfWords({ header, rows }: Table): boolean {
  if (header.length < 3) return true;
  if (new Set(header).size < header.length || !header.every((name) => word.test(name))) return false;
  return header.some((_, i) => {
    const cells = rows.slice(0, looked).flatMap((row) => row.cells[i] || []);
    return cells.length > 0 && 2 * cells.filter((cell) => !word.test(cell)).length >= cells.length;
  });
}

function isKnown(name: string): boolean {
  return usualColumn(name) !== undefined || knownName(name) !== undefined;
}

/**
 * The table; its columns are called by their places where the first row is an entry. `said`: names
 * of columns that the person knows, in small letters.
 */
export function readGuessed(
  text: string,
  how: Parameters<typeof readTable>[1] = {},
  said: ReadonlySet<string> = new Set(),
): GuessedTable {
  const table = readTable(text, how);
  if (!isHeadless(table.header)) {
    const { header } = table;
    if (header.some((name) => isKnown(name) || said.has(name.toLowerCase()))) return table;
    if (isOfWords(table)) return { ...table, isUnsure: true };
  }
  const { rows, bad } = readTable(text, { ...how, isBare: true });
  const count = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const header = Array.from({ length: count }, (_, i) => `column ${i + 1}`);
  const columns = targetsIn(rows.slice(0, looked), count);
  const named = columns.flatMap((column, i) => (column === undefined ? [] : [[`column ${i + 1}`, column]]));
  return { header, rows, bad, columns: Object.fromEntries(named) };
}

/**
 * Programs write a title, the address, who logs in, the password and a note, in this order, and
 * leave out some.
 */
function targetsIn(rows: readonly Row[], count: number): readonly (ImportColumn | undefined)[] {
  const targets: (ImportColumn | undefined)[] = Array.from({ length: count }, () => undefined);
  const filled = (i: number) => rows.flatMap(({ cells }) => cells[i]?.trim() || []);
  const isMostly = (i: number, mark: RegExp) => {
    const cells = filled(i);
    return cells.length > 0 && 2 * cells.filter((cell) => mark.test(cell)).length > cells.length;
  };
  const columns = Array.from(targets.keys());
  const find = (from: number, is: (i: number) => boolean) =>
    columns.find((i) => i >= from && targets[i] === undefined && filled(i).length > 0 && is(i));
  const name = (i: number | undefined, target: ImportColumn) => {
    if (i !== undefined) targets[i] = target;
    return i;
  };
  for (const i of columns) if (isMostly(i, url)) targets[i] = 'url';
  name(
    find(0, (i) => isMostly(i, code)),
    'otp',
  );
  const address = Math.max(targets.indexOf('url'), 0);
  const user = find(0, (i) => isMostly(i, email)) ?? find(address, (i) => i > 0);
  name(user, 'username');
  // A second login stands between them with some programs, and mostly is empty.
  const isUsual = (i: number) => 2 * filled(i).length > rows.length && !isMostly(i, email);
  const behind = (user ?? 0) + 1;
  name(find(behind, isUsual) ?? find(behind, () => true), 'password');
  name(
    find(0, (i) => i < address || i < (user ?? 0)),
    'title',
  );
  return targets;
}
