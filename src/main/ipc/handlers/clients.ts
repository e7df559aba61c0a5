import type { Handlers } from '../../../shared/contract.ts';
import { type Guests, shownRequest } from '../../app/programs.ts';
import type { Session } from '../../app/session.ts';
import { clientId } from '../../clients/places.ts';
import { shownClient } from '../../clients/registry.ts';
import type { Requests } from '../../clients/requests.ts';
import { owner } from '../../vault/audit.ts';

export function clientsHandlers(session: Session, requests: Requests, guests: Guests): Handlers['clients'] {
  return {
    list: async () => [
      ...(await session.vault.registered()).map((client) => ({ ...shownClient(client), guest: false })),
      ...guests.guests().map(({ name, spiffeId }) => ({ name, spiffeId, guest: true })),
    ],
    policiesOf: async ({ name }) => {
      const id = clientId(session.vault.id, name);
      const about = await session.vault.policies.about(id);
      return about.filter(({ literal }) => literal).map(({ policy }) => policy.name);
    },
    revoke: async ({ name, policies = false }) => {
      const { vault } = session;
      // A guest that may come once can have the name of a program that is stored: then both go.
      const wasGuest = guests.turnOut(name);
      const isStored = (await vault.registered()).some((client) => client.name === name);
      if (isStored || !wasGuest) await vault.revokeClient(name, owner, policies);
      else await vault.audit.append({ client: owner, action: 'client.revoke', path: name, outcome: 'done' });
      if (policies && !isStored) await vault.policies.deleteAbout(clientId(vault.id, name));
      session.noteWrite();
    },
    requests: () => requests.list().map(shownRequest),
    answer: ({ id, answer, policies }) => {
      requests.answer(id, { answer, policies: answer === 'always' ? policies : [] });
    },
  };
}
