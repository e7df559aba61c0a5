import fs from 'node:fs/promises';
import path from 'node:path';
import type { Place } from '../../shared/place.ts';
import { pathAt } from '../backend/location.ts';
import { readHeader } from '../vault/open.ts';

/** Another copy of a vault that lies beside it. */
export interface Copy {
  readonly place: Place;
  readonly revision: number;
}

// Dropbox, Nextcloud, ownCloud, Syncthing, OneDrive and iCloud, Google Drive: each puts a copy it
// could not reconcile beside the file.
const leftBySync = [
  / \([^()]*(conflicted copy|case conflict)[^()]*\)\.holdfast$/i,
  /\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}\.holdfast$/,
  /_conflict-\d{8}-\d{6}\.holdfast$/,
  / \(\d{1,3}\)\.holdfast$/,
  / \d{1,3}\.holdfast$/,
];

/** True for a name that sync tools give to a copy that they could not reconcile. */
export function isConflictName(file: string): boolean {
  return leftBySync.some((pattern) => pattern.test(path.basename(file)));
}

/**
 * The copies of a vault that a sync tool left in its folder: by their names, and by the id in their
 * headers. What cannot be read is none.
 */
export async function conflictedCopies(vault: Place, vaultId: string): Promise<Copy[]> {
  const file = pathAt(vault);
  const folder = path.dirname(path.resolve(file));
  const names = await fs.readdir(folder).catch(() => []);
  const found: Copy[] = [];
  for (const name of names.filter(isConflictName).sort()) {
    const other = path.join(folder, name);
    if (other === path.resolve(file)) continue;
    const place = { ...vault, location: other };
    const header = await readHeader({ ...place, look: true }).catch(() => undefined);
    if (header?.vaultId === vaultId) found.push({ place, revision: header.revision });
  }
  return found;
}
