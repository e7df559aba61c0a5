import { createReadStream } from 'node:fs';
import { unwritten, writeLongFile, writePieces } from '../main/store/long-file.ts';
import { fail, failureOf } from '../shared/failure.ts';
import { refuseInput } from './input.ts';
import type { Io } from './io.ts';
import { isStandardOutput, openStreamTarget } from './stream-target.ts';

/** Bytes read at a time. */
const step = 1024 * 1024;

/**
 * A file of any size, or standard input, piece by piece. `bad-input` where there is no such file;
 * `cancelled` on an interrupt.
 */
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

/**
 * Writes all of it to a new file, on the disk when it returns, or none; to standard output, a pipe
 * or a device as it comes.
 */
export async function bytesTo(
  file: string | undefined,
  io: Io,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (file === undefined || isStandardOutput(file)) {
    for await (const piece of pieces) await io.stdout.write(piece);
    return;
  }
  const stream = await openStreamTarget(file).catch(unwritten);
  if (stream !== undefined) return writePieces(stream, pieces).finally(() => stream.close());
  return writeLongFile(file, pieces);
}
