import type { Failure } from '../../shared/failure.ts';
import type { LocalKind, Place } from '../../shared/place.ts';
import { api } from '../api.ts';

/** Where a whole vault goes: in the place of the one that is there, or to a new place of a kind. */
export type Where = 'here' | LocalKind;

/**
 * A new place for a whole vault, by the system's chooser; `undefined` when it was cancelled, or
 * refused, which `refused` hears.
 */
export async function restoredPlace(
  kind: LocalKind,
  refused: (failure: Failure) => void,
): Promise<Place | undefined> {
  const reply = await api.vault.choosePlace({ kind, purpose: 'restored' });
  if (!reply.ok) refused(reply.failure);
  return reply.ok ? reply.value : undefined;
}
