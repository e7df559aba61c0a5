import type { ObjectId } from '../../../shared/brand.ts';
import type { Content, StreamedCommit } from '../store.ts';

export type Batches = StreamedCommit['batches'] | Content['batches'];

/**
 * Bytes that go to the server in one statement; an array of them travels as text, of twice that
 * size.
 */
export const statementBytes = 4 * 1024 * 1024;

/** Objects of one statement. */
export interface Piece {
  readonly ids: Buffer[];
  readonly bytes: Buffer[];
  size: number;
}

/** The same objects in pieces that a statement takes. */
export async function* pieces(
  batches: Batches | Iterable<Iterable<readonly [ObjectId, Uint8Array]>>,
): AsyncGenerator<Piece> {
  let piece = emptyPiece();
  for await (const objects of batches) {
    for (const [id, bytes] of objects) {
      piece.ids.push(Buffer.from(id, 'hex'));
      // Whoever made it may use the memory again.
      piece.bytes.push(Buffer.from(bytes));
      piece.size += bytes.length;
      if (piece.size < statementBytes) continue;
      yield piece;
      piece = emptyPiece();
    }
    // A stream reads what it wrote.
    if (piece.ids.length > 0) yield piece;
    piece = emptyPiece();
  }
}

export function emptyPiece(): Piece {
  return { ids: [], bytes: [], size: 0 };
}
