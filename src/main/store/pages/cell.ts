// The cells of the two trees that `walk.ts` reads: SQLite's file format, 1.6 and 2.1.

import { fail } from '../../../shared/failure.ts';
import { idLength } from '../id-table.ts';
import { localLength } from './carve.ts';

/** One page; `offset` is where it begins in the piece of memory that it was read into. */
export interface Page {
  readonly bytes: Buffer;
  readonly offset: number;
  readonly type: number;
}

export function pageOf(piece: Buffer, offset: number, pageSize: number): Page {
  const bytes = piece.subarray(offset, offset + pageSize);
  return { bytes, offset, type: bytes[0] ?? 0 };
}

/** Where the `i`th cell of a page begins; cells are in the order of their keys. */
export function cellAt({ bytes, type }: Page, i: number): number {
  return bytes.readUInt16BE((type & leaf ? 8 : 12) + 2 * i);
}

export function cellsOn({ bytes }: Page): number {
  return bytes.readUInt16BE(3);
}

/** A bit of the type of pages that are leaves. */
const leaf = 0x08;

/** A row of the table of objects: places are in its page. `local`: its bytes lie there wholly. */
export interface TableCell {
  rowid: number;
  id: number;
  start: number;
  length: number;
  local: boolean;
}

/** Bytes of a number by its serial type. */
const widths = [0, 1, 2, 3, 4, 6, 8];
/** Serial type of 16 bytes. */
const idType = 12 + 2 * idLength;

/** Reads a row into `cell`: one for each would be most of the work. */
export function readTableCell(page: Buffer, at: number, cell: TableCell): void {
  const payload = varint(page, at);
  const afterPayload = end;
  const rowid = varint(page, afterPayload);
  const record = end;
  const header = varint(page, record);
  const id = varint(page, end);
  const type = varint(page, end);
  const length = (type - 12) / 2;
  const whole = header + idLength + length;
  if (id !== idType || type < 12 || type % 2 !== 0 || end !== record + header || whole !== payload) broken();
  const local = localLength(payload, page.length);
  if (record + local > page.length || local < header + idLength) broken();
  cell.rowid = rowid;
  cell.id = end;
  cell.start = end + idLength;
  cell.length = length;
  cell.local = local === payload;
}

/** The number up to which rows lie to the left of this cell of an interior page. */
export function interiorRowid(page: Buffer, at: number): number {
  return varint(page, at + 4);
}

/** Reads an entry of the index: where its id lies in the page, and which row it leads to. */
export function readIndexCell(page: Buffer, at: number, cell: Pick<TableCell, 'id' | 'rowid'>): void {
  const payload = varint(page, at);
  const record = end;
  const header = varint(page, record);
  const id = varint(page, end);
  const type = varint(page, end);
  const width = widths[type];
  if (id !== idType || end !== record + header) broken();
  const at16 = end + idLength;
  // 8 and 9 stand for the numbers 0 and 1, which take no bytes.
  const constant = type === 8 || type === 9 ? type - 8 : undefined;
  const bytes = constant === undefined ? width : 0;
  if (bytes === undefined || type === 0 || payload !== header + idLength + bytes) broken();
  if (at16 + bytes > page.length) broken();
  cell.id = end;
  cell.rowid = constant ?? integer(page, at16, bytes);
}

function integer(page: Buffer, at: number, bytes: number): number {
  return bytes === 8 ? Number(page.readBigInt64BE(at)) : page.readIntBE(at, bytes);
}

/** Where the number that was read last ended. */
let end = 0;

// Seven bits a byte; nothing of ours needs more than 53 bits.
function varint(bytes: Buffer, at: number): number {
  let value = 0;
  for (let i = at; i < at + 8; i++) {
    const byte = bytes[i];
    if (byte === undefined) break;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      end = i + 1;
      return value;
    }
  }
  return broken();
}

export function broken(): never {
  return fail({ code: 'damaged', part: 'file' });
}
