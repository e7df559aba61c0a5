import type { Restored } from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import { type Place, placeKinds } from '../../shared/place.ts';
import { api } from '../api.ts';
import { tellAfterwards } from './aftermath.ts';
import { closeDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';
import { restoredPlace, type Where } from './restored-place.ts';
import { useSession } from './session.ts';

interface Restore {
  readonly step: 'choose' | 'working' | 'done';
  readonly where: Where;
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  readonly restored: Restored | undefined;
  readonly failure: Failure | undefined;
}

const start: Restore = {
  step: 'choose',
  where: placeKinds[0],
  progress: undefined,
  restored: undefined,
  failure: undefined,
};

/** A backup that becomes a vault again. */
export const useRestore = vaultStore<Restore>(start);

export function beginRestore(): void {
  useRestore.setState(start, true);
}

export function restoreWhere(where: Where): void {
  useRestore.setState({ where });
}

/** Restores to a new place, for which it asks; or in place, where the vault is locked by the time it is done: then the screen that unlocks tells. */
export async function restore(backup: Place): Promise<void> {
  const { where, step } = useRestore.getState();
  if (step === 'working') return;
  const unlocked = untilLock();
  const refused = (failure: Failure) => useRestore.setState({ failure });
  const to = where === 'here' ? undefined : await restoredPlace(where, refused);
  if (!unlocked() || (where !== 'here' && to === undefined)) return;
  const vault = useSession.getState().state?.place;
  useRestore.setState({ step: 'working', failure: undefined, progress: undefined });
  const end = api.on('restoreProgress', (progress) => unlocked() && useRestore.setState({ progress }));
  const reply = await api.backups.restore({ place: backup, ...(to !== undefined && { to }) });
  end();
  if (reply.ok && to === undefined && vault !== undefined) {
    const { kept, revision } = reply.value;
    tellAfterwards({ place: vault, kept, what: { kind: 'restored', revision } });
  }
  if (!reply.ok && !unlocked() && vault !== undefined)
    tellAfterwards({ place: vault, what: { kind: 'failed', failure: reply.failure } });
  if (!unlocked()) return;
  if (reply.ok && to === undefined) closeDialog();
  else if (reply.ok) useRestore.setState({ step: 'done', restored: reply.value });
  else
    useRestore.setState({
      step: 'choose',
      failure: reply.failure.code === 'cancelled' ? undefined : reply.failure,
    });
}

/** Calls it off: the vault and the backup are as they were. */
export function cancelRestore(): void {
  void api.backups.cancelRestore();
}
