import type { Dirent } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { folders, isDevice, isDrop, isPack, markerName, revisionOf } from './names.ts';

/** What systems and sync tools put into any folder, and files that are still on their way. */
const passing = /^(\.|~|desktop\.ini$|thumbs\.db$|icon\r$)|\.(tmp|part|partial)$/i;

/**
 * What lies in a vault's folder and is none of its files, by its path in there: a sync tool's
 * "conflicted copy", say. What goes by itself is left out.
 */
export async function strangersIn(root: string): Promise<string[]> {
  const ours: Record<string, (name: string) => boolean> = {
    '': (name) => name === markerName || folders.some((folder) => folder === name),
    objects: isPack,
    heads: isDevice,
    drops: isDrop,
  };
  const found: string[] = [];
  const look = async (folder: string, isOurs: (name: string) => boolean) => {
    const here = await entries(path.join(root, folder));
    for (const { name } of here)
      if (!isOurs(name) && !passing.test(name)) found.push(path.join(folder, name));
    return here;
  };
  for (const [folder, isOurs] of Object.entries(ours)) {
    const here = await look(folder, isOurs);
    if (folder !== 'heads') continue;
    for (const { name } of here.filter((one) => one.isDirectory() && isDevice(one.name)))
      await look(path.join(folder, name), (file) => revisionOf(file) !== undefined);
  }
  return found.sort();
}

// Of what cannot be read nothing is told.
function entries(folder: string): Promise<Dirent[]> {
  return fs.readdir(folder, { withFileTypes: true }).catch(() => []);
}
