import { type FileHandle, open, stat } from 'node:fs/promises';
import { failureOf } from '../../shared/failure.ts';
import { importLimits } from './entry.ts';
import { refuse } from './refuse.ts';

/** What is imported, as its bytes: a parser process gets these and opens no file itself. */
export interface Content {
  readonly size: number;
  /** Bytes from there on, at least one before the end; `import-refused` (`unreadable`). */
  read(at: number): Promise<Uint8Array>;
  /** Refuses with `changed` where somebody wrote it since it was opened. */
  refuseChanged(): Promise<void>;
  close(): Promise<void>;
}

const piece = 4 * 1024 ** 2;

/** An ordinary file. Refuses with `unreadable`, or `too-large` before anything is read. */
export async function openContent(file: string, limit: number = importLimits.file): Promise<Content> {
  try {
    // Before it is opened: opening a pipe would wait for a writer.
    if (!(await stat(file)).isFile()) return refuse('unreadable');
    const handle = await open(file, 'r');
    const { size, mtimeNs } = await handle.stat({ bigint: true });
    if (size <= limit) return contentOf(handle, Number(size), mtimeNs);
    await handle.close();
    return refuse('too-large');
  } catch (error) {
    return unreadable(error);
  }
}

/** Bytes that somebody has read already, from a pipe. */
export function contentIn(bytes: Uint8Array): Content {
  if (bytes.length > importLimits.file) refuse('too-large');
  return {
    size: bytes.length,
    read: async (at) => bytes.subarray(at, at + piece),
    refuseChanged: async () => undefined,
    close: async () => undefined,
  };
}

/** All of it. */
export async function wholeOf(content: Content): Promise<Uint8Array> {
  const whole = new Uint8Array(content.size);
  for (let at = 0; at < whole.length; ) {
    const bytes = await content.read(at);
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

function contentOf(handle: FileHandle, size: number, written: bigint): Content {
  const read = async (at: number) => {
    const length = Math.min(piece, size - at);
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, at).catch(unreadable);
    // Somebody cut it short meanwhile.
    if (bytesRead === 0 && length > 0) return refuse('changed');
    return buffer.subarray(0, bytesRead);
  };
  const refuseChanged = async () => {
    const now = await handle.stat({ bigint: true }).catch(unreadable);
    if (Number(now.size) !== size || now.mtimeNs !== written) refuse('changed');
  };
  return { size, read, refuseChanged, close: () => handle.close() };
}

function unreadable(error: unknown): never {
  if (failureOf(error) !== undefined) throw error;
  return refuse('unreadable', {}, error);
}
