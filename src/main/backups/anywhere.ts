import { type Place, parsePlace } from '../../shared/place.ts';
import { isFileAt } from '../backend/location.ts';
import type { Vault } from '../vault/vault.ts';
import { type BackupOptions, type BackupReport, createBackup } from './backup.ts';
import { copyLockedTo, follow } from './follow.ts';
import { copyLocked, type LockedOptions } from './locked.ts';

/**
 * Backs an open vault up: into a folder of backup files or one file (`createBackup`), or into a
 * copy at a place of another kind (`follow`).
 */
export async function backUp(vault: Vault, to: string, options: BackupOptions): Promise<BackupReport> {
  const place = parsePlace(to);
  if (isFileAt(place)) return createBackup(vault, place.location, options);
  return follow(vault, place, options);
}

/** The same without keys: into files, or into a new copy at a place of another kind. */
export async function copyWithoutKeys(
  source: Place,
  to: string,
  options: LockedOptions,
): Promise<BackupReport> {
  const place = parsePlace(to);
  if (isFileAt(place)) return copyLocked(source, place.location, options);
  return copyLockedTo(source, place, options);
}
