import { createReadStream, type Stats } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { type Failure, fail, failureOf } from '../../shared/failure.ts';
import { random, sha256Stream } from '../crypto/primitives.ts';
import { secretBytes, wipe, wipedAtEnd } from '../crypto/wipe.ts';

/** Bytes of the largest file that may be a key file: every one of them is read at each opening. */
export const mostKeyFile = 64 * 1024 * 1024;
/**
 * Bytes of a key file that Holdfast makes: more than any key has, for no name or line of it means
 * anything.
 */
const madeLength = 64;

/**
 * What a slot knows a key file by, SHA-256 of its whole content, for the caller to wipe. Any file
 * that is not empty is one. `bad-input`, `too-large`, `cancelled`. A pipe is read only where `pipe`
 * says so: a window would wait for whoever is to write into it.
 */
export async function readKeyFile(
  file: string,
  options: { readonly signal?: AbortSignal; readonly pipe?: boolean } = {},
): Promise<Uint8Array> {
  const { signal, pipe = false } = options;
  try {
    refuseKind(await stat(file), pipe);
    return await digestOf(createReadStream(file, { ...(signal && { signal }) }));
  } catch (error) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    if (failureOf(error) !== undefined) throw error;
    return refuseUnread(error);
  }
}

/**
 * A new key file of random bytes, for its owner alone. `exists` where something lies already, which
 * stays as it is.
 */
export async function createKeyFile(file: string): Promise<void> {
  const bytes = secretBytes(random(madeLength));
  using _ = wipedAtEnd(bytes);
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => refuseToMake(file, error));
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    refuseToMake(file, error);
  } finally {
    await handle.close();
  }
}

async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const hash = sha256Stream();
  let size = 0;
  for await (const chunk of chunks) {
    hash.update(secretBytes(chunk));
    wipe(chunk);
    size += chunk.length;
    if (size > mostKeyFile) fail({ code: 'too-large', what: 'key-file', limit: mostKeyFile });
  }
  if (size === 0) refuse('empty');
  return secretBytes(hash.digest());
}

function refuseKind(found: Stats, pipe: boolean): void {
  if (found.isDirectory()) refuse('folder');
  if (!found.isFile() && !(pipe && found.isFIFO())) refuse('not-a-file');
  if (found.size > mostKeyFile) fail({ code: 'too-large', what: 'key-file', limit: mostKeyFile });
}

type Fault = Extract<Failure, { what: 'key-file'; reason: string }>['reason'];

function refuse(reason: Fault, cause?: unknown): never {
  return fail({ code: 'bad-input', what: 'key-file', reason }, cause);
}

function refuseToMake(file: string, error: unknown): never {
  const code = codeOf(error);
  if (code === 'EEXIST') fail({ code: 'exists', what: 'key-file', name: file }, error);
  if (code === 'ENOSPC' || code === 'EDQUOT') fail({ code: 'no-space' }, error);
  return code === 'ENOENT' ? refuse('no-folder', error) : refuseUnread(error);
}

function refuseUnread(error: unknown): never {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') refuse('missing', error);
  if (code === 'EACCES' || code === 'EPERM') refuse('not-permitted', error);
  const os = typeof code === 'string' ? { os: code } : {};
  return fail({ code: 'bad-input', what: 'key-file', reason: 'unreadable', ...os }, error);
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | undefined)?.code;
}
