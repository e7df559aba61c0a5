import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { drilled } from '../../rescue/drill.ts';
import { Trouble } from '../../rescue/format/trouble.ts';
import type { DeriveSlowly } from '../../rescue/format/ways.ts';
import { argon2 } from '../crypto/primitives.ts';
import type { ReadBackup } from './drill.ts';

/** Reads a backup by the rescue page's own code, where there is no browser to show the page in. */
export const readHere: ReadBackup = async (file, key, { salt, signal, progress }) => {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const given = fileOf(handle, basename(file), size, signal);
    return await drilled([given], key, { salt, slowly, told: progress });
  } catch (error) {
    if (error instanceof Trouble) return undefined;
    throw error;
  } finally {
    await handle.close();
  }
};

const slowly: DeriveSlowly = (passphrase, { memoryKiB, passes, lanes, salt }) =>
  argon2({
    ...{ algorithm: 'argon2id', version: 0x13, password: passphrase, length: 32 },
    ...{ salt, memoryKiB, passes, lanes },
  });

/** As much of a browser's File as the page reads by. */
function fileOf(handle: FileHandle, name: string, size: number, signal: AbortSignal | undefined): File {
  const slice = (start: number, end: number) => ({
    arrayBuffer: async () => {
      signal?.throwIfAborted();
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.buffer.slice(0, bytesRead);
    },
  });
  return { name, size, slice } as unknown as File;
}
