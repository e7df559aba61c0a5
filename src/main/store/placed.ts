import type { ObjectId } from '../../shared/brand.ts';

/** Objects of a commit, batch after batch. */
export type Batches =
  | AsyncIterable<Iterable<readonly [ObjectId, Uint8Array]>>
  | Iterable<Iterable<readonly [ObjectId, Uint8Array]>>;

/** Where an object lies in its pack: its first byte, and how many it has. */
export interface Placed {
  readonly id: ObjectId;
  readonly at: number;
  readonly length: number;
}

/** Where an object lies: in which pack, and where in it. */
export interface Place {
  readonly pack: string;
  readonly at: number;
  readonly length: number;
}
