import { parse } from 'csv-parse/sync';
import { importLimits } from '../entry.ts';
import { refuse } from '../refuse.ts';

/** A record of a CSV text, and the line that it begins on. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record that is none: a quote does not end, or it has another number of cells. */
export interface BadRow {
  readonly line: number;
  readonly reason: 'open-quote' | 'ragged';
  readonly count?: number;
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
  readonly bad: readonly BadRow[];
}

const newline = 0x0a;
const carriageReturn = 0x0d;
/** Times that a text is read anew behind a bad record: where a quote does not end, each costs the rest. */
const mostRestarts = 200;
const separators = [',', ';', '\t', '|'] as const;

/**
 * The records of a CSV text (RFC 4180). What a bad one says is left out, what stands behind it is
 * not: a quote that never ends must not swallow the rest. `hasMore`: a row may have more cells
 * than the header; `isBare`: there is no header, and a row has as many cells as it has.
 */
export function readTable(
  text: string,
  { hasMore, isBare, backslashes }: { hasMore?: boolean; isBare?: boolean; backslashes?: boolean } = {},
): Table {
  const { content, separator } = withoutHint(text);
  const how = { delimiter: separator, escape: backslashes && isEscaped(content) ? '\\' : '"' };
  const bytes = Buffer.from(content);
  const lineOf = lines(bytes);
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  const short: Row[] = [];
  let header: readonly string[] | undefined = isBare ? [] : undefined;
  let restarts = 0;
  let at = 0;
  /** False where what stands behind the record's first line is read anew. */
  const take = ({ cells, start, end }: Found): boolean => {
    if (cells.length === 1 && cells[0]?.trim() === '') return true;
    if (header === undefined) {
      header = headerOf(cells);
      return true;
    }
    const line = lineOf(start);
    if (isBare || (hasMore && cells.length > header.length) || isFit(cells, header)) {
      rows.push({ line, cells });
      return true;
    }
    bad.push({ line, reason: 'ragged', count: cells.length });
    if (cells.length > 1 && cells.length < header.length) short.push({ line, cells });
    const next = lineBehind(bytes, start);
    if (next >= end || restarts >= mostRestarts) return true;
    restarts += 1;
    at = next;
    return false;
  };
  while (at < bytes.length) {
    const from = at;
    const open = eachRecord(bytes, from, how, take);
    if (at > from) continue;
    if (open === undefined) break;
    bad.push({ line: lineOf(open), reason: 'open-quote' });
    restarts += 1;
    at = restarts <= mostRestarts ? lineBehind(bytes, open) : bytes.length;
  }
  return { header: header ?? refuse('malformed'), ...withShort({ rows, bad, short }) };
}

/** Where most rows leave out as many of the last columns, the table is written so and none is bad. */
function withShort({ rows, bad, short }: Pick<Table, 'rows' | 'bad'> & { readonly short: readonly Row[] }) {
  const [count = 0] = short
    .map(({ cells }) => cells.length)
    .toSorted((a, b) => a - b)
    .slice(short.length >> 1);
  const usual = short.filter(({ cells }) => cells.length === count);
  if (usual.length <= rows.length) return { rows, bad };
  return {
    rows: [...rows, ...usual].toSorted((a, b) => a.line - b.line),
    bad: bad.filter((row) => row.count !== count),
  };
}

/** No backslash stands before anything but a quote or a backslash: as KeePass writes both. */
function isEscaped(text: string): boolean {
  return text.includes('\\') && !/\\(?![\\"])/.test(text.replaceAll('\\\\', ''));
}

/** Cells beyond the header say something only where they are not empty. */
function isFit(cells: readonly string[], header: readonly string[]): boolean {
  if (cells.length === header.length) return true;
  return cells.length > header.length && cells.slice(header.length).every((cell) => cell === '');
}

function headerOf(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  // A separator at the end of each line makes a column without a name.
  while (names.length > 1 && names.at(-1) === '') names.pop();
  return names;
}

interface Found {
  readonly cells: readonly string[];
  readonly start: number;
  readonly end: number;
}

const stopped = new Error('stopped');

/**
 * Hands over each record until `take` says no. Where a record begins whose quote does not end;
 * `undefined`: there is none.
 */
function eachRecord(
  bytes: Buffer,
  from: number,
  how: { readonly delimiter: string; readonly escape: string },
  take: (record: Found) => boolean,
): number | undefined {
  let start = from;
  let records = 0;
  const delimiters = bytes.includes(newline) ? ['\r\r\n', '\r\n', '\n'] : ['\r'];
  try {
    parse(bytes.subarray(from), {
      ...how,
      record_delimiter: delimiters,
      relax_column_count: true,
      relax_quotes: true,
      on_record: (cells: string[], { bytes: read }) => {
        records += 1;
        if (records > importLimits.entries) refuse('too-large');
        const record = { cells, start, end: from + read };
        start = from + read;
        if (!take(record)) throw stopped;
        return null;
      },
    });
    return undefined;
  } catch (error) {
    if (error === stopped) return undefined;
    if ((error as { code?: unknown }).code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    return start;
  }
}

function lineBehind(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(bytes.includes(newline) ? newline : carriageReturn, start);
  return end === -1 ? bytes.length : end + 1;
}

/** The line that a byte is on; asked for in their order mostly. */
function lines(bytes: Buffer): (at: number) => number {
  const end = bytes.includes(newline) ? newline : carriageReturn;
  let line = 1;
  let counted = 0;
  return (at) => {
    if (at < counted) [line, counted] = [1, 0];
    for (
      let next = bytes.indexOf(end, counted);
      next !== -1 && next < at;
      next = bytes.indexOf(end, counted)
    ) {
      line += 1;
      counted = next + 1;
    }
    return line;
  };
}

/** Excel writes its separator before the header: `sep=;`. */
function withoutHint(text: string): { content: string; separator: string } {
  const [, hinted] = /^sep=(.)\r?\n/.exec(text) ?? [];
  if (hinted !== undefined) {
    // An empty line keeps the numbers of the lines.
    return { content: text.replace(/^sep=./, ''), separator: hinted };
  }
  return { content: text, separator: separatorOf(text) };
}

/** What separates most in the first line, quoted texts aside. */
export function separatorOf(text: string): string {
  const start = text.search(/\S/);
  const [line = ''] = /[^\r\n]*/.exec(text.slice(Math.max(start, 0), 100_000)) ?? [];
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  return separators.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
