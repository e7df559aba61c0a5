import { readdirSync } from 'node:fs';
import { besideBackups } from '../pages.ts';

/** The names in a folder of backups, sorted, but for what lies beside them to open them. */
export function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !besideBackups.has(name))
    .sort();
}
