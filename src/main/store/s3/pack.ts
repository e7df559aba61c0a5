import { crc32 } from 'node:zlib';
import type { ObjectId } from '../../../shared/brand.ts';
import { idLength } from '../id-table.ts';
import { ObjectBatch } from '../object-batch.ts';
import type { Placed } from '../placed.ts';

/*
 * A pack is its objects, one behind the other; then for each of them its id (16 bytes), where it begins and how many bytes it has (4 each, big
 * endian); then how many there are (4), the CRC-32 of the list and that number (4), and `HfPk`. Its end is read to find what is in it.
 */

const mark = Buffer.from('HfPk');
export const footerLength = 4 + 4 + mark.length;
export const entryLength = idLength + 4 + 4;

/** Objects that are put together. */
export class PackBuilder {
  #pieces: Uint8Array[] = [];
  #index: Buffer[] = [];
  readonly placed: Placed[] = [];
  /** Bytes of the objects alone. */
  size = 0;

  get count(): number {
    return this.#index.length;
  }

  /** The bytes are not copied. */
  add(id: ObjectId, bytes: Uint8Array): void {
    const placed = { id, at: this.size, length: bytes.length };
    const entry = Buffer.alloc(entryLength);
    entry.write(id, 'hex');
    entry.writeUInt32BE(placed.at, idLength);
    entry.writeUInt32BE(placed.length, idLength + 4);
    this.#index.push(entry);
    this.#pieces.push(bytes);
    this.placed.push(placed);
    this.size += bytes.length;
  }

  /** The finished pack. */
  bytes(): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.count);
    const index = Buffer.concat([...this.#index, count]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(index));
    return Buffer.concat([...this.#pieces, index, sum, mark]);
  }
}

/**
 * Bytes of the list of a pack whose last bytes these are, footer included; `undefined` where it is
 * none.
 */
export function indexLength(end: Buffer): number | undefined {
  if (end.length < footerLength || !end.subarray(-mark.length).equals(mark)) return undefined;
  return end.readUInt32BE(end.length - footerLength) * entryLength + footerLength;
}

/** The objects of a whole pack; none where it is not what was written. */
export function objectsOf(pack: Buffer): Iterable<readonly [ObjectId, Uint8Array]> {
  const dense = batchIn(pack);
  if (dense !== undefined) return dense;
  const placed = readIndex(pack, pack.length) ?? [];
  return placed.map(({ id, at, length }) => [id, pack.subarray(at, at + length)] as const);
}

/** The same as one batch, where each begins behind the one before: no id becomes a text. */
function batchIn(pack: Buffer): ObjectBatch | undefined {
  const index = indexIn(pack, pack.length);
  if (index === undefined) return undefined;
  const count = Math.floor(index.length / entryLength);
  const [ids, lengths] = [new Uint8Array(count * idLength), new Uint32Array(count)];
  let end = 0;
  for (let n = 0; n < count; n++) {
    const from = n * entryLength;
    if (index.readUInt32BE(from + idLength) !== end) return undefined;
    ids.set(index.subarray(from, from + idLength), n * idLength);
    lengths[n] = index.readUInt32BE(from + idLength + 4);
    end += lengths[n] as number;
  }
  if (end > pack.length - index.length - 8) return undefined;
  return new ObjectBatch(ids, lengths, pack.subarray(0, end));
}

/** The list of a pack of `size` bytes; `undefined` where its end is not what was written. */
function indexIn(end: Buffer, size: number): Buffer | undefined {
  const length = indexLength(end);
  if (length === undefined || length > end.length || length > size) return undefined;
  const index = end.subarray(end.length - length, end.length - 8);
  return crc32(index) === end.readUInt32BE(end.length - 8) ? index : undefined;
}

/** What lies in a pack of `size` bytes; `undefined` where its end is not what was written. */
export function readIndex(end: Buffer, size: number): Placed[] | undefined {
  const index = indexIn(end, size);
  if (index === undefined) return undefined;
  const length = index.length + 8;
  const placed: Placed[] = [];
  for (let at = 0; at + entryLength <= index.length; at += entryLength) {
    const id = index.toString('hex', at, at + idLength) as ObjectId;
    const entry = {
      id,
      at: index.readUInt32BE(at + idLength),
      length: index.readUInt32BE(at + idLength + 4),
    };
    if (entry.at + entry.length > size - length) return undefined;
    placed.push(entry);
  }
  return placed;
}
