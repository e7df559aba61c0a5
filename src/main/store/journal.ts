import fs from 'node:fs';

// SQLite's rollback journal (sqlite.org/fileformat2.html, 3): pages as they were before a write
// that has not ended.

/** What a journal says of the file that it was written for. */
export interface Journal {
  readonly pageSize: number;
  /** Pages that the file had. */
  readonly pages: number;
  /**
   * The file's change counter before the write; missing where its first page is not in the journal.
   */
  readonly counter?: number;
  /** The different pages that it holds. */
  readonly held: number;
  /** True when every one of them is in the file as it is here. */
  readonly same: boolean;
}

const magic = Buffer.from('d9d505f920a163d7', 'hex');
const headerLength = 28;
const allThatFollow = 0xffffffff;

/** Places in the first page: how often the file was changed, and how many pages it has. */
const at = { counter: 24, pages: 28 };

/** True when SQLite pays no heed to it: empty, or not begun to count. */
export function isIdle(journal: number): boolean {
  return (bytesAt(journal, 0, 1)?.[0] ?? 0) === 0;
}

/**
 * Reads a journal as SQLite would roll it back, and compares it with the file; `undefined` where it
 * cannot be a journal of ours. That is also one that names a second journal, as writes over several
 * files have: SQLite would look for that one, and remove it.
 */
export function readJournal(journal: number, file: number): Journal | undefined {
  const header = headerAt(journal, 0);
  if (header === undefined || namesAnother(journal)) return undefined;
  const { pageSize, pages, sector } = header;
  const held = new Set<number>();
  let first: Buffer | undefined;
  let same = true;
  const { size } = fs.fstatSync(journal);
  let start = 0;
  for (let part: Header | undefined = header; part !== undefined; part = headerAt(journal, start)) {
    let place = start + sector;
    const most = Math.floor((size - place) / (pageSize + 8));
    const count = part.count === allThatFollow ? most : Math.min(part.count, most);
    for (let i = 0; i < count; i++, place += pageSize + 8) {
      const record = bytesAt(journal, place, pageSize + 8);
      if (record === undefined || !isWhole(record, part.nonce)) return finished();
      const number = record.readUInt32BE(0);
      const page = record.subarray(4, 4 + pageSize);
      // Later images of a page are not rolled back: the first is what was there before.
      if (held.has(number) || number > pages) continue;
      held.add(number);
      if (number === 1) first = page;
      same &&= bytesAt(file, (number - 1) * pageSize, pageSize)?.equals(page) === true;
    }
    start = Math.ceil(place / sector) * sector;
    if (count === 0) break;
  }
  return finished();

  function finished(): Journal | undefined {
    if (first !== undefined && first.readUInt32BE(at.pages) !== pages) return undefined;
    const counter = first?.readUInt32BE(at.counter);
    return { pageSize, pages, held: held.size, same, ...(counter !== undefined && { counter }) };
  }
}

/** How often a vault file was changed, and how many pages its header counts. */
export function countsOf(file: number): { counter: number; pages: number } | undefined {
  const head = bytesAt(file, 0, 100);
  return head && { counter: head.readUInt32BE(at.counter), pages: head.readUInt32BE(at.pages) };
}

interface Header {
  readonly count: number;
  readonly nonce: number;
  readonly pages: number;
  readonly sector: number;
  readonly pageSize: number;
}

function headerAt(journal: number, place: number): Header | undefined {
  const bytes = bytesAt(journal, place, headerLength);
  if (bytes === undefined || !bytes.subarray(0, 8).equals(magic)) return undefined;
  const [count, nonce, pages, sector, pageSize] = [8, 12, 16, 20, 24].map((at) => bytes.readUInt32BE(at));
  if (count === undefined || nonce === undefined || pages === undefined) return undefined;
  if (!isPower(sector, 32) || !isPower(pageSize, 512)) return undefined;
  return { count, nonce, pages, sector, pageSize };
}

function isPower(size: number | undefined, least: number): size is number {
  return size !== undefined && size >= least && size <= 65_536 && (size & (size - 1)) === 0;
}

// Every 200th byte from the end, added to the nonce.
function isWhole(record: Buffer, nonce: number): boolean {
  const pageSize = record.length - 8;
  let sum = nonce;
  for (let i = pageSize - 200; i > 0; i -= 200) sum = (sum + (record[4 + i] ?? 0)) >>> 0;
  return sum === record.readUInt32BE(4 + pageSize);
}

function namesAnother(journal: number): boolean {
  const { size } = fs.fstatSync(journal);
  const end = size < 16 ? undefined : bytesAt(journal, size - 16, 16);
  return end?.subarray(8).equals(magic) === true && end.readUInt32BE(0) > 0;
}

function bytesAt(file: number, place: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return fs.readSync(file, bytes, 0, length, place) === length ? bytes : undefined;
}
