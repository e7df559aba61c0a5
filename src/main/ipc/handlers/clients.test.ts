import { expect, it } from 'vitest';
import { Registry } from '../../clients/registry.ts';
import type { Requests } from '../../clients/requests.ts';
import type { Session } from '../session.ts';
import { clientsHandlers } from './clients.ts';

it('revokes a stored program and the guest of its name together, and a guest that is stored nowhere', async () => {
  const registry = new Registry();
  const stored = new Set(['build']);
  const told: string[] = [];
  const vault = {
    registered: async () => [...stored].map((name) => ({ name, spiffeId: name, key: 'k' })),
    revokeClient: async (name: string) => void (stored.delete(name) && told.push(`revoked ${name}`)),
    audit: { append: async ({ path }: { path: string }) => void told.push(`turned out ${path}`) },
  };
  const session = { vault, noteWrite: () => undefined } as unknown as Session;
  const { list, revoke } = clientsHandlers(session, {} as Requests, registry);
  for (const name of ['build', 'guest']) registry.welcome({ name, spiffeId: name, key: 'other' }, true);
  await revoke({ name: 'build' });
  expect(await list(undefined)).toEqual([{ name: 'guest', spiffeId: 'guest', guest: true }]);
  await revoke({ name: 'guest' });
  expect(await list(undefined)).toEqual([]);
  expect(told).toEqual(['revoked build', 'turned out guest']);
});
