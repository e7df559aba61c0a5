import type { Reply } from '../../shared/contract.ts';
import type { Restored } from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import { localKinds, type Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import { tellAfterwards } from './aftermath.ts';
import { closeDialog } from './dialog.ts';
import { job, type Progress, told } from './job.ts';
import { untilLock, vaultStore } from './reset.ts';
import { type NameService, noService, restoredPlace, type Where } from './restored-place.ts';
import { useSession } from './session.ts';

interface Restore {
  readonly step: 'choose' | 'working' | 'done';
  readonly where: Where;
  readonly progress: Progress | undefined;
  readonly restored: Restored | undefined;
  readonly failure: Failure | undefined;
}

const start: Restore = {
  step: 'choose',
  where: localKinds[0],
  progress: undefined,
  restored: undefined,
  failure: undefined,
};

/** A backup that becomes a vault again. */
export const useRestore = vaultStore<Restore>(start);

const restoring = job({ event: 'restoreProgress', hear: (progress) => useRestore.setState({ progress }) });

export function beginRestore(where: Where = start.where): void {
  useRestore.setState({ ...start, where }, true);
}

export function restoreWhere(where: Where): void {
  useRestore.setState({ where });
}

/**
 * Restores to a new place, for which it asks; or in place, where the vault is locked by the time it
 * is done: then the screen that unlocks tells.
 */
export async function restore(backup: Place, onService: NameService = noService): Promise<void> {
  const { where, step } = useRestore.getState();
  if (step === 'working') return;
  const unlocked = untilLock();
  const refused = (failure: Failure) => useRestore.setState({ failure });
  const to = where === 'here' ? undefined : await restoredPlace(where, refused, onService);
  if (!unlocked() || (where !== 'here' && to === undefined)) return;
  const vault = useSession.getState().state?.place;
  useRestore.setState({ step: 'working', failure: undefined, progress: undefined });
  const reply = await restoring.run(async () => {
    const answer = await api.backups.restore({ place: backup, ...(to !== undefined && { to }) });
    if (vault !== undefined) tellUnlocker(vault, answer, to === undefined, unlocked());
    return answer;
  });
  if (!reply) return;
  if (!reply.ok) useRestore.setState({ step: 'choose', failure: told(reply.failure) });
  else if (to === undefined) closeDialog();
  else useRestore.setState({ step: 'done', restored: reply.value });
}

// What is restored in place, and what fails after the lock, is told by the screen that unlocks.
function tellUnlocker(vault: Place, answer: Reply<Restored>, inPlace: boolean, unlocked: boolean): void {
  if (answer.ok && inPlace) {
    const { kept } = answer.value;
    tellAfterwards({ place: vault, kept, what: { kind: 'restored' } });
  }
  if (!answer.ok && !unlocked)
    tellAfterwards({ place: vault, what: { kind: 'failed', failure: answer.failure } });
}

/** Calls it off: the vault and the backup are as they were. */
export function cancelRestore(): void {
  void api.backups.cancelRestore();
}
