import type { Handlers } from '../../../shared/contract.ts';
import type { CredentialBook } from '../../app/credentials.ts';
import type { Session } from '../../app/session.ts';
import { type Chosen, own } from '../chosen.ts';

export function placesHandlers(
  session: Session,
  credentials: CredentialBook,
  chosen: Chosen,
): Handlers['places'] {
  return {
    keychain: () => ({ keeps: credentials.keeps }),
    give: ({ place, credentials: given, keep }) => credentials.give(own(chosen, place), given, keep),
    look: () => session.refresh(),
    try: async ({ place }) => {
      const { tryPlace } = await import('../../backend/places.ts');
      return tryPlace(own(chosen, place));
    },
  };
}
