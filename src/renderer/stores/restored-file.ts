import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';

/** Where a whole vault is to lie, by the system's chooser; `undefined` when it was cancelled, or refused, which `refused` hears. */
export async function restoredFile(refused: (failure: Failure) => void): Promise<string | undefined> {
  const reply = await api.backups.chooseRestored();
  if (!reply.ok) refused(reply.failure);
  return reply.ok ? reply.value : undefined;
}
