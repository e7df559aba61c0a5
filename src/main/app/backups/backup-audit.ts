import { basename } from 'node:path';
import type { PlannedDestination, PlanStore } from '../../backups/plan.ts';
import { type Log, traceOf } from '../../log.ts';
import { type Act, owner } from '../../vault/audit.ts';
import type { Vault } from '../../vault/vault.ts';

/**
 * Writes down that a backup begins, before it does: the backup holds the entry, so that the vault
 * is not newer than its own newest backup. Nothing new is no backup. What came of it follows at the
 * next unlock (`takeOutcomes`).
 */
export async function noteBegin(
  vault: Vault,
  destinations: readonly PlannedDestination[],
  log: Log,
): Promise<void> {
  if (destinations.every(({ last }) => last?.revision === vault.revision)) return;
  await note(vault, [{ client: owner, action: 'backup.begin', outcome: 'done' }], log);
}

/**
 * What came of backups since the last time, once: the newest of each destination, and why there was
 * none.
 */
export function takeOutcomes(plans: PlanStore, vault: string, now: number): Act[] {
  const all = plans.get();
  const found = Object.hasOwn(all, vault) ? all[vault] : undefined;
  if (found === undefined) return [];
  const { destinations, noted = 0 } = found;
  plans.set({ ...all, [vault]: { ...found, noted: now } });
  const act = { client: owner, action: 'backup.create' } as const;
  return destinations.flatMap(({ last, trouble, tried = 0 }): Act[] => [
    ...(last && last.time > noted
      ? [{ ...act, path: basename(last.file), outcome: 'done' as const, time: last.time }]
      : []),
    ...(trouble && tried > noted ? [{ ...act, outcome: trouble.failure.code, time: tried }] : []),
  ]);
}

// A vault that cannot be written to, or whose disk is full, is backed up all the same: now of all
// times.
async function note(vault: Vault, acts: readonly Act[], log: Log): Promise<void> {
  if (vault.readOnly || vault.damaged) return;
  await Promise.all(acts.map((act) => vault.audit.append(act))).catch((error) =>
    log.error('main.failed', { where: 'exception', trace: traceOf(error) }),
  );
}
