import type { Handlers } from '../../../shared/contract.ts';
import { shownClient } from '../../clients/registry.ts';
import type { Request, Requests } from '../../clients/requests.ts';
import { owner } from '../../vault/audit.ts';
import type { Guests } from '../programs.ts';
import type { Session } from '../session.ts';

type Shown = Awaited<ReturnType<Handlers['clients']['requests']>>[number];

export function clientsHandlers(session: Session, requests: Requests, guests: Guests): Handlers['clients'] {
  return {
    list: async () => [
      ...(await session.vault.registered()).map((client) => ({ ...shownClient(client), guest: false })),
      ...guests.guests().map(({ name, spiffeId }) => ({ name, spiffeId, guest: true })),
    ],
    revoke: async ({ name }) => {
      const { vault } = session;
      // A guest that may come once can have the name of a program that is stored: then both go.
      const wasGuest = guests.turnOut(name);
      const isStored = (await vault.registered()).some((client) => client.name === name);
      if (isStored || !wasGuest) await vault.revokeClient(name);
      else await vault.audit.append({ client: owner, action: 'client.revoke', path: name, outcome: 'done' });
      session.noteWrite();
    },
    requests: () => requests.list().map(shownRequest),
    answer: ({ id, answer, policies }) => {
      requests.answer(id, { answer, policies: answer === 'always' ? policies : [] });
    },
  };
}

/** A request as the window takes it. */
export function shownRequest({ chain, wants, draft, ...rest }: Request): Shown {
  return {
    ...rest,
    chain: [...chain],
    wants: wants.map((want) => ({ ...want })),
    draft: draft.map((spec) => ({ ...spec, permissions: [...spec.permissions] })),
  };
}
