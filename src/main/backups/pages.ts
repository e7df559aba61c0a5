import fs from 'node:fs';
import path from 'node:path';
import { addFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';

/** The folder beside backups in which the pages lie. */
export const pagesFolder = 'holdfast-docs';
/** How a vault is read, and a lost one comes back, where there is no Holdfast any more. */
const names = ['format.md', 'recovery.md'];
// The build puts them beside its chunks.
const places = [path.join(import.meta.dirname, 'docs'), path.join(import.meta.dirname, '../../../docs')];

/**
 * Puts the pages into a folder of backups, each where nothing of its name lies. Never fails: a
 * backup that is made counts without them.
 */
export function layPages(folder: string): void {
  const target = path.join(folder, pagesFolder);
  try {
    for (const name of names.filter((one) => !fs.existsSync(path.join(target, one)))) {
      const source = places.map((place) => path.join(place, name)).find((one) => fs.existsSync(one));
      if (source === undefined) continue;
      fs.mkdirSync(target, { recursive: true, mode: 0o700 });
      // Beside the backups, where the next one sweeps away what a crash leaves.
      addFile(path.join(target, name), besideOf(folder), fs.readFileSync(source));
    }
  } catch {
    // A full or read-only place: the next backup tries again.
  }
}
