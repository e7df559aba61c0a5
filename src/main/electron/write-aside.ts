import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HoldfastError, systemFailure } from '../../shared/failure.ts';
import { nameFile, removeFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';

/** Most names that are tried for one file. */
const most = 99;

/**
 * Writes a file that nobody else may read, under another number where the name is taken: nothing is
 * written over. It has its name once all of it is on the disk, and the name lasts when this
 * returns. Gives back where it lies. `no-space`, `store`.
 */
export async function writeAside(file: string, bytes: Uint8Array): Promise<string> {
  const beside = besideOf(dirname(file));
  try {
    await write(beside, bytes);
    return named(beside, file);
  } catch (error) {
    throw storeFailure(error);
  } finally {
    removeFile(beside);
  }
}

async function write(beside: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function named(beside: string, file: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? file : file.replace(/(\.pdf)?$/i, ` (${n})$1`);
    try {
      nameFile(beside, name);
      return name;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || n === most) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function storeFailure(error: unknown): unknown {
  if (codeOf(error) === '') return error;
  return new HoldfastError(systemFailure(error), { cause: error });
}
