import { replaceFile as replaceInOneStep } from '../main/store/file.ts';
import { fail, systemFailure } from '../shared/failure.ts';
import { openStreamTarget } from './stream-target.ts';

/**
 * Writes a file that nobody else may read, in the place of an old one: whole or not at all, and on
 * the disk when it returns. A link is replaced, not followed; a pipe or a device is written to.
 * Fails with `no-space` or `store`.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  try {
    const stream = await openStreamTarget(file);
    if (stream !== undefined) {
      await stream.writeFile(bytes).finally(() => stream.close());
      return;
    }
    replaceInOneStep(file, bytes);
  } catch (error) {
    fail(systemFailure(error), error);
  }
}
