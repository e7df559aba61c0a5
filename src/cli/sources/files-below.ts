import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../shared/failure.ts';

/**
 * Every file in a folder and in those below it, in the order of their names; a link to a file is
 * one, a link to a folder is not followed. Refuses with `unreadable`.
 */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(unreadable);
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const isLinked = async () => (await stat(path).catch(() => undefined))?.isFile() === true;
    if (entry.isFile() || (entry.isSymbolicLink() && (await isLinked()))) files.push(path);
  }
  return files.sort();
}

export function unreadable(cause: unknown): never {
  return fail({ code: 'import-refused', reason: 'unreadable' }, cause);
}
