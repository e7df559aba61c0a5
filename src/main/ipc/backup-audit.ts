import { basename } from 'node:path';
import { type Log, traceOf } from '../log.ts';
import type { Plan, PlannedDestination } from '../transfer/plan.ts';
import { type Deed, owner } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';

/**
 * Writes down that a backup begins, before it does: the backup holds the entry, so that the vault is not newer than its own newest backup.
 * Nothing new is no backup. What came of it follows at the next unlock (`noteOutcomes`).
 */
export async function noteBegin(
  vault: Vault,
  destinations: readonly PlannedDestination[],
  log: Log,
): Promise<void> {
  if (destinations.every(({ last }) => last?.revision === vault.revision)) return;
  await note(vault, [{ client: owner, action: 'backup.begin', outcome: 'done' }], log);
}

/** Writes down what came of backups since the last time: the newest of each destination, and why there was none. */
export function noteOutcomes(vault: Vault, { destinations, noted = 0 }: Plan, log: Log): Promise<void> {
  const deed = { client: owner, action: 'backup.create' } as const;
  const deeds = destinations.flatMap(({ last, trouble, tried = 0 }): Deed[] => [
    ...(last && last.time > noted
      ? [{ ...deed, path: basename(last.file), outcome: 'done' as const, time: last.time }]
      : []),
    ...(trouble && tried > noted ? [{ ...deed, outcome: trouble.failure.code, time: tried }] : []),
  ]);
  return note(vault, deeds, log);
}

// A vault that cannot be written to, or whose disk is full, is backed up all the same: now of all times.
async function note(vault: Vault, deeds: readonly Deed[], log: Log): Promise<void> {
  if (vault.readOnly || vault.damaged) return;
  await Promise.all(deeds.map((deed) => vault.audit.append(deed))).catch((error) =>
    log.error('main.failed', { where: 'exception', trace: traceOf(error) }),
  );
}
