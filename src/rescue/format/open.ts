import { FolderFiles } from './folder-files.ts';
import type { Progress, Source } from './source.ts';
import { SqliteFile } from './sqlite-file.ts';
import { Trouble } from './trouble.ts';

/**
 * What lies in the files that a person chose: one vault file, or the files of a vault in a folder.
 * Throws Trouble.
 */
export async function openSource(files: readonly File[], told: Progress): Promise<Source> {
  try {
    const [only, ...others] = files;
    if (only === undefined) throw new Trouble('no-vault');
    if (others.length === 0 && !/[.](manifest|pack)$/.test(only.name))
      return await SqliteFile.open(only, told);
    return await FolderFiles.open(files, told);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble('unreadable');
  }
}
