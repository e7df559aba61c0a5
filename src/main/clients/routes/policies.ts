import { fail } from '../../../shared/failure.ts';
import { policyPath } from '../../../shared/policy.ts';
import type { Policy } from '../../backend/changes.ts';
import type { Caller } from '../caller.ts';
import type { RoutedName, Routes } from '../route.ts';

const nameOf = ({ name }: { name: string }) => name;

/** SPIKE's calls on policies, each for `super` at their reserved path. */
export const policyRoutes: Routes<Extract<RoutedName, `policy.${string}`>> = {
  'policy.list': {
    action: 'policy.list',
    about: () => '',
    run: async (caller) => {
      await mayRule(caller);
      return (await caller.vault.policies.list()).map(shown);
    },
  },
  'policy.get': {
    action: 'policy.list',
    about: nameOf,
    run: async (caller, { name }) => {
      await mayRule(caller);
      return shown(await caller.vault.policies.get(name));
    },
  },
  'policy.put': {
    action: 'policy.put',
    about: nameOf,
    commits: true,
    run: async (caller, spec) => {
      await mayRule(caller);
      return shown(await caller.vault.policies.put(spec, caller.spiffeId));
    },
  },
  'policy.apply': {
    action: 'policy.put',
    about: () => '',
    commits: true,
    run: async (caller, { yaml }) => {
      await mayRule(caller);
      const { created, updated, unchanged } = await caller.vault.policies.apply(yaml, caller.spiffeId);
      return { created: [...created], updated: [...updated], unchanged: [...unchanged] };
    },
  },
  'policy.delete': {
    action: 'policy.delete',
    about: nameOf,
    commits: true,
    run: async (caller, { name }) => {
      await mayRule(caller);
      await caller.vault.policies.delete(name, caller.spiffeId);
    },
  },
  'policy.test': {
    action: 'policy.list',
    about: ({ path }) => path,
    run: async (caller, access) => {
      // What it may do itself a client may know: it could try.
      if (access.spiffeId !== caller.spiffeId) await mayRule(caller);
      if (!access.spiffeId.startsWith('spiffe://'))
        fail({ code: 'bad-input', what: 'spiffe-id', reason: 'malformed' });
      // A guest has nothing by a policy, whatever there is for its ID.
      if (access.spiffeId === caller.spiffeId && caller.around.guest)
        return { allowed: await caller.may(access) };
      return { ...(await caller.vault.policies.decide(access)) };
    },
  },
};

function mayRule(caller: Caller): Promise<void> {
  return caller.permit({ path: policyPath, permission: 'super' });
}

function shown({ name, spiffeIdPattern, pathPattern, permissions, createdAt, updatedAt }: Policy) {
  return {
    name,
    spiffeIdPattern,
    pathPattern,
    permissions: [...permissions],
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}
