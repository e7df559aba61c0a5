import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Standard output by a name of the system's. */
export function isStandardOutput(file: string): boolean {
  return /^\/dev\/stdout$|^\/(?:dev|proc\/self)\/fd\/1$/.test(file);
}

/**
 * A pipe, a device or one of our own streams (/dev/stdout), opened to be written to: nothing may be
 * put in its place. `undefined` for a file, and where nothing is yet.
 */
export async function openStreamTarget(file: string): Promise<FileHandle | undefined> {
  // A folder is refused by whoever replaces it; a link to a file is replaced itself.
  const found = await stat(file).catch(() => undefined);
  const isStream = found !== undefined && !found.isFile() && !found.isDirectory();
  if (!isStream && !(await isOfTheSystem(file))) return undefined;
  return open(file, constants.O_WRONLY);
}

// /dev/stdout leads to whatever was opened, also where that is a file.
async function isOfTheSystem(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const folder = await realpath(dirname(resolve(file))).catch(() => '');
  if (!/^\/(?:dev|proc)(?:\/|$)/.test(folder)) return false;
  const found = await lstat(file).catch(() => undefined);
  return found?.isSymbolicLink() === true;
}
