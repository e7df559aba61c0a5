import type { Handlers } from '../../../shared/contract.ts';
import type { Session } from '../../app/session.ts';
import { writtenIn } from '../written.ts';

export function policiesHandlers(session: Session): Handlers['policies'] {
  const written = writtenIn(session);
  return {
    list: async () => session.vault.policies.list(),
    put: async (spec) => written(session.vault.policies.put(spec)),
    delete: async ({ name }) => written(session.vault.policies.delete(name)),
    apply: async ({ yaml }) => written(session.vault.policies.apply(yaml)),
    read: async ({ yaml }) => {
      const { parsePolicies } = await import('../../policy/yaml.ts');
      return parsePolicies(yaml);
    },
    write: async ({ policies }) => {
      const { policyYaml } = await import('../../policy/yaml.ts');
      return { yaml: policyYaml(policies) };
    },
    test: (access) => session.vault.policies.decide(access),
    who: async ({ path }) => {
      const { whoMay } = await import('../../vault/access.ts');
      return whoMay(session.vault, path);
    },
    reach: async ({ spiffeId }) => {
      const { reachOf } = await import('../../vault/access.ts');
      return reachOf(session.vault, spiffeId);
    },
  };
}
