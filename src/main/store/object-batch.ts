import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { release } from '../../shared/release.ts';

const idBytes = 16;

/**
 * Many sealed objects in one piece of memory, one behind the other: a buffer for each costs as much
 * as writing it.
 */
export class ObjectBatch implements Iterable<readonly [ObjectId, Sealed]> {
  /** 16 bytes each. */
  readonly ids: Uint8Array;
  readonly lengths: Uint32Array;
  readonly bytes: Uint8Array;

  constructor(ids: Uint8Array, lengths: Uint32Array, bytes: Uint8Array) {
    this.ids = ids;
    this.lengths = lengths;
    this.bytes = bytes;
  }

  /** Gives its memory back: for the last one who reads it. */
  release(): void {
    release(this.ids, new Uint8Array(this.lengths.buffer), this.bytes);
  }

  *[Symbol.iterator](): Generator<readonly [ObjectId, Sealed]> {
    const hex = Buffer.from(this.ids.buffer, this.ids.byteOffset, this.ids.length).toString('hex');
    let at = 0;
    for (const [i, length] of this.lengths.entries()) {
      const id = hex.slice(2 * idBytes * i, 2 * idBytes * (i + 1)) as ObjectId;
      yield [id, this.bytes.subarray(at, at + length) as Sealed];
      at += length;
    }
  }
}
