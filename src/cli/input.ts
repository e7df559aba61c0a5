import { createReadStream } from 'node:fs';
import { fail, failureOf } from '../shared/failure.ts';
import type { FileUse } from '../shared/failure-reasons.ts';
import { limits } from '../shared/secret.ts';
import type { Io } from './io.ts';

/** The bytes as text, exactly; `undefined` when they are not valid UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    // ignoreBOM keeps a byte order mark: what goes in comes out.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * More bytes than a version may hold characters, whatever their encoding: reading on would fill
 * memory for nothing.
 */
const most = 4 * limits.version;

/** What a file is for, as its refusal tells it: `name` is a field's. */
export interface InputUse {
  readonly for: FileUse;
  readonly name?: string;
}

/** A file named on the command line. */
export async function readInput(
  file: string,
  use: InputUse,
  signal: AbortSignal,
  limit: number = most,
): Promise<Uint8Array> {
  try {
    return await collect(createReadStream(file), signal, limit);
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    return refuseInput(error, use);
  }
}

/** The same of any length, piece by piece. */
export async function* inputPieces(
  file: string,
  use: InputUse,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
      if (signal.aborted) fail({ code: 'cancelled' });
      yield piece as Uint8Array;
    }
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    refuseInput(error, use);
  }
}

/** All of standard input. */
export function readAll(io: Io, limit: number = most): Promise<Uint8Array> {
  return collect(io.stdin, io.signal, limit);
}

async function collect(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  await eachChunk(source, signal, (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) fail({ code: 'too-large', what: 'input', limit });
    return true;
  });
  return Buffer.concat(chunks);
}

/** Standard input up to and with its first line feed; later bytes are not looked at. */
export async function readLine(io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await eachChunk(io.stdin, io.signal, (chunk) => {
    const end = chunk.indexOf(0x0a);
    chunks.push(end === -1 ? chunk : chunk.subarray(0, end + 1));
    return end === -1;
  });
  return Buffer.concat(chunks);
}

async function eachChunk(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  take: (chunk: Uint8Array) => boolean,
): Promise<void> {
  const chunks = source[Symbol.asyncIterator]();
  const aborted = abortOf(signal);
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), aborted.promise]);
      if (next === undefined) fail({ code: 'cancelled' });
      if (next.done || !take(next.value)) return;
    }
  } finally {
    aborted.forget();
    // Not awaited: a pipe that nobody closes would keep it waiting.
    void chunks.return?.()?.catch(() => undefined);
  }
}

function abortOf(signal: AbortSignal): { promise: Promise<undefined>; forget: () => void } {
  let stop = () => {};
  const promise = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
  });
  return { promise, forget: () => signal.removeEventListener('abort', stop) };
}

/**
 * Refuses a file that the system does not give. Not `not-found`: exit 3 says that a secret is
 * missing, which scripts act upon.
 */
export function refuseInput(error: unknown, use: InputUse): never {
  const code = (error as { code?: unknown } | undefined)?.code;
  const file = { code: 'bad-input', what: 'file', ...use } as const;
  if (code === 'ENOENT') fail({ ...file, reason: 'missing' }, error);
  if (code === 'EISDIR') fail({ ...file, reason: 'folder' }, error);
  if (code === 'EACCES' || code === 'EPERM') fail({ ...file, reason: 'not-permitted' }, error);
  const os = typeof code === 'string' ? { os: code } : {};
  return fail({ ...file, reason: 'unreadable', ...os }, error);
}
