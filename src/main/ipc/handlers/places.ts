import type { Handlers } from '../../../shared/contract.ts';
import type { Place } from '../../../shared/place.ts';
import type { CredentialBook } from '../../app/credentials.ts';
import { OneAtATime } from '../../app/one-at-a-time.ts';
import type { Session } from '../../app/session.ts';
import type { MachineNotes } from '../../backups/notes.ts';
import { type PlanStore, plansMoved } from '../../backups/plan.ts';
import { type Chosen, own } from '../chosen.ts';

/** What the handlers need from outside. */
export interface PlacesDeps {
  readonly session: Session;
  readonly credentials: CredentialBook;
  readonly chosen: Chosen;
  readonly plans: PlanStore;
  readonly notes: () => Promise<MachineNotes>;
}

export function placesHandlers(deps: PlacesDeps): Handlers['places'] {
  const { session, credentials, chosen, plans } = deps;
  const moving = new OneAtATime();
  const move = async (to: Place, signal: AbortSignal) => {
    const [{ moveVault }, notes] = await Promise.all([import('../../backups/move.ts'), deps.notes()]);
    const from = session.place;
    const switched = async () => {
      await session.moved(to);
      plans.set(plansMoved(plans.get(), from, to));
    };
    return moveVault(from, to, { now: Date.now, notes, signal, switched });
  };
  return {
    keychain: () => ({ keeps: credentials.keeps }),
    give: ({ place, credentials: given, keep }) => credentials.give(own(chosen, place), given, keep),
    look: () => session.refresh(),
    move: async ({ place }) => {
      const to = own(chosen, place);
      return { kept: (await moving.run((signal) => move(to, signal))).kept };
    },
    cancelMove: () => moving.cancel(),
    try: async ({ place }) => {
      const { tryPlace } = await import('../../backend/places.ts');
      return tryPlace(own(chosen, place));
    },
  };
}
