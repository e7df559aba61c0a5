import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, systemFailure } from '../../shared/failure.ts';
import { removeFile, syncFolder } from './file.ts';
import { besideOf } from './names.ts';

/**
 * Writes a file of any length that nobody else may read: its name is the whole of it, on the disk
 * when this returns, or what lay there before. `no-space`, `read-only`, `store`; what the pieces
 * throw.
 */
export async function writeLongFile(location: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const folder = dirname(location);
  const beside = besideOf(folder);
  try {
    const handle = await open(beside, 'wx', 0o600).catch(unwritten);
    try {
      await writePieces(handle, pieces);
      await handle.sync().catch(unwritten);
    } finally {
      await handle.close();
    }
    await rename(beside, location).catch(unwritten);
    syncFolder(folder);
  } finally {
    removeFile(beside);
  }
}

export async function writePieces(handle: FileHandle, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces)
    for (let at = 0; at < piece.length; ) {
      const { bytesWritten } = await handle.write(piece, at).catch(unwritten);
      at += bytesWritten;
    }
}

/** What the system says of a file that cannot be written, as a failure. */
export function unwritten(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EROFS' || code === 'EACCES') fail({ code: 'read-only' }, error);
  return fail(systemFailure(error), error);
}
