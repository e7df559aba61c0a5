import { fail } from '../../../shared/failure.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Caller } from '../caller.ts';
import type { RoutedName, Routes } from '../route.ts';

const rules = () => import('../../vault/health/vault-health.ts');

/** What may be wrong with secrets: of those that a client may list and read, as if there were no others. */
export const healthRoutes: Routes<Extract<RoutedName, 'secret.health' | 'secret.expiring'>> = {
  'secret.health': {
    action: 'secret.health',
    about: () => '',
    run: (caller) =>
      looking(caller, async (paths, signal) => {
        const { checkHealth } = await rules();
        const found = await checkHealth(caller.vault, { now: Date.now(), paths, signal });
        return found.map(({ path, findings }) => ({
          path,
          findings: findings.map(({ others, ...one }) => ({
            ...one,
            ...(others && { others: [...others] }),
          })),
        }));
      }),
  },
  'secret.expiring': {
    action: 'secret.health',
    about: () => '',
    run: (caller, { within }) =>
      looking(caller, async (paths, signal) => {
        const { dueSecrets } = await rules();
        const asked = { now: Date.now(), paths, signal, ...(within !== undefined && { within }) };
        return dueSecrets(caller.vault, asked);
      }),
  },
};

/** Vaults that are looked through: one call is worth thousands of others. */
const busy = new WeakSet<Vault>();

async function looking<T>(
  caller: Caller,
  work: (paths: readonly string[], signal: AbortSignal) => Promise<T>,
): Promise<{ looked: number; secrets: T }> {
  const { vault, around } = caller;
  if (busy.has(vault)) fail({ code: 'busy' });
  busy.add(vault);
  try {
    const paths = await readable(caller);
    return { looked: paths.length, secrets: await work(paths, around.gone) };
  } finally {
    busy.delete(vault);
  }
}

async function readable(caller: Caller): Promise<string[]> {
  const all = await caller.vault.secrets.list('');
  const may = await caller.judge();
  return all
    .map(({ path }) => path)
    .filter((path) => may({ path, permission: 'list' }) && may({ path, permission: 'read' }));
}
