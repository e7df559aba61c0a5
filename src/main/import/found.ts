import { stat } from 'node:fs/promises';
import { failureOf } from '../../shared/failure.ts';

/** Why a file of a folder does not come. */
export type LeftBy = 'unknown-file' | 'empty-file';

/** What a file is that nobody named, but its folder: it may be anything. */
export async function orLeft<T>(file: string, look: () => Promise<T>): Promise<T | LeftBy> {
  // What cannot be looked at is told where it is read.
  if ((await stat(file).catch(() => undefined))?.size === 0) return 'empty-file';
  try {
    return await look();
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code !== 'import-refused' || failure.reason !== 'unknown-format') throw error;
    return 'unknown-file';
  }
}
