import type { MergeReport } from '../../shared/contract-repair.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { api } from '../api.ts';
import { openDialog } from './dialog.ts';
import { job, told } from './job.ts';
import { type OwnKey, wantsOwnKey } from './own-key.ts';
import { untilLock, vaultStore } from './reset.ts';

/** Another copy of the open vault: found beside it, or named by the person. */
export interface Copy {
  readonly place: Place;
  /** Missing of one that was named: nobody has looked at it yet. */
  readonly revision?: number;
}

interface Copies {
  /** `undefined` until the folder was looked at. */
  readonly list: readonly Copy[] | undefined;
  readonly step: 'choose' | 'key' | 'reading' | 'preview' | 'merging' | 'done';
  /** The copy that is looked at. */
  readonly copy: Copy | undefined;
  /** Its own passphrase, once it was asked for: only until the copy is left. */
  readonly key: OwnKey | undefined;
  /** What merging it brings, or brought. */
  readonly report: MergeReport | undefined;
  readonly failure: Failure | undefined;
  /** The banner was sent away for as long as the vault stays open. */
  readonly dismissed: boolean;
}

/** Copies of the open vault that sync tools left beside it, and what merging one brings. */
export const useCopies = vaultStore<Copies>({
  list: undefined,
  step: 'choose',
  copy: undefined,
  key: undefined,
  report: undefined,
  failure: undefined,
  dismissed: false,
});

const merging = job();

/**
 * Looks for copies now, and whenever the window gets the focus: a sync tool works meanwhile.
 * Returns what ends it.
 */
export function watchCopies(): () => void {
  void findCopies();
  const look = () => void findCopies();
  window.addEventListener('focus', look);
  return () => window.removeEventListener('focus', look);
}

async function findCopies(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.repair.copies();
  if (unlocked() && reply.ok) useCopies.setState({ list: reply.value });
}

export function dismissCopies(): void {
  useCopies.setState({ dismissed: true });
}

export function openCopies(): void {
  chooseCopy();
  openDialog('copies');
}

/** Back to the list. */
export function chooseCopy(): void {
  if (useCopies.getState().step === 'reading') void api.repair.cancel();
  merging.drop();
  useCopies.setState({
    step: 'choose',
    copy: undefined,
    key: undefined,
    report: undefined,
    failure: undefined,
  });
}

/** What merging a copy would bring; nothing is written. */
export async function preview(copy: Copy, key?: OwnKey): Promise<void> {
  useCopies.setState({ copy, key, step: 'reading', report: undefined, failure: undefined });
  await call(copy, true);
}

/** Merges the copy that was looked at. */
export async function merge(): Promise<void> {
  const { copy, step } = useCopies.getState();
  if (!copy || step !== 'preview') return;
  useCopies.setState({ step: 'merging', failure: undefined });
  await call(copy, false);
}

async function call({ place }: Copy, dry: boolean): Promise<void> {
  const { key } = useCopies.getState();
  const reply = await merging.run(() => api.repair.merge({ place, dry, ...key }));
  if (reply?.ok) useCopies.setState({ step: dry ? 'preview' : 'done', report: reply.value });
  else if (reply) {
    const step = !dry ? 'preview' : wantsOwnKey(reply.failure) ? 'key' : 'choose';
    useCopies.setState({ step, key: undefined, failure: told(reply.failure) });
  }
}
