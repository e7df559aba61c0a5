import type { Reply } from '../../shared/contract.ts';
import type { ListedBackup } from '../../shared/contract-backups.ts';
import type { LocalKind, Place } from '../../shared/place.ts';
import { api } from '../api.ts';

/** A backup by the system's chooser, of this kind, or the one at a place that a form named. */
export type BackupFrom = LocalKind | Place;

/** What is chosen, as far as it can be told; `undefined` where that was cancelled. */
export function chosenBackup(from: BackupFrom): Promise<Reply<ListedBackup | undefined>> {
  return api.backups.chooseBackup(typeof from === 'string' ? { kind: from } : { place: from });
}
