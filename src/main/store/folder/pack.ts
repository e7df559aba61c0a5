import fs from 'node:fs';
import { crc32 } from 'node:zlib';
import type { ObjectId } from '../../../shared/brand.ts';
import { idLength } from '../id-table.ts';
import type { Placed } from '../placed.ts';

/*
 * A pack is a file of records, one behind the other, a last one without an object, and nothing else: `HfOb`, the object's id (16 bytes), the number of its bytes (4, big
 * endian), the CRC-32 of these 24 bytes (4, big endian), then the object. The sum finds damage to a record's head, so that the records behind
 * it are still found; the object itself is authenticated by who opens it. The last one has an id of zeros and no bytes: a pack of which only
 * a part has come has none, wherever it ends.
 */

const mark = Buffer.from('HfOb');
export const headLength = mark.length + idLength + 4 + 4;
/** Bytes read at once while a pack is looked through. */
const windowLength = 256 * 1024;

/** What stands in front of an object in its pack. */
export function recordHead(id: ObjectId, length: number): Buffer {
  const head = Buffer.alloc(headLength);
  mark.copy(head);
  head.write(id, mark.length, 'hex');
  head.writeUInt32BE(length, mark.length + idLength);
  head.writeUInt32BE(crc32(head.subarray(0, headLength - 4)), headLength - 4);
  return head;
}

const lastId = '0'.repeat(2 * idLength) as ObjectId;
/** What stands behind the records of a pack. */
export const packEnd = recordHead(lastId, 0);

/** What lies in a pack. */
export interface Records {
  readonly records: readonly Placed[];
  /** There is nothing else in it, and its end is there. */
  readonly whole: boolean;
  /** What there is of it is whole: the rest may be on its way. */
  readonly partly: boolean;
}

/** All records of a pack. */
export function recordsOf(file: number): Records {
  const size = fs.fstatSync(file).size;
  const records: Placed[] = [];
  const window = new Window(file, size);
  const partly = { records, whole: false, partly: true };
  let isOdd = false;
  for (let at = 0; at < size; ) {
    const found = headAt(window.read(at));
    const end = found === undefined ? at : at + headLength + found.length;
    if (found !== undefined && end <= size) {
      if (found.id === lastId) return { records, whole: !isOdd && end === size, partly: false };
      records.push({ id: found.id, at: at + headLength, length: found.length });
      at = end;
      continue;
    }
    if (!isOdd && (found !== undefined || isBeginOfHead(window.read(at)))) return partly;
    if (!isOdd && window.isEmpty(at)) return { ...partly, records: records.slice(0, -1) };
    isOdd = true;
    at = window.find(mark, at + 1);
  }
  return { ...partly, partly: !isOdd };
}

function isBeginOfHead(bytes: Buffer): boolean {
  return bytes.length < headLength && bytes.subarray(0, mark.length).equals(mark.subarray(0, bytes.length));
}

function headAt(bytes: Buffer): { id: ObjectId; length: number } | undefined {
  if (bytes.length < headLength || !bytes.subarray(0, mark.length).equals(mark)) return undefined;
  const sum = crc32(bytes.subarray(0, headLength - 4));
  if (bytes.readUInt32BE(headLength - 4) !== sum) return undefined;
  const id = bytes.toString('hex', mark.length, mark.length + idLength) as ObjectId;
  return { id, length: bytes.readUInt32BE(mark.length + idLength) };
}

/** A file's bytes, some of them in memory. */
class Window {
  readonly #file: number;
  readonly #size: number;
  readonly #room = Buffer.alloc(windowLength);
  #start = 0;
  #held = 0;

  constructor(file: number, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** The bytes of a record's head, fewer at the end of the file. */
  read(at: number): Buffer {
    const end = Math.min(at + headLength, this.#size);
    if (at < this.#start || end > this.#start + this.#held) {
      this.#held = fs.readSync(this.#file, this.#room, 0, windowLength, at);
      this.#start = at;
    }
    return this.#room.subarray(at - this.#start, Math.min(end - this.#start, this.#held));
  }

  /** Whether nothing but zeros lies there: room that was made for what comes. */
  isEmpty(from: number): boolean {
    for (let at = from; at < this.#size; at += this.#held) {
      this.#held = fs.readSync(this.#file, this.#room, 0, windowLength, at);
      this.#start = at;
      if (this.#held === 0) break;
      if (this.#room.subarray(0, this.#held).some((byte) => byte !== 0)) return false;
    }
    return true;
  }

  /** Where `text` next lies, from `at` on; the size of the file where it does not. */
  find(text: Buffer, at: number): number {
    for (let from = at; from < this.#size; from += windowLength - text.length) {
      this.#held = fs.readSync(this.#file, this.#room, 0, windowLength, from);
      this.#start = from;
      const found = this.#room.subarray(0, this.#held).indexOf(text);
      if (found !== -1) return from + found;
      if (this.#held < windowLength) break;
    }
    return this.#size;
  }
}
