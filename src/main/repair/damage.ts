import type { DamageReport } from '../../shared/contract-repair.ts';
import type { Finding, Progress } from '../backend/copies.ts';
import type { Vault } from '../vault/vault.ts';

/** Reads and authenticates everything in an open vault: what is damaged, and whom it concerns. */
export async function damageOf(
  vault: Vault,
  options?: { signal?: AbortSignal; progress?: Progress },
): Promise<DamageReport> {
  const report = await vault.verify(options);
  const infos = await vault.secrets.list('', { deleted: true, whole: true });
  const current = new Map(infos.map((info) => [info.path, info.current]));
  const lost = report.damaged.flatMap(({ part, paths: [path] = [], version }) =>
    (part === 'version' || part === 'attachment') && path !== undefined && version !== undefined
      ? [
          {
            path,
            version,
            current: current.get(path) === version,
            ...(part === 'attachment' && { file: true as const }),
          },
        ]
      : [],
  );
  const whole = lost.filter(({ file }) => file === undefined);
  return {
    secrets: infos.length - new Set(whole.filter((one) => one.current).map(({ path }) => path)).size,
    versions: report.versions - whole.length,
    lost,
    unnamed: report.damaged.reduce((sum, { part, entries = 0 }) => sum + (part === 'page' ? entries : 0), 0),
    records: recordsAmong(report.damaged),
    structure: report.damaged.some(({ object }) => object === 'file'),
  };
}

function recordsAmong(damaged: readonly Finding[]): DamageReport['records'] {
  const names = { policy: 'policies', client: 'clients', audit: 'audit' } as const;
  const found = damaged.flatMap(({ part }) => (part in names ? [names[part as keyof typeof names]] : []));
  return [...new Set(found)];
}
