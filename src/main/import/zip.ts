import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
// Its form for Node makes a `require` of its own, which the built app has already.
import { unzipSync } from 'fflate/browser';
import { failureOf } from '../../shared/failure.ts';
import type { Content } from './content.ts';
import { importLimits } from './entry.ts';
import { refuse } from './refuse.ts';

/** What lies in a ZIP file, by its path. */
export type Unpacked = ReadonlyMap<string, Uint8Array>;

const most = 100_000;
const endLength = 22;
/** The end's record and the longest comment behind it. */
const tail = 65_557;
const largestList = 16 * 1024 ** 2;
/** A symbolic link, in the first four bits of Unix's file mode. */
const link = 0o12;

/** What a file begins with that is a ZIP. */
const magic = '504b0304';

export function isZip(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('hex') === magic;
}

/**
 * Unpacks the files whose path `wants`; a link is none. Refuses what unpacks to more than memory
 * may take before it unpacks anything, two files of one path or in one place, and what does not
 * have the length and checksum that the file says.
 */
export function unzip(bytes: Uint8Array, wants: (path: string) => boolean = () => true): Unpacked {
  const records = listOf(bytes, 0);
  const total = (of: (record: ZipRecord) => number) => records.reduce((sum, one) => sum + of(one), 0);
  if (records.length > most || total(({ size }) => size) > importLimits.unpacked)
    refuse('too-large', { part: 'compressed-content' });
  const files = new Map(records.map((record) => [record.name, record]));
  if (files.size < records.length || total(({ packed }) => packed) > bytes.length) bad();
  const wanted = new Set([...files.values()].filter((one) => isFile(one) && wants(one.path)));
  const unpacked = new Map<string, Uint8Array>();
  const found = unzipped(bytes, (name, size) => {
    const record = files.get(name);
    if (record !== undefined && record.size !== size) bad();
    return record !== undefined && wanted.has(record);
  });
  for (const [name, content] of found) {
    const record = files.get(name);
    if (record === undefined || content.length !== record.size || crc32(content) !== record.crc) bad();
    else unpacked.set(record.path, content);
  }
  return unpacked.size === wanted.size ? unpacked : bad();
}

function isFile({ path, isLink }: ZipRecord): boolean {
  return !path.endsWith('/') && !isLink;
}

function unzipped(
  bytes: Uint8Array,
  wants: (path: string, size: number) => boolean,
): Map<string, Uint8Array> {
  const options = {
    filter: (file: { name: string; originalSize: number }) => wants(file.name, file.originalSize),
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, options)));
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    return refuse('malformed', { part: 'compressed-content' }, error);
  }
}

/** The paths in a ZIP file, read from its end alone; none where it has no list. */
export async function pathsIn(content: Content): Promise<readonly string[]> {
  const from = Math.max(0, content.size - tail);
  const end = await bytesFrom(content, from, content.size);
  const at = endOf(end);
  if (at === -1) return [];
  const view = viewOf(end);
  const length = view.getUint32(at + 12, true);
  const start = view.getUint32(at + 16, true);
  if (length > largestList || start + length > content.size) return [];
  const list = await bytesFrom(content, start, start + length);
  return recordsIn(list, list.length).map(({ path }) => path);
}

async function bytesFrom(content: Content, from: number, to: number): Promise<Uint8Array> {
  const whole = new Uint8Array(to - from);
  for (let at = 0; at < whole.length; ) {
    const bytes = await content.read(from + at);
    whole.set(bytes.subarray(0, whole.length - at), at);
    at += bytes.length;
  }
  return whole;
}

interface ZipRecord {
  readonly path: string;
  /** The same as fflate has it: a byte a character where nothing marks it as UTF-8. */
  readonly name: string;
  readonly size: number;
  /** Bytes that it takes in the ZIP. */
  readonly packed: number;
  readonly crc: number;
  readonly isLink: boolean;
}

function listOf(bytes: Uint8Array, from: number): readonly ZipRecord[] {
  const at = endOf(bytes.subarray(from));
  if (at === -1) bad();
  const view = viewOf(bytes);
  const length = view.getUint32(at + 12, true);
  const start = view.getUint32(at + 16, true);
  // Larger ones say it elsewhere: they are beyond what an import takes.
  if (start === 0xffffffff) refuse('too-large', { part: 'compressed-content' });
  if (start + length > bytes.length) bad();
  const records = recordsIn(bytes.subarray(start, start + length), length);
  return (records.length & 0xffff) === view.getUint16(at + 10, true) ? records : bad();
}

/** APPNOTE 4.3.12: what the list at the end says of each file. */
function recordsIn(list: Uint8Array, length: number): readonly ZipRecord[] {
  const view = viewOf(list);
  const records: ZipRecord[] = [];
  for (let at = 0; at + 46 <= length && view.getUint32(at, true) === 0x02014b50; ) {
    const named = view.getUint16(at + 28, true);
    const isEncrypted = (view.getUint16(at + 8, true) & 1) !== 0;
    if (isEncrypted) refuse('unknown-scheme', { part: 'cipher' });
    const bytes = Buffer.from(list.subarray(at + 46, at + 46 + named));
    const isMarked = (view.getUint16(at + 8, true) & 0x800) !== 0;
    records.push({
      name: bytes.toString(isMarked ? 'utf8' : 'latin1'),
      path: bytes.toString(isMarked || isUtf8(bytes) ? 'utf8' : 'latin1'),
      size: view.getUint32(at + 24, true),
      packed: view.getUint32(at + 20, true),
      crc: view.getUint32(at + 16, true),
      isLink: view.getUint32(at + 38, true) >>> 28 === link,
    });
    at += 46 + named + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return records;
}

/** Where the record at the end begins; -1: there is none. */
function endOf(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  const first = Math.max(0, bytes.length - tail);
  for (let at = bytes.length - endLength; at >= first; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return -1;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bad(): never {
  return refuse('malformed', { part: 'compressed-content' });
}
