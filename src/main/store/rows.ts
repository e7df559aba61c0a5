import type Database from 'better-sqlite3';
import { release } from '../../shared/release.ts';
import type { Row } from './store.ts';

/** Objects that are read before the event loop gets a turn. */
const count = 256;
/** Bytes of the longest object that is given with its id. */
const longest = 2 ** 16;
/** The same as part of one text. */
const shortest = 2 ** 12;

// Ids and short objects as one text in hex, each with its length before it: a buffer for each of
// both costs twice as much as reading them. What is too long, or no bytes, has `notHere` for it.
const notHere = 0xffff;
const head = 16 + 2;
const shortRows =
  'SELECT max(rowid) AS last, group_concat(' +
  "iif(typeof(id) = 'blob' AND length(id) = 16, hex(id) || " +
  `iif(typeof(bytes) = 'blob' AND length(bytes) <= ${shortest}, ` +
  "printf('%04x', length(bytes)) || hex(bytes), 'ffff'), ''), '') AS text " +
  `FROM (SELECT rowid, id, bytes FROM objects WHERE rowid > ? ORDER BY rowid LIMIT ${count})`;
const longRows =
  'SELECT id, bytes FROM objects WHERE rowid > ? AND rowid <= ? ' +
  `AND typeof(bytes) = 'blob' AND length(bytes) > ${shortest} AND length(bytes) <= ${longest}`;

interface Some {
  /** Of the last row. */
  readonly rowid: bigint;
  readonly rows: readonly Row[];
  /** Gives their memory back: nobody has them any more. */
  release(): void;
}

/** Reads the next rows behind one; `undefined`: there is none. */
export type RowsBehind = (rowid: bigint) => Some | undefined;

export function rowsOf(db: Database.Database): RowsBehind {
  type Short = { last: bigint | null; text: string };
  const short = db.prepare<[bigint], Short>(shortRows).safeIntegers();
  const long = db.prepare<[bigint, bigint], Required<Row>>(longRows);
  return (rowid) => {
    const { last = null, text = '' } = short.get(rowid) ?? {};
    if (last === null) return undefined;
    // In memory of its own: a short one would share it with others.
    const all = Buffer.alloc(text.length / 2);
    all.write(text, 'hex');
    const { rows, isWhole } = split(all);
    const some = { rowid: last, release: () => release(all) };
    if (isWhole) return { ...some, rows };
    const found = new Map(long.all(rowid, last).map((row) => [hexOf(row), row]));
    return { ...some, rows: rows.map((row) => (row.bytes ? row : (found.get(hexOf(row)) ?? row))) };
  };
}

function hexOf({ id }: Row): string {
  return Buffer.from(id).toString('hex');
}

/** `isWhole`: each has its bytes. */
function split(all: Buffer): { rows: Row[]; isWhole: boolean } {
  const rows: Row[] = [];
  let isWhole = true;
  for (let at = 0; at < all.length; ) {
    const id = all.subarray(at, at + 16);
    const length = all.readUInt16BE(at + 16);
    at += head;
    if (length === notHere) {
      isWhole = false;
      rows.push({ id });
      continue;
    }
    rows.push({ id, bytes: all.subarray(at, at + length) });
    at += length;
  }
  return { rows, isWhole };
}
