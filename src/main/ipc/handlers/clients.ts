import type { Handlers } from '../../../shared/contract.ts';
import type { Request, Requests } from '../../clients/requests.ts';
import type { Guests } from '../programs.ts';
import type { Session } from '../session.ts';

type Shown = Awaited<ReturnType<Handlers['clients']['requests']>>[number];

export function clientsHandlers(session: Session, requests: Requests, guests: Guests): Handlers['clients'] {
  return {
    list: async () => [
      ...(await session.vault.registered()).map(({ name, spiffeId, createdAt }) => ({
        ...{ name, spiffeId, guest: false },
        ...(createdAt !== undefined && { since: createdAt }),
      })),
      ...guests.guests().map(({ name, spiffeId }) => ({ name, spiffeId, guest: true })),
    ],
    revoke: async ({ name }) => {
      if (guests.turnOut(name))
        await session.vault.audit.append({
          ...{ client: 'owner', action: 'client.revoke', path: name, outcome: 'done' },
        });
      else await session.vault.revokeClient(name);
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
