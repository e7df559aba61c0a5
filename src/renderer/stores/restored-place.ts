import type { Failure } from '../../shared/failure.ts';
import { isService, type LocalKind, localKinds, type Place } from '../../shared/place.ts';
import { api } from '../api.ts';

/**
 * Where a whole vault goes: in the place of the one that is there, to a new place of a kind, or to
 * one on a service.
 */
export type Where = 'here' | LocalKind | 'service';

/** Names a place on a service; `undefined` where that was cancelled, or something is missing. */
export type NameService = () => Promise<Place | undefined>;

export const noService: NameService = async () => undefined;

/** Where it goes unless a person says otherwise: nothing takes the place of a vault on a service. */
export function usualWhere(vault: Place | undefined): Where {
  return vault !== undefined && isService(vault.kind) ? localKinds[0] : 'here';
}

/**
 * A new place for a whole vault, by the system's chooser, or the one on a service that a form
 * names; `undefined` when it was cancelled, or refused, which `refused` hears.
 */
export async function restoredPlace(
  kind: LocalKind | 'service',
  refused: (failure: Failure) => void,
  onService: NameService,
): Promise<Place | undefined> {
  if (kind === 'service') return onService();
  const reply = await api.vault.choosePlace({ kind, purpose: 'restored' });
  if (!reply.ok) refused(reply.failure);
  return reply.ok ? reply.value : undefined;
}
