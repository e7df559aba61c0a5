import { stat } from 'node:fs/promises';

/** True for a file that others on this machine may read. A pipe belongs to whoever opened it. */
export async function isOpenToOthers(file: string): Promise<boolean> {
  if (file === '-' || process.platform === 'win32') return false;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() === true && (found.mode & 0o044) !== 0;
}
