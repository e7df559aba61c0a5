import type { Handlers } from '../../../shared/contract.ts';
import type { Session } from '../../app/session.ts';
import type { Policy } from '../../backend/changes.ts';

type Shown = Awaited<ReturnType<Handlers['policies']['list']>>[number];

export function policiesHandlers(session: Session): Handlers['policies'] {
  const written = <T>(result: T): T => {
    session.noteWrite();
    return result;
  };
  return {
    list: async () => (await session.vault.policies.list()).map(plain),
    put: async (spec) => written(plain(await session.vault.policies.put(spec))),
    delete: async ({ name }) => written(await session.vault.policies.delete(name)),
    apply: async ({ yaml }) => {
      const { created, updated, unchanged } = await session.vault.policies.apply(yaml);
      return written({ created: [...created], updated: [...updated], unchanged: [...unchanged] });
    },
    read: async ({ yaml }) => {
      const { parsePolicies } = await import('../../policy/yaml.ts');
      return parsePolicies(yaml).map(plain);
    },
    write: async ({ policies }) => {
      const { policyYaml } = await import('../../policy/yaml.ts');
      return { yaml: policyYaml(policies) };
    },
    test: async (access) => ({ ...(await session.vault.policies.decide(access)) }),
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

function plain({ name, spiffeIdPattern, pathPattern, permissions, createdAt, updatedAt }: Policy): Shown {
  return {
    name,
    spiffeIdPattern,
    pathPattern,
    permissions: [...permissions],
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}
