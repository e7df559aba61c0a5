// SQLite's file format (sqlite.org/fileformat2.html), as far as our two tables use it: what is left
// of a file is read without SQLite, which gives up on the whole of it. Nothing that is found here
// is believed before it was authenticated.

/** Reads one page, numbered from 1; `undefined` where the file has none. */
export type ReadPage = (page: number) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

/** Where one row's payload lies: so much of it in its own page, the rest in a chain of others. */
export interface Payload {
  readonly page: number;
  readonly offset: number;
  readonly length: number;
  readonly local: number;
}

/** A row of one of our tables: bytes at `skip` behind the start of the payload. */
export interface Row {
  /** 32 hex digits for an object; missing for a manifest, whose revision is the row's number. */
  readonly id?: string;
  readonly rowid: number;
  readonly payload: Payload;
  readonly skip: number;
  readonly length: number;
}

const leafTable = 0x0d;
const headerLength = 100;
/** No row of ours is longer: a secret's fields are limited to 32 Mi characters. */
const longest = 256 * 1024 * 1024;

/**
 * The rows of ours on one page, each once; none on a page of another kind. Rows do not overlap, so
 * together they are no longer than the page.
 */
export function rowsOn(page: Uint8Array, number: number): Row[] {
  const start = number === 1 ? headerLength : 0;
  if (page[start] !== leafTable) return [];
  const count = number16(page, start + 3);
  const rows: Row[] = [];
  const seen = new Set<number>();
  let room = page.length;
  for (let i = 0; i < count && start + 10 + 2 * i <= page.length && room > 0; i++) {
    const at = number16(page, start + 8 + 2 * i);
    if (seen.has(at)) continue;
    seen.add(at);
    const row = rowAt(page, number, at);
    room -= row?.payload.local ?? 0;
    if (row !== undefined && room >= 0) rows.push(row);
  }
  return rows;
}

function rowAt(page: Uint8Array, number: number, at: number): Row | undefined {
  const length = varint(page, at);
  const rowid = length && varint(page, length.end);
  if (length === undefined || rowid === undefined || length.value > longest) return undefined;
  const local = localLength(length.value, page.length);
  const offset = rowid.end;
  if (offset + local > page.length) return undefined;
  const payload = { page: number, offset, length: length.value, local };
  return recordOf(page.subarray(offset, offset + local), payload, rowid.value);
}

// A record is its header's length, a serial type for each column, and the columns: NULL is 0, a
// blob of n bytes 12 + 2n.
function recordOf(bytes: Uint8Array, payload: Payload, rowid: number): Row | undefined {
  const header = varint(bytes, 0);
  const first = header && varint(bytes, header.end);
  const second = first && varint(bytes, first.end);
  if (header === undefined || first === undefined || second === undefined || second.end !== header.value)
    return undefined;
  if (second.value < 12 || second.value % 2 !== 0) return undefined;
  const length = (second.value - 12) / 2;
  const before = header.value + (first.value === 44 ? 16 : 0);
  if (before + length !== payload.length) return undefined;
  const row = { rowid, payload, skip: before, length };
  if (first.value === 0) return row;
  if (first.value !== 44 || bytes.length < before) return undefined;
  return { ...row, id: hex(bytes.subarray(header.value, before)) };
}

/** The bytes of a row's last column; `undefined` where its chain of pages is broken. */
export async function bytesOf(
  { payload, skip, length }: Row,
  read: ReadPage,
): Promise<Uint8Array | undefined> {
  const first = await read(payload.page);
  if (first === undefined) return undefined;
  const end = payload.offset + payload.local;
  const parts = [first.subarray(payload.offset, end)];
  const seen = new Set<number>();
  let have = payload.local;
  let next = have < payload.length && end + 4 <= first.length ? number32(first, end) : 0;
  while (have < payload.length) {
    // A chain that comes back to a page of its own never was one.
    const page = next === 0 || seen.has(next) ? undefined : await read(next);
    if (page === undefined) return undefined;
    seen.add(next);
    const part = page.subarray(4, 4 + payload.length - have);
    parts.push(part);
    have += part.length;
    next = number32(page, 0);
  }
  return joined(parts, payload.length).subarray(skip, skip + length);
}

/** So many bytes of a payload lie in its own page. */
export function localLength(length: number, usable: number): number {
  const most = usable - 35;
  if (length <= most) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  return wanted <= most ? wanted : least;
}

/**
 * Pages that SQLite keeps for later, of so many in all: what lies there was deleted. Ends where the
 * list is damaged; `turn` is waited for at each page of it.
 */
export async function freePages(
  read: ReadPage,
  pages: number,
  turn: () => Promise<void>,
): Promise<Set<number>> {
  const free = new Set<number>();
  const first = await read(1);
  let trunk = first === undefined ? 0 : number32(first, 32);
  while (trunk !== 0 && !free.has(trunk)) {
    await turn();
    const page = await read(trunk);
    if (page === undefined) break;
    free.add(trunk);
    const count = Math.min(number32(page, 4), page.length / 4 - 2);
    for (let i = 0; i < count; i++) {
      const leaf = number32(page, 8 + 4 * i);
      if (leaf <= pages) free.add(leaf);
    }
    trunk = number32(page, 0);
  }
  return free;
}

/** Bytes to a page; the usual 4,096 where the header does not say it. */
export function pageSizeOf(head: Uint8Array): number {
  const size = head.length < 18 ? 0 : number16(head, 16);
  if (size === 1) return 65_536;
  return size >= 512 && (size & (size - 1)) === 0 ? size : 4_096;
}

// 1.6 of the format: seven bits a byte, the ninth byte whole. Nothing of ours needs more than 53
// bits.
function varint(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, end: at + i + 1 } : undefined;
  }
  return undefined;
}

function number16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function number32(bytes: Uint8Array, at: number): number {
  return number16(bytes, at) * 65_536 + number16(bytes, at + 2);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
