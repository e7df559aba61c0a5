import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../main/store/file.ts';
import { fail, failureOf } from '../shared/failure.ts';
import { refuseInput } from './input.ts';
import type { Io } from './io.ts';
import { isStandardOutput, openStreamTarget } from './stream-target.ts';

/** Bytes read at a time. */
const step = 1024 * 1024;

/** A file of any size, or standard input, piece by piece. `bad-input` where there is no such file; `cancelled` on an interrupt. */
export async function bytesFrom(file: string | undefined, io: Io): Promise<AsyncIterable<Uint8Array>> {
  if (file === undefined) return untilAborted(io.stdin, io.signal);
  const stream = createReadStream(file, { highWaterMark: step });
  const opened = new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
  await opened.catch((error: unknown) => refused(error));
  return untilAborted(stream, io.signal);
}

async function* untilAborted(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of source) {
      if (signal.aborted) fail({ code: 'cancelled' });
      yield piece;
    }
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    refused(error);
  }
}

function refused(error: unknown): never {
  return refuseInput(error, { for: 'input' });
}

/** Writes all of it to a new file, on the disk when it returns, or none; to standard output, a pipe or a device as it comes. */
export async function bytesTo(
  file: string | undefined,
  io: Io,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (file === undefined || isStandardOutput(file)) {
    for await (const piece of pieces) await io.stdout.write(piece);
    return;
  }
  const stream = await openStreamTarget(file).catch((error: unknown) => unwritten(error));
  if (stream !== undefined) return writePieces(stream, pieces).finally(() => stream.close());
  const beside = `${file}.${process.pid}.new`;
  const handle = await open(beside, 'wx', 0o600).catch((error: unknown) => unwritten(error));
  try {
    await writeAll(handle, pieces);
    await settle(beside, file).catch((error: unknown) => unwritten(error));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}

async function settle(beside: string, file: string): Promise<void> {
  await rename(beside, file);
  syncFolder(dirname(file));
}

async function writeAll(handle: FileHandle, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await writePieces(handle, pieces);
  await handle.sync();
  await handle.close();
}

async function writePieces(handle: FileHandle, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces)
    for (let at = 0; at < piece.length; ) {
      const { bytesWritten } = await handle.write(piece, at).catch((error: unknown) => unwritten(error));
      at += bytesWritten;
    }
}

function unwritten(error: unknown): never {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') fail({ code: 'no-space' }, error);
  if (code === 'EROFS' || code === 'EACCES') fail({ code: 'read-only' }, error);
  return fail({ code: 'store', reason: code }, error);
}
