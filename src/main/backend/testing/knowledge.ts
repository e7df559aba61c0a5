import type { Backend } from '../backend.ts';
import type { AuditRecord } from '../changes.ts';
import type { NaiveVault } from './naive.ts';

/** All that a backend knows, in the shape in which the naive model knows it. */
export async function known(backend: Backend) {
  const audit = await backend.readAudit();
  return {
    secrets: await backend.listSecrets(''),
    fields: (await backend.loadAllSecrets()).map(({ path, version, fields }) => ({ path, version, fields })),
    policies: await backend.loadAllPolicies(),
    clients: await backend.loadAllClients(),
    settings: [await backend.loadSetting('theme'), await backend.loadSetting('__proto__')],
    audit: audit.map(({ index: _, hash: __, ...record }): AuditRecord => record),
  };
}

/** All that the naive model knows. */
export function knownNaively(vault: NaiveVault, now: number): Awaited<ReturnType<typeof known>> {
  const secrets = vault.list('', now).flatMap((info) => info ?? []);
  const byName = <T extends { name: string }>(all: Map<string, T>) =>
    [...all.values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  return {
    secrets,
    fields: secrets.map(({ path }) => {
      const { version, fields } = vault.load(path, undefined, now) ?? { version: 0, fields: [] };
      return { path, version, fields };
    }),
    policies: byName(vault.policies),
    clients: byName(vault.clients),
    settings: [vault.settings.get('theme'), vault.settings.get('__proto__')],
    audit: vault.audit as AuditRecord[],
  };
}
