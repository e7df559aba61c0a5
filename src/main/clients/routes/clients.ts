import { auditPath, clientPath, policyPath } from '../../../shared/policy.ts';
import { shownClient } from '../registry.ts';
import type { RoutedName, Routes } from '../route.ts';

/** What clients may know of clients, and of what was done. */
export const clientRoutes: Routes<Extract<RoutedName, `client.${string}` | `audit.${string}`>> = {
  'client.list': {
    action: 'client.list',
    about: () => '',
    run: async (caller) => {
      await caller.permit({ path: clientPath, permission: 'super' });
      return (await caller.vault.registered()).map(shownClient);
    },
  },
  'client.revoke': {
    action: 'client.revoke',
    about: ({ name }) => name,
    commits: true,
    run: async (caller, { name, policies = false }) => {
      // Anybody may leave.
      if (name !== caller.name) await caller.permit({ path: clientPath, permission: 'super' });
      if (policies) await caller.permit({ path: policyPath, permission: 'super' });
      await caller.vault.revokeClient(name, caller.spiffeId, policies);
    },
  },
  'audit.list': {
    action: 'audit.list',
    about: ({ client }) => client ?? '',
    run: async (caller, { since, client }) => {
      // What it did itself it may see.
      if (client !== caller.spiffeId) await caller.permit({ path: auditPath, permission: 'read' });
      const query = { ...(since !== undefined && { since }), ...(client !== undefined && { client }) };
      return (await caller.vault.audit.read(query)).map((entry) => ({ ...entry }));
    },
  },
};
