import { readdirSync } from 'node:fs';
import { pagesFolder } from '../pages.ts';

/** The names in a folder of backups, sorted, but for the pages that lie beside them. */
export function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== pagesFolder)
    .sort();
}
