import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { random } from '../main/crypto/primitives.ts';
import { syncFolder } from '../main/store/file.ts';
import { fail, systemFailure } from '../shared/failure.ts';
import { openStreamTarget } from './stream-target.ts';

/**
 * Writes a file that nobody else may read, in the place of an old one: whole or not at all, and on
 * the disk when it returns. A link is replaced, not followed; a pipe or a device is written to.
 * Fails with `no-space` or `store`.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  // A name that nobody can guess, and never one that is there: in a shared folder somebody may have
  // put a link.
  const beside = `${file}.${Buffer.from(random(8)).toString('hex')}.new`;
  try {
    const stream = await openStreamTarget(file);
    if (stream !== undefined) {
      await stream.writeFile(bytes).finally(() => stream.close());
      return;
    }
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    syncFolder(dirname(file));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    fail(systemFailure(error), error);
  }
}
