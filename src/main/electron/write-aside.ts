import { type FileHandle, open, rm } from 'node:fs/promises';
import { HoldfastError } from '../../shared/failure.ts';

/** Most names that are tried for one file. */
const most = 99;

/**
 * Writes a file that nobody else may read, under another number where the name is taken: nothing is written over. Gives
 * back where it lies; of one that cannot be written whole, nothing is left. `no-space`, `store`.
 */
export async function writeAside(file: string, bytes: Uint8Array): Promise<string> {
  try {
    const { name, handle } = await create(file);
    await fill(handle, bytes).catch(async (error: unknown) => {
      await rm(name, { force: true });
      throw error;
    });
    return name;
  } catch (error) {
    throw storeFailure(error);
  }
}

async function create(file: string): Promise<{ name: string; handle: FileHandle }> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? file : file.replace(/(\.pdf)?$/i, ` (${n})$1`);
    try {
      return { name, handle: await open(name, 'wx', 0o600) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || n === most) throw error;
    }
  }
}

async function fill(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function storeFailure(error: unknown): unknown {
  const code = codeOf(error);
  if (code === '') return error;
  return new HoldfastError(code === 'ENOSPC' ? { code: 'no-space' } : { code: 'store', reason: code }, {
    cause: error,
  });
}
