import { constants } from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileAt, type Place } from '../../shared/place.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { restoreTo } from '../backups/restore.ts';

const prefix = 'holdfast-drill-';
/** What is older was left by a drill whose program was killed. */
const leftAfter = 86_400_000;

/** A folder for the time of `work`, for this account alone; it is removed however that ends. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A copy of a backup in one file, sealed as it is; the backup itself is only read. */
export async function copyOf(
  backup: Place,
  folder: string,
  options: { now: () => number; signal?: AbortSignal | undefined },
): Promise<string> {
  const file = join(folder, 'copy.holdfast');
  if (isFileAt(backup)) {
    await copyFile(pathAt(backup), file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await chmod(file, 0o600);
  } else
    await restoreTo(backup, fileAt(file), {
      now: options.now,
      ...(options.signal && { signal: options.signal }),
    });
  return file;
}

async function sweep(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const old = await stat(folder).catch(() => undefined);
    const isOurs = old?.isDirectory() === true && old.uid === process.getuid?.();
    if (isOurs && Date.now() - old.mtimeMs > leftAfter) await rm(folder, { recursive: true, force: true });
  }
}
