// SQLite's file format (sqlite.org/fileformat2.html, 1.6), as far as our table of objects uses it. To read everything, SQLite's way of giving rows
// out takes longer than authenticating them. What is given out here is what SQLite would find by its id: the index leads to the row's number,
// and the table's tree to the row; both trees are looked through, and every key against the bounds that are set above it.

import fs from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { IdTable, idLength } from '../id-table.ts';
import { elsewhere, type Sheaf } from '../store.ts';
import {
  broken,
  cellAt,
  cellsOn,
  interiorRowid,
  type Page,
  pageOf,
  readIndexCell,
  readTableCell,
  type TableCell,
} from './cell.ts';

/** Pages that are read in one go, whether or not all of them are wanted. */
const pagesAtOnce = 32;
/** No tree of ours is deeper: then it goes round in circles. */
const mostLevels = 20;

export interface Trees {
  readonly pageSize: number;
  /** Root pages: of the table of objects, and of the index of their ids. */
  readonly table: number;
  readonly index: number;
}

/** A page below an interior one; its keys lie above `low` and not above `high`, where there are such. */
interface Child<K> {
  readonly page: number;
  readonly low: K | undefined;
  readonly high: K | undefined;
}

/** The objects of a file, a few pages at a time; `damaged` where a tree is not what it should be. */
export async function* objectsIn(file: number, { pageSize, table, index }: Trees): AsyncGenerator<Sheaf> {
  const rows = new IdTable();
  await readIndex(file, pageSize, index, rows);
  const leaves = await leavesOf(file, pageSize, table, tableTree);
  for (const { bytes, pages } of read(file, pageSize, leaves)) yield sheafOf(bytes, pages, rows);
}

/** The number of each row that the index has, by its id. */
async function readIndex(file: number, pageSize: number, root: number, rows: IdTable): Promise<void> {
  const take = ({ bytes }: Page, at: number) => {
    readIndexCell(bytes, at, cell);
    const places = rows.size;
    // Twice the same id: SQLite would find either.
    if (rows.add(bytes, cell.id, cell.rowid, 0) !== places) broken();
  };
  const leaves = await leavesOf(file, pageSize, root, { ...indexTree, take });
  for (const { pages } of read(file, pageSize, leaves)) {
    await breathe();
    for (const { page, child } of pages) {
      if (page.type !== indexTree.leaf) broken();
      let [before, start] = [child.low, 0];
      for (let i = 0, count = cellsOn(page); i < count; i++) {
        take(page, cellAt(page, i));
        if (before !== undefined && compareIds(before, start, page.bytes, cell.id) >= 0) broken();
        [before, start] = [page.bytes, cell.id];
      }
      if (before && child.high && compareIds(before, start, child.high, 0) >= 0) broken();
    }
  }
}

