import { create } from 'zustand';
import type { MendReport } from '../../shared/contract-repair.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import { type BackupFrom, chosenBackup } from './chosen-backup.ts';
import { job, type Progress, told } from './job.ts';
import { tellMended } from './repair.ts';
import { type NameService, noService, restoredPlace, usualWhere, type Where } from './restored-place.ts';
import { select } from './session.ts';

interface Salvage {
  readonly step: 'form' | 'working' | 'accept';
  readonly backup: Place | undefined;
  readonly where: Where;
  readonly progress: Progress | undefined;
  /** What stays lost, where that is to be accepted. */
  readonly report: MendReport | undefined;
  readonly failure: Failure | undefined;
}

const start: Salvage = {
  step: 'form',
  backup: undefined,
  where: 'here',
  progress: undefined,
  report: undefined,
  failure: undefined,
};

/**
 * A vault that does not open at all, mended with a backup that stands in for it. No passphrase is
 * in it.
 */
export const useSalvage = create<Salvage>()(() => start);

// The vault is locked all the while.
const work = job(
  { event: 'repairProgress', hear: (progress) => useSalvage.setState({ progress }) },
  { outlives: true },
);

/** Of the vault at this place. */
export function beginSalvage(vault?: Place): void {
  work.drop();
  useSalvage.setState({ ...start, where: usualWhere(vault) }, true);
}

/** Back to the form, with what was chosen in it. */
export function backToForm(): void {
  useSalvage.setState({ step: 'form', report: undefined });
}

/** Names that stay lost are forgotten with the screen. */
export function endSalvage(): void {
  beginSalvage();
  void api.repair.cancel();
}

export function salvageWhere(where: Where): void {
  useSalvage.setState({ where });
}

export async function chooseStandIn(from: BackupFrom): Promise<void> {
  const reply = await chosenBackup(from);
  if (!reply.ok) return useSalvage.setState({ failure: reply.failure });
  const found = reply.value;
  if (found) useSalvage.setState({ backup: found.place, failure: found.failure });
}

/** What opens the backup. */
export interface SalvageKey {
  readonly passphrase: string;
  readonly keyFile?: string;
}

/**
 * Mends the vault, and makes the whole one the chosen one: true then. Where something would stay
 * lost only when that is accepted.
 */
export async function salvage(
  place: Place,
  key: SalvageKey,
  lossy: boolean,
  onService: NameService = noService,
): Promise<boolean> {
  const { backup, where, step } = useSalvage.getState();
  if (backup === undefined || step === 'working') return false;
  const refused = (failure: Failure) => useSalvage.setState({ failure });
  work.drop();
  const holds = work.holding();
  const to = where === 'here' ? undefined : await restoredPlace(where, refused, onService);
  if (!holds() || (where !== 'here' && to === undefined)) return false;
  useSalvage.setState({ step: 'working', failure: undefined, progress: undefined });
  const wanted = { place, backup, ...key, lossy, ...(to !== undefined && { to }) };
  const reply = await work.run(() => api.repair.salvage(wanted));
  if (!reply) return false;
  if (reply.ok && reply.value.written) return opened(reply.value, to ?? place);
  if (reply.ok) useSalvage.setState({ step: 'accept', report: reply.value });
  else useSalvage.setState({ step: 'form', failure: told(reply.failure) });
  return false;
}

async function opened(report: MendReport, place: Place): Promise<boolean> {
  tellMended(place, report);
  const failure = await select(place);
  if (failure) useSalvage.setState({ step: 'form', failure });
  return failure === undefined;
}
