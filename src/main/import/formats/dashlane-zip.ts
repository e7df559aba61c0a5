import { ArchiveFiles } from '../archive-files.ts';
import { readCsv } from '../csv/csv.ts';
import { knownDialect } from '../csv/dialects.ts';
import { readTable } from '../csv/rows.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { unzip } from '../zip.ts';

/** Dashlane's ZIP: a table for each kind of thing. */
export function readDashlaneZip(source: Source): Reading {
  const all = unzip(source.bytes);
  const tables = [...all].filter(([path]) => isTable(path));
  const others = new ArchiveFiles(all, (path) => !isTable(path));
  if (tables.length === 0) refuse('malformed', { part: 'content' });
  const readings = tables.map(([path, bytes]) => {
    const { header } = readTable(decodeText(bytes, source.encoding), { hasMore: true });
    return readCsv({ ...source, bytes, name: path }, knownDialect(header) ?? 'csv');
  });
  const items = function* (): Generator<Item> {
    for (const [i, reading] of readings.entries()) yield* within(tables[i]?.[0] ?? '', reading);
    yield* others.left();
  };
  const sum = (of: (reading: Reading) => number) => readings.reduce((all, one) => all + of(one), 0);
  return { items: items(), total: sum(({ total }) => total), done: () => sum((one) => one.done()) };
}

function isTable(path: string): boolean {
  return path.toLowerCase().endsWith('.csv');
}

/** A line alone does not say in which of the tables. */
function* within(path: string, reading: Reading): Generator<Item> {
  for (const item of reading.items) {
    yield 'problem' in item && item.problem.place === ''
      ? { ...item, problem: { ...item.problem, place: `${path}: ${item.problem.line ?? ''}` } }
      : item;
  }
}