function compareIds(a: Uint8Array, at: number, b: Uint8Array, other: number): number {
  for (let k = 0; k < idLength; k++) {
    const difference = (a[at + k] as number) - (b[other + k] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Tree<K> {
  /** Types of its pages. */
  readonly interior: number;
  readonly leaf: number;
  /** Of a cell on an interior page. */
  keyOf(page: Page, at: number): K;
  isBelow(a: K | undefined, b: K): boolean;
  /** Interior cells of an index are entries too. */
  take?(page: Page, at: number): void;
}

const tableTree: Tree<number> = {
  interior: 0x05,
  leaf: 0x0d,
  keyOf: ({ bytes }, at) => interiorRowid(bytes, at),
  isBelow: (a, b) => a === undefined || a < b,
};

const indexTree: Tree<Uint8Array> = {
  interior: 0x02,
  leaf: 0x0a,
  keyOf: ({ bytes }, at) => {
    readIndexCell(bytes, at + 4, cell);
    return bytes.subarray(cell.id, cell.id + idLength);
  },
  isBelow: (a, b) => a === undefined || compareIds(a, 0, b, 0) < 0,
};

/** What was read last. */
const cell: TableCell = { rowid: 0, id: 0, start: 0, length: 0, local: false };

/** The leaves below a root, in the order in which they lie in the file. */
async function leavesOf<K>(file: number, pageSize: number, root: number, tree: Tree<K>): Promise<Child<K>[]> {
  const most = Math.ceil(fs.fstatSync(file).size / pageSize);
  let level: Child<K>[] = [{ page: root, low: undefined, high: undefined }];
  for (let depth = 0; depth < mostLevels; depth++) {
    const below: Child<K>[] = [];
    let first: number | undefined;
    for (const { pages } of read(file, pageSize, inFile(level))) {
      for (const { page, child } of pages) {
        // All leaves lie equally deep: the first page of a level tells what the others are.
        first ??= page.type;
        if (page.type !== first) broken();
        if (first === tree.leaf) return inFile(level);
        below.push(...childrenOf(page, child, tree));
      }
    }
    if (below.length > most) broken();
    level = below;
  }
  return broken();
}

function childrenOf<K>(page: Page, { low, high }: Child<K>, tree: Tree<K>): Child<K>[] {
  const children: Child<K>[] = [];
  let before = low;
  if (page.type !== tree.interior) broken();
  for (let i = 0, count = cellsOn(page); i < count; i++) {
    const at = cellAt(page, i);
    const key = tree.keyOf(page, at);
    if (!tree.isBelow(before, key)) broken();
    tree.take?.(page, at + 4);
    children.push({ page: page.bytes.readUInt32BE(at), low: before, high: key });
    before = key;
  }
  if (before !== undefined && high !== undefined && tree.isBelow(high, before)) broken();
  children.push({ page: page.bytes.readUInt32BE(8), low: before, high });
  return children;
}

function inFile<K>(level: readonly Child<K>[]): Child<K>[] {
  return [...level].sort((a, b) => a.page - b.page);
}

interface Placed<K> {
  readonly page: Page;
  readonly child: Child<K>;
}

/** Pages that lie near each other in one piece of memory. */
function* read<K>(
  file: number,
  pageSize: number,
  children: readonly Child<K>[],
): Generator<{ bytes: Buffer<ArrayBuffer>; pages: Placed<K>[] }> {
  for (let at = 0; at < children.length; ) {
    const start = children[at]?.page ?? 0;
    let end = at;
    while (end < children.length && (children[end]?.page ?? 0) < start + pagesAtOnce) end++;
    const some = children.slice(at, end);
    const count = (some.at(-1)?.page ?? 0) - start + 1;
    const bytes = readPages(file, pageSize, start, count);
    yield {
      bytes,
      pages: some.map((child) => ({ child, page: pageOf(bytes, (child.page - start) * pageSize, pageSize) })),
    };
    at = end;
  }
}

function readPages(file: number, pageSize: number, start: number, count: number): Buffer<ArrayBuffer> {
  // Page 1 is the schema's, and begins with the file's header: no tree of ours leads there.
  if (start < 2) return broken();
  // In memory of its own, for it goes to another thread.
  const bytes = Buffer.from(new ArrayBuffer(count * pageSize));
  const found = fs.readSync(file, bytes, 0, bytes.length, (start - 1) * pageSize);
  return found === bytes.length ? bytes : broken();
}

function sheafOf(bytes: Buffer<ArrayBuffer>, pages: readonly Placed<number>[], rows: IdTable): Sheaf {
  const count = pages.reduce((sum, { page }) => sum + cellsOn(page), 0);
  const ids = new Uint8Array(count * idLength);
  const [starts, lengths] = [new Uint32Array(count), new Uint32Array(count)];
  let n = 0;
  for (const { page, child } of pages) {
    if (page.type !== tableTree.leaf) broken();
    let before = child.low ?? Number.NEGATIVE_INFINITY;
    for (let i = 0, cells = cellsOn(page); i < cells; i++, n++) {
      readTableCell(page.bytes, cellAt(page, i), cell);
      if (cell.rowid <= before) broken();
      before = cell.rowid;
      if (rows.first(rows.find(page.bytes, cell.id)) !== cell.rowid) broken();
      for (let k = 0; k < idLength; k++) ids[n * idLength + k] = page.bytes[cell.id + k] as number;
      starts[n] = cell.local ? page.offset + cell.start : elsewhere;
      lengths[n] = cell.local ? cell.length : 0;
    }
    if (child.high !== undefined && before > child.high) broken();
  }
  return { ids, starts, lengths, bytes };
}
