import { type AuditAction, type AuditKind, auditKindOf } from '../../shared/audit.ts';
import type { ShownEntry, ShownPolicy } from '../../shared/contract-policies.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Access, Permission, PolicySpec } from '../../shared/policy.ts';

const vault = 'spiffe://3f9ab5528e11c05d6a7b4c9d0e1f2a3b';
const clients = ['build', 'deploy', 'editor'].map((name) => ({ name, spiffeId: `${vault}/client/${name}` }));
const day = 86_400_000;

/** Policies and an audit, made up, for looking at their screens. Its YAML is JSON: close enough to see. */
export function fakeAccess(refuse: (failure: Failure) => never) {
  const policies = new Map<string, ShownPolicy>();
  const put = (spec: PolicySpec, updatedAt = Date.now()) => {
    if (spec.name === '') refuse({ code: 'bad-input', what: 'policy name', reason: '1 to 256 characters' });
    if (spec.pathPattern.startsWith('/'))
      refuse({
        code: 'bad-pattern',
        subject: 'path',
        pattern: spec.pathPattern,
        reason: 'empty-segment',
        offset: 0,
      });
    const policy = { ...spec, permissions: [...spec.permissions], createdAt: updatedAt, updatedAt };
    policies.set(spec.name, policy);
    return policy;
  };
  const one = (name: string, who: string, pathPattern: string, permissions: Permission[], days: number) =>
    put(
      { name, spiffeIdPattern: `${vault}/client/${who}`, pathPattern, permissions },
      Date.now() - days * day,
    );
  one('build reads databases', 'build', 'prod/db/*', ['read', 'list'], 2);
  one('deploy', 'deploy', 'prod/**', ['read', 'write', 'list'], 40);
  one('editor drafts', 'editor', 'home/*', ['super'], 0.01);

  const covers = (pattern: string, path: string) =>
    new RegExp(`^${pattern.replaceAll('**', '.+').replace(/(?<![.])\*/g, '[^/]*')}$`).test(path);
  const decide = ({ spiffeId, path, permission }: Access) =>
    [...policies.values()].find(
      (policy) =>
        covers(policy.spiffeIdPattern, spiffeId) &&
        covers(policy.pathPattern, path) &&
        (policy.permissions.includes(permission) || policy.permissions.includes('super')),
    );
  const all: Permission[] = ['read', 'write', 'list', 'super'];
  return {
    policies: {
      list: () => [...policies.values()],
      put: (spec: PolicySpec) => put(spec),
      delete: ({ name }: { name: string }) => void policies.delete(name),
      apply: ({ yaml }: { yaml: string }) => {
        const specs = read(yaml, refuse);
        for (const spec of specs) put(spec);
        return { created: specs.map(({ name }) => name), updated: [], unchanged: [] };
      },
      read: ({ yaml }: { yaml: string }) => read(yaml, refuse),
      write: ({ policies: specs }: { policies: PolicySpec[] }) => ({ yaml: specs.map(yamlOf).join('---\n') }),
      test: (access: Access) => {
        const policy = decide(access);
        return policy ? { allowed: true, policy: policy.name } : { allowed: false };
      },
      who: ({ path }: { path: string }) =>
        clients
          .map((client) => ({
            ...client,
            grants: all.flatMap((permission) => {
              const policy = decide({ spiffeId: client.spiffeId, path, permission });
              return policy ? [{ permission, policy: policy.name }] : [];
            }),
          }))
          .filter(({ grants }) => grants.length > 0),
      reach: ({ spiffeId }: { spiffeId: string }) => {
        const paths = ['prod/db/orders', 'prod/db/billing', 'prod/api/router', 'home/wifi guest'];
        const secrets = paths.flatMap((path) => {
          const permissions = all.filter((permission) => decide({ spiffeId, path, permission }));
          return permissions.length > 0 ? [{ path, permissions }] : [];
        });
        return { total: secrets.length, secrets };
      },
    },
    clients: {
      list: () =>
        clients.map((client, n) =>
          n === 2 ? { ...client, guest: true } : { ...client, guest: false, since: Date.now() - 40 * day },
        ),
      requests: () => [],
      policiesOf: ({ name }: { name: string }) =>
        [...policies.values()]
          .filter((one) => one.spiffeIdPattern.endsWith(`/${name}`))
          .map((one) => one.name),
      revoke: () => undefined,
      answer: () => undefined,
    },
    audit: {
      list: (query: {
        since?: number;
        client?: string;
        kind?: AuditKind;
        outcome?: 'done' | 'refused';
        before?: number;
        limit: number;
      }) => {
        const found = entries().filter(
          ({ time, client, action, outcome, index }) =>
            time >= (query.since ?? 0) &&
            (query.client === undefined || client === query.client) &&
            (query.kind === undefined || auditKindOf[action as AuditAction] === query.kind) &&
            (query.outcome === undefined || (query.outcome === 'done') === (outcome === 'done')) &&
            index < (query.before ?? Number.POSITIVE_INFINITY),
        );
        return { entries: found.slice(0, query.limit), more: found.length > query.limit };
      },
      export: () => ({ file: 'Household audit.jsonl', entries: 640 }),
    },
  };
}

function entries(): ShownEntry[] {
  const kinds: Omit<ShownEntry, 'index' | 'time'>[] = [
    { client: clients[0]?.spiffeId ?? '', action: 'secret.get', path: 'prod/db/orders', outcome: 'done' },
    { client: clients[0]?.spiffeId ?? '', action: 'secret.get', path: 'prod/dbx/orders', outcome: 'denied' },
    { client: 'owner', action: 'unlock', outcome: 'done' },
    { client: 'owner', action: 'unlock.failed', outcome: 'wrong-passphrase' },
    {
      client: clients[1]?.spiffeId ?? '',
      action: 'secret.put',
      path: 'prod/api/a-secret-with-quite-a-long-name/of-many-parts/indeed',
      outcome: 'done',
    },
    { client: 'owner', action: 'policy.put', path: 'build reads databases', outcome: 'done' },
    { client: 'owner', action: 'recovery.activate', path: '7KQ2M9XT', outcome: 'done' },
  ];
  return Array.from({ length: 640 }, (_, n) => {
    const kind = kinds[(n * n) % kinds.length] as (typeof kinds)[number];
    return { ...kind, index: 640 - n, time: Date.now() - n * 2_900_000 };
  });
}

function yamlOf({ name, spiffeIdPattern, pathPattern, permissions }: PolicySpec): string {
  const lines = permissions.map((permission) => `  - ${permission}\n`).join('');
  return `name: ${name}\nspiffeidPattern: ${spiffeIdPattern}\npathPattern: ${pathPattern}\npermissions:\n${lines}`;
}

function read(yaml: string, refuse: (failure: Failure) => never): PolicySpec[] {
  return yaml.split('---\n').map((text) => {
    const value = (field: string) =>
      new RegExp(`^${field}: (.*)$`, 'm').exec(text)?.[1] ??
      refuse({ code: 'bad-input', what: 'policy file', reason: `line 1: ${field} is missing` });
    const permissions = [...text.matchAll(/^ {2}- (\w+)$/gm)].map(([, word]) => word as Permission);
    return {
      name: value('name'),
      spiffeIdPattern: value('spiffeidPattern'),
      pathPattern: value('pathPattern'),
      permissions,
    };
  });
}
